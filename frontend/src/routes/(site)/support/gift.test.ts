import { describe, expect, test } from 'vitest';
import type { SupportOffer } from '#lib/api/donations.ts';
import { faultsAt, giftOf, typedIn } from './gift.ts';

const offer: SupportOffer = {
  enabled: true,
  provider: { id: 'demo', mode: 'demo' },
  securedBy: null,
  campaign: null,
  defaultCurrency: 'EUR',
  frequencies: ['once', 'monthly'],
  currencies: [
    {
      code: 'EUR',
      decimals: 2,
      minimum: '2.00',
      maximum: '5000.00',
      suggested: { once: ['5.00', '10.00'], monthly: ['3.00'], yearly: [] },
    },
    {
      code: 'JPY',
      decimals: 0,
      minimum: '300',
      maximum: '500000',
      suggested: { once: ['500'], monthly: ['300'], yearly: [] },
    },
  ],
};

const usual = { frequency: 'once', currency: 'EUR', once: '10.00', monthly: '3.00', other: '' };
function asked(but: Record<string, string> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...usual, ...but })) form.set(name, value);
  return giftOf(typedIn(form), offer, 'en-GB');
}

test('takes the amount of the frequency that was chosen, and no other', () => {
  expect(asked()).toEqual({ gift: { amount: '10.00', currency: 'EUR', frequency: 'once' } });
  expect(asked({ frequency: 'monthly' })).toEqual({ gift: { amount: '3.00', currency: 'EUR', frequency: 'monthly' } });
});

test('takes what was typed where “other” is chosen, and only there', () => {
  expect(asked({ once: 'other', other: '12,50' })).toMatchObject({ gift: { amount: '12.50' } });
  expect(asked({ other: '12,50' })).toMatchObject({ gift: { amount: '10.00' } });
});

test('keeps a name to itself without the consent', () => {
  expect(asked({ publicName: 'Ada' })).toEqual({ gift: { amount: '10.00', currency: 'EUR', frequency: 'once' } });
  expect(asked({ publicName: 'Ada', named: 'yes' })).toMatchObject({ gift: { publicName: 'Ada' } });
});

test('counts what readers count as characters', () => {
  expect(asked({ message: '😀'.repeat(280) })).toHaveProperty('gift');
  expect(asked({ message: '😀'.repeat(281) })).toHaveProperty('faults.message', expect.stringContaining('281'));
});

test('names every fault at once', () => {
  const answer = asked({ once: 'other', other: 'ten', named: 'yes', email: 'nowhere' });

  expect(Object.keys('faults' in answer ? answer.faults : {})).toEqual(['amount', 'publicName', 'email']);
});

describe('an amount it does not take', () => {
  test.each([
    ['0', 'The least we can take is €2.'],
    ['1.99', 'The least we can take is €2.'],
    ['5000.01', 'The most we can take at once is €5,000.'],
    ['9'.repeat(20), 'The most we can take at once is €5,000.'],
    ['-1', 'Write the amount in digits'],
    ['1e9', 'Write the amount in digits'],
    ['NaN', 'Write the amount in digits'],
    ['5.999', 'Write the amount in digits'],
    ['1.000', 'Write the amount in digits'],
    ['', 'Write the amount in digits'],
  ])('%s: %s', (other, expected) => {
    expect(asked({ once: 'other', other })).toHaveProperty('faults.amount', expect.stringContaining(expected));
  });

  test.each(['7.00', '', 'OTHER', '10'])('%j, which nobody suggested', (once) => {
    expect(asked({ once })).toHaveProperty('faults.amount', expect.stringContaining('Choose an amount'));
  });
});

test.each([
  [{ frequency: 'yearly' }, 'faults.frequency'],
  [{ frequency: 'constructor' }, 'faults.frequency'],
  [{ currency: 'XXX' }, 'faults.currency'],
])('refuses what is not offered: %j', (but, fault) => {
  expect(asked(but)).toHaveProperty(fault);
});

test('an article is named by its id, and by nothing else', () => {
  const id = '0190a1b2-0000-7000-8000-00000000000a';

  expect(asked({ article: id })).toMatchObject({ gift: { article: id } });
  expect(asked({ article: '"><script>' })).not.toHaveProperty('gift.article');
});

test('the API’s faults stand at their fields', () => {
  expect(faultsAt([{ pointer: '/amount', detail: 'Too little.' }])).toEqual({ amount: 'Too little.' });
  expect(faultsAt([{ pointer: '/returnTo', detail: 'No.' }])).toBeNull();
  expect(faultsAt([])).toBeNull();
});
