import { expect, test } from 'vitest';
import type { DraftCard } from './draft.ts';
import { actsOn, fits, outcome, told } from './many.ts';
import type { State } from './states.ts';

const card = (state: State, hasUnpublishedChanges = false) =>
  ({ id: state, state, hasUnpublishedChanges }) as DraftCard;

test('offers_what_has_something_to_do_with_one_of_them', () => {
  expect(actsOn([card('draft')])).toEqual(['approve', 'publish']);
  expect(actsOn([card('approved')])).toEqual(['publish']);
  expect(actsOn([card('published')])).toEqual(['withdraw']);
  expect(actsOn([card('published', true)])).toEqual(['publish', 'withdraw']);
  expect(actsOn([card('in_review'), card('published')])).toEqual(['approve', 'publish', 'withdraw']);
  expect(actsOn([card('withdrawn')])).toEqual([]);
  expect(actsOn([])).toEqual([]);
});

test('a_state_of_tomorrow_fits_nothing', () => {
  expect(fits('publish', card('on_the_moon' as State))).toBe(false);
});

test('asks_for_one_as_for_one', () => {
  expect(told('publish', 1).question).toBe('Publish 1 article?');
  expect(told('withdraw', 2).question).toBe('Withdraw 2 articles?');
});

test('says_how_many_were_done', () => {
  expect(outcome([{ id: 'a', isDone: true, detail: null }])).toBe('1 article done.');
  expect(
    outcome([
      { id: 'a', isDone: true, detail: null },
      { id: 'b', isDone: false, detail: 'No.' },
    ]),
  ).toBe('1 of 2 done.');
});
