import { expect, test } from 'vitest';
import { exportPath, pathAt, queryOf } from './query.ts';

test('asks_for_whole_days_as_they_are_where_the_reader_is', () => {
  const query = queryOf(new URLSearchParams('from=2026-11-24&to=2026-11-24'));

  expect(new Date(query.from ?? '')).toEqual(new Date(2026, 10, 24));
  expect(new Date(query.to ?? '')).toEqual(new Date(2026, 10, 25));
});

test('leaves_out_what_was_left_empty_and_what_it_does_not_know', () => {
  expect(queryOf(new URLSearchParams('member=&action=%20member%20&colour=red'))).toEqual({ action: 'member' });
});

test('leaves_what_is_no_day_to_the_api', () => {
  expect(queryOf(new URLSearchParams('from=yesterday'))).toEqual({ from: 'yesterday' });
});

test('exports_what_is_filtered_not_the_page_alone', () => {
  expect(exportPath(new URLSearchParams('action=member&cursor=abc'))).toBe('/v1/staff/audit/export?action=member');
  expect(exportPath(new URLSearchParams('cursor=abc'))).toBe('/v1/staff/audit/export');
});

test('keeps_the_filters_while_one_pages', () => {
  const search = new URLSearchParams('action=member&cursor=abc');

  expect(pathAt(search, 'def')).toBe('?action=member&cursor=def');
  expect(pathAt(search)).toBe('?action=member');
});
