import { Node, type Editor, type NodeViewRenderer } from '@tiptap/core';
import type { Node as DocumentNode } from '@tiptap/pm/model';
import { NodeSelection, TextSelection, type EditorState } from '@tiptap/pm/state';
import { addressOf } from '../../pictures/pictures.ts';
import { hostOf } from './embeds.ts';
import { lackOf } from './known.ts';

/** Pictures and players with the line under them: each a block of its own, whose line is written in its place. */
const FIGURES = ['pictureFigure', 'embed'];

/** What the page hears when somebody asks for the sheet of a picture: the place of its node. */
export const SHEET = 'picture-sheet';

const inner = (selector: string, attribute: string) => ({
  default: null,
  parseHTML: (element: HTMLElement) => element.querySelector(selector)?.getAttribute(attribute) ?? null,
});

/** The line under a figure, which it may not have yet. */
const line = (figure: HTMLElement) =>
  figure.querySelector<HTMLElement>('figcaption') ?? figure.ownerDocument.createElement('figcaption');

/** Whether a figure is what stands in these elements, then at most a line of words, and nothing beside. */
function isPlain(figure: HTMLElement, what: string): boolean {
  const [first, second, ...more] = figure.children;
  const isLine = (element: Element | undefined) =>
    element === undefined || (element.matches('figcaption') && !element.querySelector('p, img, figure, ul, ol, table'));
  const hasLooseWords = [...figure.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim());
  if (more.length > 0 || hasLooseWords) return false;
  return first?.matches(what) ? isLine(second) : what === 'a' && second === undefined && isLine(first);
}

/** A picture with the line under it. */
export const PictureFigure = Node.create({
  name: 'pictureFigure',
  group: 'block',
  content: '(text | hardBreak)*',
  isolating: true,
  defining: true,
  draggable: true,
  addAttributes: () => ({
    src: inner('img', 'src'),
    alt: inner('img', 'alt'),
    width: inner('img', 'width'),
    height: inner('img', 'height'),
  }),
  parseHTML: () => [
    {
      tag: 'figure:not([data-embed-url])',
      priority: 60,
      getAttrs: (figure) => (isPlain(figure, 'img[src]') ? null : false),
      contentElement: (figure) => line(figure as HTMLElement),
    },
  ],
  renderHTML: ({ HTMLAttributes }) => ['figure', ['img', HTMLAttributes], ['figcaption', 0]],
  addNodeView: () => figureView((node) => pictureFrame(node)),
  addKeyboardShortcuts() {
    return {
      Enter: () => below(this.editor),
      Escape: () => take(this.editor),
      Backspace: () => atStart(this.editor.state) && take(this.editor),
      'Alt-ArrowUp': () => moveFigure(this.editor, -1),
      'Alt-ArrowDown': () => moveFigure(this.editor, 1),
    };
  },
});

/** A player of another site: a link to it, and the line under it. */
export const Embed = Node.create({
  name: 'embed',
  group: 'block',
  content: '(text | hardBreak)*',
  isolating: true,
  defining: true,
  draggable: true,
  addAttributes: () => ({
    url: { default: '', parseHTML: (element: HTMLElement) => element.getAttribute('data-embed-url') },
  }),
  parseHTML: () => [
    {
      tag: 'figure[data-embed-url]',
      priority: 60,
      getAttrs: (figure) => (isPlain(figure, 'a') ? null : false),
      contentElement: (figure) => line(figure as HTMLElement),
    },
  ],
  renderHTML({ node }) {
    const url = String(node.attrs['url']);
    return ['figure', { 'data-embed-url': url }, ['a', { href: url }, hostOf(url)], ['figcaption', 0]];
  },
  addNodeView: () => figureView((node) => embedFrame(node)),
});

/** What a figure shows, before its line. */
type Frame = { dom: HTMLElement; update?: (node: DocumentNode) => void; leave?: () => void };

const element = (name: string, className: string, words = ''): HTMLElement => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = words;
  return made;
};

function figureView(frameOf: (node: DocumentNode) => Frame): NodeViewRenderer {
  return ({ node, editor, getPos }) => {
    const dom = element('figure', `figure ${node.type.name}`);
    const frame = frameOf(node);
    const contentDOM = element('figcaption', '');
    frame.dom.contentEditable = 'false';
    frame.dom.addEventListener('click', () => {
      const at = getPos();
      if (editor.isEditable && at !== undefined) editor.commands.setNodeSelection(at);
    });
    frame.dom.addEventListener(SHEET, (event) => {
      const at = getPos();
      if (event instanceof CustomEvent && at !== undefined) (event.detail as { at?: number }).at = at;
    });
    dom.append(frame.dom, contentDOM);
    const mark = ({ content }: DocumentNode) => (contentDOM.dataset['empty'] = String(content.size === 0));
    mark(node);
    return {
      dom,
      contentDOM,
      update(next) {
        if (next.type !== node.type) return false;
        node = next;
        mark(next);
        frame.update?.(next);
        return true;
      },
      ignoreMutation: (change) => change.type !== 'selection' && !contentDOM.contains(change.target),
      stopEvent: (event) => event.target instanceof HTMLElement && event.target.closest('button') !== null,
      destroy: () => frame.leave?.(),
    };
  };
}

