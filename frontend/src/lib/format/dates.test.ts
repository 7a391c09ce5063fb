import { describe, expect, test } from 'vitest';
import { briefly, dayAndTime, fullDate, isUpdated } from './dates.ts';

describe('the date of the masthead', () => {
  test('reads_as_an_american_paper_writes_it', () => {
    expect(fullDate('2023-06-05', 'en-US')).toBe('Monday, June 5, 2023');
  });

  test('puts_the_day_first_in_britain', () => {
    expect(fullDate('2023-06-05', 'en-GB')).toMatch(/^Monday,? 5 June 2023$/);
  });

  test.each(['2024-02-29', '2026-01-01', '2026-12-31'])(
    'is_the_day_it_was_given_whatever_the_machines_zone: %s',
    (day) => {
      expect(fullDate(day, 'en-US')).toContain(String(Number(day.slice(8))));
    },
  );
});

describe('the time of an article', () => {
  test('is_told_in_the_papers_zone_and_names_it', () => {
    expect(dayAndTime('2022-07-02T22:30:00Z', 'en-GB', 'Europe/London')).toBe('2 July 2022 at 23:30 BST');
  });

  test('falls_on_the_next_day_where_it_is_already_tomorrow', () => {
    expect(dayAndTime('2022-07-02T22:30:00Z', 'en-GB', 'Asia/Tokyo')).toMatch(/^3 July 2022 at 07:30/);
  });
});

describe('the time in a list', () => {
  const told = (instant: string) => briefly(instant, '2026-11-24', 'en-GB', 'Europe/London');

  test.each([
    ['today_by_the_clock', '2026-11-24T09:05:00Z', '09:05'],
    ['this_year_by_the_day', '2026-03-01T12:00:00Z', '1 March'],
    ['another_year_in_full', '2022-02-02T09:30:00Z', '2 February 2022'],
    ['just_before_midnight_as_yesterday', '2026-11-23T23:59:59Z', '23 November'],
  ])('tells_%s', (_, instant, expected) => {
    expect(told(instant)).toBe(expected);
  });

  test('counts_days_in_the_papers_zone', () => {
    expect(briefly('2026-11-23T16:00:00Z', '2026-11-24', 'en-GB', 'Asia/Tokyo')).toBe('01:00');
  });
});

describe('an update', () => {
  test('is_told_from_one_minute_on', () => {
    expect(isUpdated('2026-11-24T09:00:00Z', '2026-11-24T09:01:00Z')).toBe(true);
  });

  test('is_not_told_for_the_seconds_between_two_writes', () => {
    expect(isUpdated('2026-11-24T09:00:00.000Z', '2026-11-24T09:00:59.999Z')).toBe(false);
  });
});
