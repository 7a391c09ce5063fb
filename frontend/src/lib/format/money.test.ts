import { expect, test } from 'vitest';
import { money } from './money.ts';

test.each([
  ['12.50', 'EUR', 'en-GB', '€12.50'],
  ['5.00', 'EUR', 'en-GB', '€5'],
  ['1000.00', 'USD', 'en-GB', 'US$1,000'],
  ['1000', 'JPY', 'en-GB', 'JP¥1,000'],
  ['12.50', 'EUR', 'de-DE', '12,50\u00a0€'],
  ['500', 'HUF', 'en-GB', 'HUF\u00a0500'],
])('writes %s %s for %s as %s', (amount, currency, language, expected) => {
  expect(money({ amount, currency }, language)).toBe(expected);
});
