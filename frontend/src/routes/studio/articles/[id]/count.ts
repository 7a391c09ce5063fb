import { linesOf } from './html.ts';

/** What readers are told of an article's length is counted by the API, at this pace. */
const WORDS_A_MINUTE = 230;

/** How many words a text has, and how long it takes to read. */
export function countOf(html: string, language: string): { words: number; minutes: number } {
  const segmenter = new Intl.Segmenter(isLanguage(language) ? language : 'en', { granularity: 'word' });
  let words = 0;
  for (const line of linesOf(html)) {
    for (const { isWordLike } of segmenter.segment(line)) if (isWordLike) words += 1;
  }
  return { words, minutes: Math.max(1, Math.ceil(words / WORDS_A_MINUTE)) };
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
