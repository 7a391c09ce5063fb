import { expect, test } from 'vitest';
import { pathWith, queryOf } from './lists.ts';

const search = (query: string) => new URLSearchParams(query);

test('one’s_own_work_comes_first', () => {
  expect(queryOf(search(''))).toEqual({ whose: 'mine' });
});

test('asks_for_what_the_address_says', () => {
  expect(queryOf(search('whose=all&state=in_review&section=city&q=%20tide%20&cursor=abc'))).toEqual({
    whose: 'all',
    state: 'in_review',
    section: 'city',
    q: 'tide',
    cursor: 'abc',
  });
});

test.each(['state=lost', 'state=', 'state=constructor', 'whose=nobody', 'q=%20'])(
  'leaves_out_what_is_none: %s',
  (query) => {
    expect(queryOf(search(query))).toEqual({ whose: 'mine' });
  },
);

test('another_question_begins_at_its_first_page', () => {
  expect(pathWith(search('q=tide&cursor=abc'), { state: 'draft' })).toBe('/studio?q=tide&state=draft');
  expect(pathWith(search('state=draft'), { state: null })).toBe('/studio');
  expect(pathWith(search('q=tide'), { cursor: 'abc' })).toBe('/studio?q=tide&cursor=abc');
});
