import { expect, test } from 'vitest';
import { barsOf, busiest, counted, readThrough, sources, type Point } from './reading.ts';

const point = (views: number, readers = views, reads = 0, day = 1): Point => ({
  from: `2026-11-0${day}T00:00:00Z`,
  views,
  readers,
  reads,
  shares: 0,
  readRate: views === 0 ? null : reads / views,
});

test('the_tallest_bar_is_the_day_with_most_views', () => {
  const { bars, most } = barsOf([point(2, 1), point(8, 6), point(0)]);

  expect(most).toBe(8);
  expect(bars.map(({ views, readers }) => [views, readers])).toEqual([
    [0.25, 0.125],
    [1, 0.75],
    [0, 0],
  ]);
});

test('what_nobody_opened_has_bars_of_no_height_and_no_best_day', () => {
  expect(barsOf([point(0), point(0)]).bars.every(({ views }) => views === 0)).toBe(true);
  expect(barsOf([])).toEqual({ bars: [], most: 0 });
  expect(busiest([point(0)])).toBeNull();
});

test('the_first_of_two_days_alike_is_the_best', () => {
  expect(busiest([point(1, 1, 0, 1), point(3, 3, 0, 2), point(3, 3, 0, 3)])?.from).toBe('2026-11-02T00:00:00Z');
});

test('few_views_make_no_percentage', () => {
  expect(readThrough(point(3, 3, 2), 'en')).toBe(
    '2 of 3 views were read to the end, or for 15 seconds. That is too few for a percentage: it may be chance.',
  );
  expect(readThrough(point(1, 1, 1), 'en')).toMatch(/^1 of 1 view was read/);
  expect(readThrough(point(200, 150, 90), 'en')).toBe('45% of the views were read to the end, or for 15 seconds.');
  expect(readThrough(point(0), 'en')).toBe('Nobody has opened it in this time.');
});

test('names_where_readers_came_from_most_first', () => {
  expect(sources({ site: 2, search: 0, social: 0, mail: 0, other: 5, direct: 2 })).toEqual([
    { name: 'Other sites', views: 5 },
    { name: 'Direct, or not known', views: 2 },
    { name: 'Other pages of the paper', views: 2 },
  ]);
});

test('counts_as_people_write_it', () => {
  expect(counted(1, 'view', 'en')).toBe('1 view');
  expect(counted(1204, 'reader', 'en')).toBe('1,204 readers');
});
