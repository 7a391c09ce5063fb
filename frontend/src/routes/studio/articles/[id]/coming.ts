import type { Editor } from '@tiptap/core';
import type { Mapping } from '@tiptap/pm/transform';
import { Intake } from '../../pictures/intake.svelte.ts';
import { filesIn, pathOf, type Picture } from '../../pictures/pictures.ts';
import { embedOf } from './embeds.ts';
import { figureAt, insertFigure } from './figures.ts';
import { know } from './known.ts';
import { isLink } from './subset.ts';

/** Puts a picture of the newsroom into a text. */
export function putPicture(editor: Editor, picture: Picture, at: number): void {
  const { url, width, height, caption } = picture;
  const attrs = { src: pathOf(url), width: String(width), height: String(height) };
  know(picture);
  insertFigure(editor, at, 'pictureFigure', attrs, caption ?? '');
}

/** What is dropped onto a text, or pasted into it, beside words. */
export class Coming {
  readonly intake: Intake;
  /** Where each file that is on its way is to stand; goes along with what is typed meanwhile. */
  readonly #places = new Map<number, number>();

  constructor(editor: () => Editor | null) {
    this.intake = new Intake((picture, ticket) => {
      const at = this.#places.get(ticket);
      this.#places.delete(ticket);
      const beside = [...this.#places].filter(([, place]) => place === at).map(([other]) => other);
      const now = editor();
      if (!now) return;
      putPicture(now, picture, at ?? now.state.selection.from);
      // What came with it stands below it, not in its place.
      for (const other of beside) this.#places.set(other, now.state.selection.from);
    });
  }

  /** To be told of all that changes in the text. */
  follow(mapping: Mapping): void {
    for (const [ticket, at] of this.#places) this.#places.set(ticket, mapping.map(at));
  }

  drop(editor: Editor, event: DragEvent): boolean {
    const at = editor.view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
    const isTaken = this.#take(filesIn(event.dataTransfer), at ?? editor.state.doc.content.size);
    if (isTaken) event.preventDefault();
    return isTaken;
  }

  /** Pictures come in; an address alone becomes an embed where it may, on an empty line, and else a link. */
  paste(editor: Editor, { clipboardData }: ClipboardEvent): boolean {
    const { selection } = editor.state;
    if (this.#take(filesIn(clipboardData), selection.from)) return true;
    const address = clipboardData?.getData('text/plain').trim() ?? '';
    if (!address.startsWith('https://') || !isLink(address) || editor.isActive('codeBlock')) return false;
    const embed = isOnEmptyLine(editor) ? embedOf(address) : null;
    if (embed) insertFigure(editor, selection.from, 'embed', { url: embed.url });
    else if (!selection.empty) editor.chain().setMark('link', { href: address }).run();
    else {
      const marks = [{ type: 'link', attrs: { href: address } }];
      editor.chain().insertContent({ type: 'text', text: address, marks }).run();
    }
    return true;
  }

  #take(files: File[], at: number): boolean {
    for (const file of files) this.#places.set(this.intake.take(file), at);
    return files.length > 0;
  }
}

function isOnEmptyLine(editor: Editor): boolean {
  const { $from, empty } = editor.state.selection;
  return empty && $from.depth === 1 && $from.parent.content.size === 0 && figureAt(editor.state) === null;
}
