import { addressOf, lacks, listed, pathOf, type Picture } from '../../pictures/pictures.ts';

/** The newsroom's pictures that texts of this page show, by the marks of their files. */
const known = new Map<string, Promise<Picture | null | undefined>>();
const lookers = new Map<string, Set<() => void>>();

const markOf = (src: string) => pathOf(src).replace(/-\d+\.\w+$/, '');

/** The picture that a text shows; null where it is gone, undefined where that cannot be told now. */
export function pictureBy(src: string): Promise<Picture | null | undefined> {
  const mark = markOf(src);
  const found = known.get(mark) ?? ask(src, mark);
  known.set(mark, found);
  return found;
}

async function ask(src: string, mark: string): Promise<Picture | null | undefined> {
  const { data } = await listed({ file: pathOf(src), limit: 1 });
  if (!data) known.delete(mark);
  return data ? (data.items[0] ?? null) : undefined;
}

/** It says something else now: whatever shows it hears of that. */
export function know(picture: Picture): void {
  const mark = markOf(picture.url);
  known.set(mark, Promise.resolve(picture));
  for (const look of lookers.get(mark) ?? []) look();
}

/** Tells what a picture of a text lacks, now and whenever that changes. @return ends it */
export function lackOf(src: string, alt: string, tell: (now: { lacks: string; alt: string }) => void): () => void {
  if (!addressOf(src)) {
    tell({ lacks: alt.trim() ? '' : 'Needs an alternative text before it is published.', alt });
    return () => undefined;
  }
  let isOver = false;
  const look = () =>
    void pictureBy(src).then((picture) => {
      if (isOver || picture === undefined) return;
      tell({ lacks: picture ? lacks(picture) : 'Is no picture that is here any more.', alt: picture?.alt ?? '' });
    });
  const mark = markOf(src);
  const all = lookers.get(mark) ?? new Set();
  lookers.set(mark, all.add(look));
  look();
  return () => {
    isOver = true;
    all.delete(look);
  };
}
