import { expect, test } from 'vitest';
import { currencyOf } from './currency.ts';

const offered = ['EUR', 'USD', 'GBP', 'JPY'];

test.each([
  ['en-GB,en;q=0.9', 'GBP'],
  ['en-US', 'USD'],
  ['de-DE,de;q=0.9,en-US;q=0.7', 'EUR'],
  ['ja-JP', 'JPY'],
  ['ja', 'EUR'],
  ['en', 'EUR'],
  ['sv-SE,sv;q=0.9,en-US;q=0.5', 'USD'],
  ['en-US;q=0.5, en-GB;q=0.8', 'GBP'],
  ['en-US;q=0, en-GB;q=0.1', 'GBP'],
  ['zh-Hans-CN', 'EUR'],
  ['sr-Latn-ME', 'EUR'],
  ['es-419,en-US;q=0.9', 'USD'],
  ['en_US', 'EUR'],
  ['', 'EUR'],
  ['*', 'EUR'],
  [',;q=,;;-,--;q=x', 'EUR'],
  ['constructor-to', 'EUR'],
  [`${'x'.repeat(9000)},en-GB`, 'EUR'],
])('a browser that asks for %j is offered %s', (header, expected) => {
  expect(currencyOf(header, offered, 'EUR')).toBe(expected);
});

test('a currency the paper does not take is not offered', () => {
  expect(currencyOf('en-GB', ['EUR'], 'EUR')).toBe('EUR');
});
