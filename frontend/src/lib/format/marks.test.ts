import { expect, test } from 'vitest';
import { parts } from './marks.ts';

const cut = (text: string, ...marks: [number, number][]) =>
  parts({ text, marks: marks.map(([start, end]) => ({ start, end })) });
/** The parts with brackets around what is marked. */
const written = (text: string, ...marks: [number, number][]) =>
  cut(text, ...marks)
    .map(({ text: part, isMarked }) => (isMarked ? `[${part}]` : part))
    .join('');

test.each<[string, string, [number, number][], string]>([
  ['nothing', 'The ferry waits', [], 'The ferry waits'],
  ['a_word', 'The ferry waits', [[4, 9]], 'The [ferry] waits'],
  [
    'the_first_and_the_last_word',
    'Ferry and quay',
    [
      [0, 5],
      [10, 14],
    ],
    '[Ferry] and [quay]',
  ],
  [
    'two_words_that_touch',
    'seawall',
    [
      [0, 3],
      [3, 7],
    ],
    '[sea][wall]',
  ],
  ['the_whole', 'Ferry', [[0, 5]], '[Ferry]'],
  ['a_word_behind_signs_of_two_units', '🚢🚢 ferry', [[5, 10]], '🚢🚢 [ferry]'],
  ['a_sign_of_two_units', 'a 🚢 b', [[2, 4]], 'a [🚢] b'],
  [
    'words_in_other_scripts',
    '塩見 and Θεοδώρου',
    [
      [0, 2],
      [7, 15],
    ],
    '[塩見] and [Θεοδώρου]',
  ],
])('marks_%s', (_, text, marks, expected) => {
  expect(written(text, ...marks)).toBe(expected);
});

test.each<[string, string, [number, number][]]>([
  [
    'marks_overlap',
    'The ferry waits',
    [
      [0, 9],
      [4, 15],
    ],
  ],
  [
    'marks_come_in_disorder',
    'The ferry waits',
    [
      [4, 9],
      [0, 3],
    ],
  ],
  [
    'a_mark_is_empty_or_backwards',
    'The ferry waits',
    [
      [3, 3],
      [9, 4],
    ],
  ],
  [
    'a_mark_lies_outside',
    'The ferry',
    [
      [-5, 3],
      [4, 90],
      [100, 110],
    ],
  ],
  [
    'a_mark_is_no_number',
    'The ferry',
    [
      [NaN, 3],
      [4, Infinity],
    ],
  ],
  [
    'a_mark_cuts_a_character',
    'a🚢b🚢',
    [
      [0, 2],
      [2, 5],
    ],
  ],
  ['there_is_no_text', '', [[0, 4]]],
])('neither_loses_nor_doubles_a_character_when_%s', (_, text, marks) => {
  const all = cut(text, ...marks);

  expect(all.map((part) => part.text).join('')).toBe(text);
  expect(all.filter((part) => part.text === '' || !part.text.isWellFormed())).toEqual([]);
});

test('leaves_markup_in_a_text_as_it_is', () => {
  expect(cut('<b>"ferry"</b>', [4, 9])).toEqual([
    { text: '<b>"', isMarked: false },
    { text: 'ferry', isMarked: true },
    { text: '"</b>', isMarked: false },
  ]);
});
