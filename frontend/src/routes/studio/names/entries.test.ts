import { expect, test } from 'vitest';
import { mergeWords, sortOf } from './entries.ts';

test.each([
  ['tags', 'tags'],
  ['authors', 'authors'],
  ['toString', 'sections'],
  ['', 'sections'],
  [null, 'sections'],
])('an address that asks for %j is answered with %s', (asked, sort) => {
  expect(sortOf(asked)).toBe(sort);
});

test.each([
  [0, 'No published article carries it; drafts that do carry “Port” afterwards'],
  [1, '1 published article that carries it, and drafts, carry “Port” afterwards'],
  [12, '12 published articles that carry it, and drafts, carry “Port” afterwards'],
])('what becomes of a tag with %i articles is said before', (articleCount, words) => {
  const said = mergeWords(
    { name: 'Harbour', slug: 'harbour', articleCount },
    { name: 'Port', slug: 'port', articleCount: 3 },
  );

  expect(said).toContain('“Harbour” goes.');
  expect(said).toContain(words);
  expect(said).toContain('/tags/harbour leads to /tags/port');
});
