import { getSchema, type JSONContent } from '@tiptap/core';
import { DOMParser, DOMSerializer, Node, type Schema } from '@tiptap/pm/model';
import { treeOf } from './gate.ts';
import { subset } from './subset.ts';

let made: Schema | undefined;
const schema = () => (made ??= getSchema(subset));

/** A text as the editor takes it. */
export function documentOf(html: string): JSONContent {
  return DOMParser.fromSchema(schema()).parse(treeOf(html)).toJSON() as JSONContent;
}

/** A text as it is sent: empty where nothing stands in it, and in the plainest form of what it says. */
export function htmlOf(document: Node): string {
  const place = treeOf('').ownerDocument.createElement('div');
  DOMSerializer.fromSchema(document.type.schema).serializeFragment(
    document.content,
    {
      document: place.ownerDocument,
    },
    place,
  );
  for (const item of place.querySelectorAll('li, td, th')) unwrap(item);
  for (const line of place.querySelectorAll('figcaption')) if (isEmpty(line)) line.remove();
  for (const table of place.querySelectorAll('table')) head(table);
  while (place.lastElementChild?.matches('p') && isEmpty(place.lastElementChild)) place.lastElementChild.remove();
  return place.innerHTML;
}

const isEmpty = (element: Element) => element.textContent.trim() === '' && !element.querySelector('img, br');

/** A single paragraph in an item or a cell is its words. */
function unwrap(item: Element): void {
  const [only, ...more] = item.children;
  const isAlone = more.length === 0 || (item.matches('li') && more.every((child) => child.matches('ul, ol')));
  if (only?.matches('p') && only.attributes.length === 0 && isAlone) only.replaceWith(...only.childNodes);
}

/** A first row of nothing but headings is the table's head. */
function head(table: HTMLTableElement): void {
  const [first] = table.rows;
  if (!first || table.rows.length < 2 || ![...first.cells].every((cell) => cell.matches('th'))) return;
  const place = table.ownerDocument.createElement('thead');
  place.append(first);
  table.querySelector('tbody')?.before(place);
}

/** A text as it would be sent, had it been typed here. */
export const plainest = (html: string): string => htmlOf(Node.fromJSON(schema(), documentOf(html)));

/** The words of a text without its markup, a paragraph a line. */
export function linesOf(html: string): string[] {
  const tree = treeOf(html);
  const blocks = tree.querySelectorAll('p, h2, h3, h4, li, td, th, pre, figcaption');
  return [...blocks]
    .filter((block) => !block.querySelector('p, li'))
    .map(({ textContent }) => textContent.trim())
    .filter(Boolean);
}
