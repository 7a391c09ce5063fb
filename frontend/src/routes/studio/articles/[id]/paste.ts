import { pathOf } from '../../pictures/pictures.ts';
import { treeOf } from './gate.ts';
import { isLink } from './subset.ts';

/**
 * What was copied from a word processor or a page, as the plain text with headings, lists, tables and emphasis that its
 * author sees: word processors say these things in styles, in comments and in elements of their own.
 */
export function cleaned(html: string): string {
  const laidAside = unstyled(html);
  const tree = treeOf(laidAside);
  // Copied within an editor like this one: it is clean already, and says in attributes where it was cut.
  if (tree.querySelector('[data-pm-slice]')) return laidAside;
  dropFurniture(tree);
  listsOfWord(tree);
  for (const element of [...tree.querySelectorAll<HTMLElement>('*')]) mark(element);
  for (const element of [...tree.querySelectorAll<HTMLElement>('*')]) rename(element);
  for (const link of tree.querySelectorAll('a')) straighten(link);
  for (const img of tree.querySelectorAll('img')) img.setAttribute('src', pathOf(img.getAttribute('src') ?? ''));
  for (const element of tree.querySelectorAll<HTMLElement>('*')) bare(element);
  for (const line of tree.querySelectorAll('br')) if (isBetweenBlocks(line)) line.remove();
  for (const empty of tree.querySelectorAll('p, h2, h3, h4')) if (isBlank(empty)) empty.remove();
  for (const list of tree.querySelectorAll('ul > ul, ul > ol, ol > ul, ol > ol'))
    list.previousElementSibling?.append(list);
  return tree.innerHTML;
}

/** The page's policy heeds no style and no handler of a text, and complains of each: styles are read here, and never applied. */
const unstyled = (html: string): string =>
  html
    .replace(/<style\b[\s\S]*?<\/style\s*>/gi, '')
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(style|on[a-z]{3,})\s*=/gi, ' data-$1='));

/** What an element's style says of something, in lower case; empty for nothing. */
function styled(element: Element, property: string): string {
  for (const rule of (element.getAttribute('data-style') ?? '').split(';')) {
    const [name = '', ...value] = rule.split(':');
    if (name.trim().toLowerCase() === property) return value.join(':').trim().toLowerCase();
  }
  return '';
}

function dropFurniture(tree: HTMLElement): void {
  for (const element of tree.querySelectorAll('style, script, meta, link, title, xml, template, o\\:p, svg, iframe')) {
    if (element.localName === 'o:p') element.replaceWith(...element.childNodes);
    else element.remove();
  }
  const comments = tree.ownerDocument.createTreeWalker(tree, NodeFilter.SHOW_COMMENT);
  const found: ChildNode[] = [];
  while (comments.nextNode()) found.push(comments.currentNode as Comment);
  for (const comment of found) comment.remove();
}

/** Word writes its lists as paragraphs that say in their style which list they are of, and how deep. */
function listsOfWord(tree: HTMLElement): void {
  let levels: HTMLElement[] = [];
  let before: Element | null = null;
  for (const paragraph of [...tree.querySelectorAll<HTMLElement>('p, h1, h2, h3, h4, h5, h6')]) {
    const level = Number(/^l\d+\s+level(\d+)/.exec(styled(paragraph, 'mso-list'))?.[1] ?? 0);
    if (level === 0) continue;
    const isNext = before !== null && paragraph.previousElementSibling === before;
    levels = isNext ? levels.slice(0, level) : [];
    const bullet = [...paragraph.querySelectorAll('*')].find((part) => styled(part, 'mso-list') === 'ignore');
    const isNumbered = /^\s*\(?[0-9a-z]{1,4}[.)]/i.test(bullet?.textContent ?? '');
    bullet?.remove();
    const item = tree.ownerDocument.createElement('li');
    item.append(...paragraph.childNodes);
    while (levels.length < level) {
      const list = tree.ownerDocument.createElement(isNumbered ? 'ol' : 'ul');
      const parent = levels.at(-1);
      if (parent) (parent.lastElementChild ?? parent).append(list);
      else paragraph.before(list);
      levels.push(list);
    }
    levels.at(-1)?.append(item);
    before = levels[0] ?? null;
    paragraph.remove();
  }
}

