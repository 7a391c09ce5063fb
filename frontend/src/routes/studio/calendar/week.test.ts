import { expect, test } from 'vitest';
import type { DraftCard } from '../articles/draft.ts';
import { bounds, daysOf, later, mondayOf, weekOf } from './week.ts';

const card = (id: string, more: Partial<DraftCard>): DraftCard =>
  ({ id, state: 'scheduled', publishAt: null, withdrawAt: null, embargoedUntil: null, ...more }) as DraftCard;
const told = (monday: string, cards: DraftCard[], zone: string) =>
  daysOf(monday, cards, zone)
    .filter(({ events }) => events.length > 0)
    .map(({ date, events }) => [date, ...events.map(({ what, card: { id } }) => `${what} ${id}`)]);

test.each([
  ['2026-11-23', '2026-11-23'],
  ['2026-11-26', '2026-11-23'],
  ['2026-11-29', '2026-11-23'],
  ['2027-01-01', '2026-12-28'],
])('the_week_of_%s_begins_on_%s', (date, monday) => {
  expect(mondayOf(date)).toBe(monday);
});

test.each([null, '', 'next', '2026-13-41', '2026-11-26T00:00'])('a_week_that_is_none_is_this_one: %s', (asked) => {
  expect(weekOf(asked, '2026-11-26')).toBe('2026-11-23');
});

test('a_week_may_be_an_hour_shorter_or_longer', () => {
  expect(bounds('2026-03-23', 'Europe/Lisbon')).toEqual({
    from: '2026-03-23T00:00:00.000Z',
    to: '2026-03-29T23:00:00.000Z',
  });
  expect(bounds('2026-10-19', 'Europe/Lisbon')).toEqual({
    from: '2026-10-18T23:00:00.000Z',
    to: '2026-10-26T00:00:00.000Z',
  });
});

test('what_goes_out_at_night_stands_on_the_day_of_the_paper', () => {
  const cards = [card('a', { publishAt: '2026-11-25T18:45:00Z', withdrawAt: '2026-11-27T00:00:00Z' })];

  expect(told('2026-11-23', cards, 'Asia/Kolkata')).toEqual([
    ['2026-11-26', 'out a'],
    ['2026-11-27', 'back a'],
  ]);
});

test('stands_in_the_order_of_the_times_whatever_happens', () => {
  const cards = [
    card('late', { publishAt: '2026-11-26T12:00:00.5Z' }),
    card('early', { publishAt: '2026-11-26T12:00:00Z', embargoedUntil: '2026-11-26T06:00:00Z' }),
  ];

  expect(told('2026-11-23', cards, 'UTC')).toEqual([['2026-11-26', 'embargo early', 'out early', 'out late']]);
});

test('an_embargo_on_what_readers_see_already_is_over', () => {
  const cards = [card('a', { state: 'published', embargoedUntil: '2026-11-26T06:00:00Z' })];

  expect(told('2026-11-23', cards, 'UTC')).toEqual([]);
});

test('days_follow_one_another_over_the_end_of_a_month', () => {
  expect(later('2026-11-30', 1)).toBe('2026-12-01');
  expect(later('2026-03-01', -1)).toBe('2026-02-28');
});
