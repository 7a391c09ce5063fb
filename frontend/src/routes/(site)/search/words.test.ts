import { expect, test } from 'vitest';
import { found, readAs, unmarked } from './words.ts';

test.each([
  ['ferry strik*', 'ferry strik'],
  ['"in a row" wor*', '"in a row" wor'],
  ['2*3 x', '2*3 x'],
  ['', ''],
])('an_open_word_is_written_without_its_mark: %s', (query, expected) => {
  expect(unmarked(query)).toBe(expected);
});

test.each([
  ['ferry strike', 'ferry strike*'],
  ['"ferry', '"ferry"'],
  ['-Ferry HEADLINE:strike', '-Ferry headline:strike'],
  ['ferry - & strike!', 'ferry strike!'],
  ['!!!', ''],
  ['塩見', '塩見*'],
])('how_%s_was_read_is_not_worth_telling', (typed, interpretedAs) => {
  expect(readAs(typed, interpretedAs)).toBeNull();
});

test('words_that_were_left_out_are_told', () => {
  expect(readAs('one two three', 'one two*')).toBe('one two');
});

test.each([
  [0, 'exact', '0 stories'],
  [1, 'exact', '1 story'],
  [1234, 'exact', '1,234 stories'],
  [10_001, 'at-least', 'More than 10,000 stories'],
  [17_412, 'at-least', 'More than 17,000 stories'],
] as const)('%i_%s_is_told_as_%s', (value, relation, expected) => {
  expect(found({ value, relation }, 'en-GB')).toBe(expected);
});