/** Emphasis that is said in styles becomes the element that means it; an element whose style takes it back is none. */
function mark(element: HTMLElement): void {
  const fontWeight = styled(element, 'font-weight');
  const fontStyle = styled(element, 'font-style');
  const verticalAlign = styled(element, 'vertical-align');
  const decoration = styled(element, 'text-decoration') + styled(element, 'text-decoration-line');
  const isHeading = element.matches('h1, h2, h3, h4, h5, h6');
  const tags = [
    /^(bold|bolder|[6-9]00)$/.test(fontWeight) && !isHeading && !element.matches('b, strong') && 'strong',
    /^(italic|oblique)/.test(fontStyle) && !element.matches('i, em') && 'em',
    /line-through/.test(decoration) && !element.matches('s, del, strike') && 's',
    verticalAlign === 'super' && !element.matches('sup') && 'sup',
    verticalAlign === 'sub' && !element.matches('sub') && 'sub',
  ].filter((tag): tag is string => typeof tag === 'string');
  const isTakenBack =
    (element.matches('b, strong') && /^(normal|400)$/.test(fontWeight)) ||
    (element.matches('i, em') && fontStyle === 'normal');
  for (const tag of element.textContent.trim() ? tags : []) {
    const inner = element.ownerDocument.createElement(tag);
    inner.append(...element.childNodes);
    element.append(inner);
  }
  if (isTakenBack) element.replaceWith(...element.childNodes);
}

const NAMES: Record<string, string> = { h1: 'h2', h5: 'h4', h6: 'h4', b: 'strong', i: 'em', del: 's', strike: 's' };

function rename(element: HTMLElement): void {
  const isTitle = element.matches('p.MsoTitle');
  const name = isTitle
    ? 'h2'
    : element.matches('p.MsoQuote, p.MsoIntenseQuote')
      ? 'blockquote'
      : NAMES[element.localName];
  if (!name) return;
  const other = element.ownerDocument.createElement(name);
  for (const { name: attribute, value } of element.attributes) {
    if (!attribute.includes(':')) other.setAttribute(attribute, value);
  }
  other.append(...element.childNodes);
  element.replaceWith(other);
}

/** A link leads to its page, not through the office of whoever the text was written with; a mark within the text to nowhere. */
function straighten(link: HTMLAnchorElement): void {
  const href = link.getAttribute('href') ?? '';
  const around = URL.parse(href);
  const within =
    around?.hostname === 'www.google.com' && around.pathname === '/url' ? around.searchParams.get('q') : null;
  const target = within ?? href;
  if (isLink(target)) link.setAttribute('href', target);
  else link.replaceWith(...link.childNodes);
}

const KEPT = new Set(['href', 'colspan', 'rowspan', 'start', 'src', 'alt']);

function bare(element: HTMLElement): void {
  for (const { name } of [...element.attributes]) if (!KEPT.has(name)) element.removeAttribute(name);
  for (const node of element.childNodes) {
    if (node.nodeType === 3) node.nodeValue = (node.nodeValue ?? '').replaceAll('\u00a0', ' ').replaceAll('\u00ad', '');
  }
}

const BLOCK = 'p, h2, h3, h4, ul, ol, table, blockquote, figure, pre, hr, div';

/** A line break where lines end anyway. */
function isBetweenBlocks(line: Element): boolean {
  const beside = (step: 'previousSibling' | 'nextSibling') => {
    let node = line[step];
    while (node?.nodeType === 3 && node.nodeValue?.trim() === '') node = node[step];
    return node;
  };
  return [beside('previousSibling'), beside('nextSibling')].some(
    (node) => node instanceof Element && node.matches(BLOCK),
  );
}

const isBlank = (element: Element) => element.textContent.trim() === '' && !element.querySelector('img');
