import { expect, test } from 'vitest';
import { decimal, inWords, minorOf } from './amounts.ts';

test.each([
  [1250, 'EUR', '12.50'],
  [5, 'EUR', '0.05'],
  [0, 'GBP', '0.00'],
  [-1250, 'USD', '-12.50'],
  [1250, 'JPY', '1250'],
  [1250, 'HUF', '1250'],
  [9_007_199_254_740_991, 'EUR', '90071992547409.91'],
])('%s of the smallest unit of %s are %s', (minor, currency, amount) => {
  expect(decimal(minor, currency)).toBe(amount);
});

test('are written as the language writes money', () => {
  expect(inWords(1250, 'EUR', 'en-GB')).toBe('€12.50');
  expect(inWords(-500, 'EUR', 'en-GB')).toBe('-€5');
  expect(inWords(500, 'HUF', 'en-GB')).toBe('HUF\u00a0500');
});

test.each([
  ['12.5', 'EUR', 1250],
  ['12,50', 'EUR', 1250],
  ['0.29', 'EUR', 29],
  ['1 000', 'JPY', 1000],
  ['1.000', 'EUR', null],
  ['0.5', 'JPY', null],
  ['five', 'EUR', null],
  ['', 'EUR', null],
  ['99999999999999999999', 'EUR', null],
])('what is typed as %j is, in %s, %s', (typed, currency, minor) => {
  expect(minorOf(typed, currency)).toBe(minor);
});
