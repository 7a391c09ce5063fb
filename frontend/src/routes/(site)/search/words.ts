import type { SearchResults } from '#lib/api/client.ts';

/** The API marks a word that may go on with an asterisk; to a reader that says nothing. */
export const unmarked = (query: string): string => query.replace(/\*(?=\s|$)/g, '');

const lettersOf = (text: string) =>
  text
    .normalize()
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
    ?.join(' ') ?? '';

/** What was looked for, when words of the reader's were left out of it; null when only signs differ. */
export function readAs(typed: string, interpretedAs: string): string | null {
  return lettersOf(typed) === lettersOf(interpretedAs) ? null : unmarked(interpretedAs);
}

/** How many there are: `6 stories`, `More than 10,000 stories`. */
export function found({ value, relation }: SearchResults['total'], language: string): string {
  const isExact = relation === 'exact';
  // Where above ten thousand the API stopped counting is nobody's news.
  const told = isExact || value < 1000 ? value : value - (value % 1000);
  const number = new Intl.NumberFormat(language).format(told);
  return `${isExact ? '' : 'More than '}${number} ${value === 1 ? 'story' : 'stories'}`;
}
