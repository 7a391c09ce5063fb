import { expect, test } from 'vitest';
import { instantOf, wallOf } from './zoned.ts';

test.each([
  ['2026-11-25T09:30', 'UTC', '2026-11-25T09:30:00.000Z'],
  ['2026-11-25T09:30', 'Europe/Lisbon', '2026-11-25T09:30:00.000Z'],
  ['2026-07-01T09:30', 'Europe/Lisbon', '2026-07-01T08:30:00.000Z'],
  ['2026-07-01T00:05', 'Asia/Kolkata', '2026-06-30T18:35:00.000Z'],
  ['2026-01-31T23:59', 'America/Los_Angeles', '2026-02-01T07:59:00.000Z'],
  // Twice in autumn: the first.
  ['2026-10-25T01:30', 'Europe/London', '2026-10-25T00:30:00.000Z'],
])('%s in %s is %s', (wall, zone, instant) => {
  expect(instantOf(wall, zone)).toBe(instant);
  expect(wallOf(instant, zone)).toBe(wall);
});

test('an_hour_that_clocks_leave_out_is_an_hour_later', () => {
  const instant = instantOf('2026-03-29T01:30', 'Europe/London');

  expect(instant).toBe('2026-03-29T01:30:00.000Z');
  expect(wallOf(instant ?? '', 'Europe/London')).toBe('2026-03-29T02:30');
});

test('what_is_no_time_is_none', () => {
  expect(instantOf('', 'UTC')).toBeNull();
  expect(instantOf('tomorrow', 'UTC')).toBeNull();
});
