type Mark = { start: number; end: number };
type Marked = { text: string; marks: Mark[] };
export type Part = { text: string; isMarked: boolean };

/**
 * A text as parts that are marked or not, in order; together they are the text.
 * Marks that make no sense are passed over, and none of them cuts a character in two.
 */
export function parts({ text, marks }: Marked): Part[] {
  const all: Part[] = [];
  let at = 0;
  const upTo = (end: number, isMarked: boolean) => {
    if (end > at) all.push({ text: text.slice(at, end), isMarked });
    at = Math.max(at, end);
  };
  for (const mark of marks) {
    const start = Math.max(whole(text, mark.start), at);
    const end = whole(text, mark.end);
    if (!(end > start)) continue;
    upTo(start, false);
    upTo(end, true);
  }
  upTo(text.length, false);
  return all;
}

/** A place in the text, in UTF-16 units as the API counts; from the middle of a surrogate pair it moves before the pair. */
function whole(text: string, place: number): number {
  const within = Math.min(Math.max(Math.trunc(place), 0), text.length);
  const isInsidePair = /[\uD800-\uDBFF]/.test(text.charAt(within - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(within));
  return isInsidePair ? within - 1 : within;
}
