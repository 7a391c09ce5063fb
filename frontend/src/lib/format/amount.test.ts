import { expect, test } from 'vitest';
import { parseAmount } from './amount.ts';

const euro = { decimals: 2 };
const yen = { decimals: 0 };

test.each([
  ['12', '12.00'],
  ['12.5', '12.50'],
  ['12,5', '12.50'],
  ['12.50', '12.50'],
  ['12,50', '12.50'],
  [' 7 ', '7.00'],
  ['007', '7.00'],
  ['0.50', '0.50'],
  ['0', '0.00'],
  ['1000', '1000.00'],
  ['1.000,00', '1000.00'],
  ['1,000.00', '1000.00'],
  ['1 000,00', '1000.00'],
  ['1\u202f000,50', '1000.50'],
  ["1'000.50", '1000.50'],
  ['1’000', '1000.00'],
  ['1.000.000', '1000000.00'],
  ['１２．５０', '12.50'],
])('reads %s as %s', (typed, expected) => {
  expect(parseAmount(typed, euro)).toBe(expected);
});

test.each([
  '',
  ' ',
  '.',
  ',50',
  '12.',
  '12,',
  '-1',
  '+1',
  '1e9',
  'NaN',
  'Infinity',
  '0x10',
  '5.999',
  '1.000',
  '1,000',
  '12.345,6789',
  '1.00.00',
  '1,00,000',
  '1.000.00',
  '1.000.000.50',
  '1,000,00',
  '10 20',
  '12 EUR',
  '€12',
  '1'.repeat(40),
  '12;50',
  '١٢',
  '<b>12</b>',
])('will not guess what %j means', (typed) => {
  expect(parseAmount(typed, euro)).toBeNull();
});

test.each([
  ['1000', '1000'],
  ['1,000', '1000'],
  ['1.000', '1000'],
  ['１０００', '1000'],
])('reads %s as %s of a currency without a smaller coin', (typed, expected) => {
  expect(parseAmount(typed, yen)).toBe(expected);
});

test.each(['12.50', '12,5', '1.0'])('refuses the smaller coin in %s where there is none', (typed) => {
  expect(parseAmount(typed, yen)).toBeNull();
});