/** A picture as readers see it, the way to its sheet, and what it still lacks. */
export function pictureFrame(node: DocumentNode): Frame {
  const dom = element('div', 'frame');
  const lack = element('span', 'lack');
  const button = element('button', '', 'What it shows') as HTMLButtonElement;
  button.type = 'button';
  button.dataset['mend'] = '';
  button.addEventListener('click', (event) => {
    event.stopPropagation();
    dom.dispatchEvent(new CustomEvent(SHEET, { bubbles: true, detail: {} }));
  });
  const bar = element('div', 'bar');
  bar.append(button, lack);
  let leave: () => void = () => undefined;

  function update({ attrs }: DocumentNode) {
    leave();
    const src = String(attrs['src'] ?? '');
    const address = addressOf(src);
    const alt = typeof attrs['alt'] === 'string' ? attrs['alt'] : '';
    const place = element(address ? 'img' : 'p', address ? '' : 'elsewhere');
    if (place instanceof HTMLImageElement && address) {
      place.draggable = false;
      place.alt = alt;
      if (attrs['width']) place.width = Number(attrs['width']);
      if (attrs['height']) place.height = Number(attrs['height']);
      place.src = address;
    } else place.textContent = `A picture of ${hostOf(src)}, which readers of this site do not see.`;
    leave = lackOf(src, alt, ({ lacks, alt: said }) => {
      lack.textContent = lacks;
      if (place instanceof HTMLImageElement) place.alt = alt || said;
    });
    dom.replaceChildren(place, bar);
  }
  update(node);
  return { dom, update, leave: () => leave() };
}

/** A card instead of a player: nothing of another site is asked for here either. */
function embedFrame(node: DocumentNode): Frame {
  const dom = element('div', 'frame');
  const update = ({ attrs }: DocumentNode) => {
    const url = String(attrs['url']);
    dom.replaceChildren(element('strong', '', hostOf(url)), element('span', '', url));
  };
  update(node);
  return { dom, update };
}

/** The figure that is chosen, or in whose line the caret stands. */
export function figureAt({ selection }: EditorState): { at: number; node: DocumentNode } | null {
  if (selection instanceof NodeSelection && FIGURES.includes(selection.node.type.name)) {
    return { at: selection.from, node: selection.node };
  }
  const { $from } = selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    const node = $from.node(depth);
    if (FIGURES.includes(node.type.name)) return { at: $from.before(depth), node };
  }
  return null;
}

const atStart = ({ selection }: EditorState) => selection.empty && selection.$from.parentOffset === 0;

/** From the line to the figure as a whole. */
function take(editor: Editor): boolean {
  const figure = figureAt(editor.state);
  if (!figure || editor.state.selection instanceof NodeSelection) return false;
  return editor.commands.setNodeSelection(figure.at);
}

/** Enter goes on below, and never makes two figures of one. */
function below(editor: Editor): boolean {
  const figure = figureAt(editor.state);
  if (!figure) return false;
  const end = figure.at + figure.node.nodeSize;
  return editor
    .chain()
    .insertContentAt(end, { type: 'paragraph' }, { updateSelection: false })
    .setTextSelection(end + 1)
    .run();
}

/** One block up or down among its neighbours. */
export function moveFigure(editor: Editor, by: -1 | 1): boolean {
  const figure = figureAt(editor.state);
  if (!figure) return false;
  const { doc, tr } = editor.state;
  const $at = doc.resolve(figure.at);
  const beside = $at.parent.maybeChild($at.index() + by);
  if (!beside) return true;
  const to = by < 0 ? figure.at - beside.nodeSize : figure.at + beside.nodeSize;
  tr.delete(figure.at, figure.at + figure.node.nodeSize).insert(to, figure.node);
  tr.setSelection(NodeSelection.create(tr.doc, to)).scrollIntoView();
  editor.view.dispatch(tr);
  return true;
}

/** Takes the figure out; it comes back with Undo. */
export function removeFigure(editor: Editor): boolean {
  const figure = figureAt(editor.state);
  if (!figure) return false;
  return editor
    .chain()
    .deleteRange({ from: figure.at, to: figure.at + figure.node.nodeSize })
    .focus()
    .run();
}

/** Of a player that is not wanted: the link alone. */
export function toLink(editor: Editor): boolean {
  const figure = figureAt(editor.state);
  if (figure?.node.type.name !== 'embed') return false;
  const href = String(figure.node.attrs['url']);
  const words = { type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] };
  return editor
    .chain()
    .insertContentAt({ from: figure.at, to: figure.at + figure.node.nodeSize }, { type: 'paragraph', content: [words] })
    .focus()
    .run();
}

/**
 * Puts a figure beside the block in which a place is, in the place of one that is empty: figures stand in no list and no table.
 * The caret goes to its line.
 */
export function insertFigure(
  editor: Editor,
  place: number,
  type: string,
  attrs: Record<string, unknown>,
  words = '',
): void {
  const { doc, schema, tr } = editor.state;
  const made = schema.nodes[type]?.create(attrs, words ? schema.text(words) : null);
  if (!made) return;
  const $place = doc.resolve(Math.min(place, doc.content.size));
  const block = $place.depth > 0 ? $place.node(1) : null;
  const isEmpty = block?.type.name === 'paragraph' && block.content.size === 0;
  const isFigure = FIGURES.includes(block?.type.name ?? '');
  const isBefore = $place.depth === 1 && $place.parentOffset === 0 && !isFigure;
  const at = block ? (isEmpty || isBefore ? $place.before(1) : $place.after(1)) : $place.pos;
  if (block && isEmpty) tr.replaceWith(at, at + block.nodeSize, made);
  else tr.insert(at, made);
  tr.setSelection(TextSelection.create(tr.doc, at + 1 + words.length)).scrollIntoView();
  editor.view.dispatch(tr);
}

/** The picture that stands at a place. */
export function pictureAt(doc: DocumentNode, at: number): DocumentNode | null {
  const node = doc.nodeAt(at);
  return node && 'src' in node.attrs ? node : null;
}
