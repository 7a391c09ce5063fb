import { Extension, Mark, mergeAttributes, Node, type Extensions, type NodeViewRenderer } from '@tiptap/core';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import StarterKit from '@tiptap/starter-kit';
import { Embed, pictureFrame, PictureFigure, SHEET } from './figures.ts';

/** Where a link may lead: as the API's own sanitiser has it. */
export function isLink(href: string): boolean {
  if (/[\\<>`\s]/.test(href)) return false;
  return /^(https:\/\/[a-z0-9]|http:\/\/|mailto:|tel:)./i.test(href) || /^\/(?![/\\])/.test(href);
}

const kept = (attribute: string) => ({
  default: null,
  parseHTML: (element: HTMLElement) => element.getAttribute(attribute),
});

const Link = Mark.create({
  name: 'link',
  priority: 1000,
  inclusive: false,
  addAttributes: () => ({ href: kept('href'), hreflang: kept('hreflang') }),
  parseHTML: () => [
    { tag: 'a[href]', getAttrs: (element) => (isLink(element.getAttribute('href') ?? '') ? null : false) },
  ],
  renderHTML: ({ HTMLAttributes }) => ['a', HTMLAttributes, 0],
});

const raised = (name: string, tag: 'sub' | 'sup', other: string) =>
  Mark.create({
    name,
    excludes: other,
    parseHTML: () => [{ tag }],
    renderHTML: () => [tag, 0],
  });

const Cite = Mark.create({ name: 'cite', parseHTML: () => [{ tag: 'cite' }], renderHTML: () => ['cite', 0] });

const PICTURE = { src: kept('src'), alt: kept('alt'), width: kept('width'), height: kept('height') };

/** With the way to its sheet, like every picture. */
const framed: NodeViewRenderer = ({ node, getPos }) => {
  const { dom, leave } = pictureFrame(node);
  dom.contentEditable = 'false';
  dom.addEventListener(SHEET, (event) => {
    const at = getPos();
    if (event instanceof CustomEvent && at !== undefined) (event.detail as { at?: number }).at = at;
  });
  return { dom, ignoreMutation: () => true, ...(leave && { destroy: leave }) };
};

/** A picture between words, as older articles have them. */
const Picture = Node.create({
  name: 'picture',
  group: 'inline',
  inline: true,
  addAttributes: () => PICTURE,
  parseHTML: () => [{ tag: 'img[src]' }],
  renderHTML: ({ HTMLAttributes }) => ['img', HTMLAttributes],
  addNodeView: () => framed,
});

/** The picture of a figure that holds more than one. */
const FigurePicture = Node.create({
  name: 'figurePicture',
  addAttributes: () => PICTURE,
  parseHTML: () => [{ tag: 'img[src]', context: 'figure/', priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ['img', HTMLAttributes],
  addNodeView: () => framed,
});

const Caption = Node.create({
  name: 'caption',
  content: 'inline*',
  parseHTML: () => [{ tag: 'figcaption' }],
  renderHTML: () => ['figcaption', 0],
});

/** Figures of another make, of several pictures or of tables: this editor keeps them as they are. */
const Figure = Node.create({
  name: 'figure',
  group: 'block',
  content: '(figurePicture | block)* caption?',
  isolating: true,
  defining: true,
  addAttributes: () => ({
    'data-embed-url': { ...kept('data-embed-url') },
  }),
  parseHTML: () => [{ tag: 'figure' }],
  renderHTML: ({ HTMLAttributes }) => ['figure', HTMLAttributes, 0],
});

/** Without widths of columns, which readers' pages do not know; the caption goes along. */
const PlainTable = Table.extend({
  addAttributes: () => ({
    caption: {
      default: null,
      parseHTML: (element: HTMLElement) => element.querySelector('caption')?.textContent.trim() ?? null,
      renderHTML: () => ({}),
    },
  }),
  parseHTML: () => [{ tag: 'table' }, { tag: 'caption', ignore: true }],
  renderHTML: ({ node }) => {
    const caption: unknown = node.attrs['caption'];
    return typeof caption === 'string' && caption
      ? ['table', ['caption', caption], ['tbody', 0]]
      : ['table', ['tbody', 0]];
  },
  addNodeView: () => null,
  // Behind the last cell the keyboard goes on to what comes after the text, instead of making rows for ever.
  addKeyboardShortcuts() {
    return {
      Tab: () => this.editor.commands.goToNextCell(),
      'Shift-Tab': () => this.editor.commands.goToPreviousCell(),
    };
  },
}).configure({ resizable: false });

const span = (name: 'colspan' | 'rowspan') => ({
  default: 1,
  parseHTML: (element: HTMLElement) => Number(element.getAttribute(name) ?? 1) || 1,
  renderHTML: (attributes: Record<string, unknown>) => (attributes[name] === 1 ? {} : { [name]: attributes[name] }),
});
const SPANS = {
  colspan: span('colspan'),
  rowspan: span('rowspan'),
  colwidth: { default: null, parseHTML: () => null, renderHTML: () => ({}) },
};

const Cell = TableCell.extend({
  addAttributes: () => SPANS,
  renderHTML: ({ HTMLAttributes }) => ['td', mergeAttributes(HTMLAttributes), 0],
});
const HeadCell = TableHeader.extend({
  addAttributes: () => ({ ...SPANS, scope: kept('scope') }),
  renderHTML: ({ HTMLAttributes }) => ['th', mergeAttributes(HTMLAttributes), 0],
});

/** The language and the direction of a passage in another one. */
const Passage = Extension.create({
  name: 'passage',
  addGlobalAttributes: () => [
    { types: ['paragraph', 'blockquote'], attributes: { lang: kept('lang'), dir: kept('dir') } },
    { types: ['italic'], attributes: { lang: kept('lang') } },
  ],
});

/** What an article's text may hold, and nothing else: the subset of HTML that the API keeps. */
export const subset: Extensions = [
  StarterKit.configure({
    heading: { levels: [2, 3, 4] },
    link: false,
    underline: false,
    trailingNode: false,
  }),
  Link,
  raised('subscript', 'sub', 'superscript'),
  raised('superscript', 'sup', 'subscript'),
  Cite,
  Picture,
  FigurePicture,
  Caption,
  PictureFigure,
  Embed,
  Figure,
  PlainTable,
  TableRow,
  Cell,
  HeadCell,
  Passage,
];
