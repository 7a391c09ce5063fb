import { expect, test } from 'vitest';
import { follow } from './follow.ts';

const recorded = () => {
  const pauses: number[] = [];
  return {
    pauses,
    pause: (milliseconds: number) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    },
  };
};

test('asks less and less often, and stops after five minutes', async () => {
  const { pauses, pause } = recorded();

  const hasEnded = await follow(() => Promise.resolve(true), pause);

  expect(hasEnded).toBe(false);
  expect(pauses.slice(0, 6)).toEqual([1000, 2000, 4000, 8000, 8000, 8000]);
  const whole = pauses.reduce((sum, one) => sum + one, 0);
  expect(whole).toBeGreaterThanOrEqual(300_000);
  expect(whole).toBeLessThan(310_000);
});

test('stops at the last answer', async () => {
  const { pauses, pause } = recorded();

  const hasEnded = await follow(() => Promise.resolve(pauses.length < 3), pause);

  expect(hasEnded).toBe(true);
  expect(pauses).toEqual([1000, 2000, 4000]);
});

test('goes on when an answer does not come', async () => {
  const { pauses, pause } = recorded();

  const hasEnded = await follow(
    () => (pauses.length < 2 ? Promise.reject(new Error('offline')) : Promise.resolve(false)),
    pause,
  );

  expect(hasEnded).toBe(true);
});
