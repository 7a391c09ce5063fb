import { expect, test } from 'vitest';
import { inWords, moved, under } from './focal.ts';

const middle = { x: 0.5, y: 0.5 };

test.each([
  ['ArrowLeft', false, { x: 0.48, y: 0.5 }],
  ['ArrowDown', true, { x: 0.5, y: 0.6 }],
  ['Home', false, middle],
  ['a', false, null],
])('%s with Shift %s leads to %o', (key, shiftKey, to) => {
  expect(moved(middle, { key, shiftKey })).toEqual(to);
});

test('the point never leaves the picture', () => {
  expect(moved({ x: 0.01, y: 1 }, { key: 'ArrowLeft', shiftKey: true })).toEqual({ x: 0, y: 1 });
  expect(moved({ x: 0, y: 1 }, { key: 'ArrowDown', shiftKey: false })).toEqual({ x: 0, y: 1 });
  expect(under({ clientX: -5, clientY: 500 }, { left: 0, top: 0, width: 100, height: 50 })).toEqual({ x: 0, y: 1 });
});

test('the point is said in words', () => {
  expect(inWords(under({ clientX: 35, clientY: 20 }, { left: 10, top: 10, width: 100, height: 50 }))).toBe(
    '25% from the left, 20% from the top',
  );
});
