import { addressOf, lacks, listed, pathOf, type Picture } from '../../pictures/pictures.ts';

/** The newsroom's pictures that texts of this page show, by the marks of their files. */
const known = new Map<string, Promise<Picture | null>>();
const lookers = new Map<string, Set<() => void>>();

const markOf = (src: string) => pathOf(src).replace(/-\d+\.\w+$/, '');

/** The picture that a text shows; null where it is gone, or of elsewhere. */
export function pictureBy(src: string): Promise<Picture | null> {
  if (!addressOf(src)) return Promise.resolve(null);
  const mark = markOf(src);
  const found = known.get(mark) ?? listed({ file: pathOf(src), limit: 1 }).then(({ data }) => data?.items[0] ?? null);
  known.set(mark, found);
  return found;
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
      if (isOver) return;
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
