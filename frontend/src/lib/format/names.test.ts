import { expect, test } from 'vitest';
import { languageName, listed } from './names.ts';

const written = (names: string[], language: string) =>
  listed(names, language)
    .map(({ text }) => text)
    .join('');

test('joins_two_names_with_and', () => {
  expect(written(['Ana', 'Ben'], 'en-GB')).toBe('Ana and Ben');
});

test('joins_three_names_as_the_language_does', () => {
  expect(written(['Ana', 'Ben', 'Chi'], 'pt')).toBe('Ana, Ben e Chi');
});

test('says_which_part_is_which_name_even_when_a_name_looks_like_a_comma', () => {
  const names = listed(['A, B', 'C'], 'en-GB').filter(({ index }) => index !== null);

  expect(names).toEqual([
    { text: 'A, B', index: 0 },
    { text: 'C', index: 1 },
  ]);
});

test('writes_nothing_for_nobody', () => {
  expect(written([], 'en-GB')).toBe('');
});

test('names_a_language_in_itself', () => {
  expect(languageName('pt')).toBe('português');
});
