/** What the clocks of a zone show, as a field for day and time has it: `2026-11-25T09:30`. */
export function wallOf(instant: string, timeZone: string): string {
  // Swedish writes its dates the ISO way.
  const format = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone });
  return format.format(new Date(instant)).replace(' ', 'T');
}

/**
 * When the clocks of a zone show that; null where that is no time. Of an hour that comes twice it is the first; one that
 * is left out in spring is taken as an hour later.
 */
export function instantOf(wall: string, timeZone: string): string | null {
  const asked = Date.parse(`${wall}Z`);
  if (Number.isNaN(asked)) return null;
  const shownAt = (time: number) => Date.parse(`${wallOf(new Date(time).toISOString(), timeZone)}Z`);
  const offsets = [asked - 86_400_000, asked + 86_400_000].map((time) => shownAt(time) - time);
  const guesses = offsets.map((offset) => asked - offset).sort((a, b) => a - b);
  const right = guesses.find((guess) => shownAt(guess) === asked) ?? guesses.at(-1);
  return right === undefined ? null : new Date(right).toISOString();
}
