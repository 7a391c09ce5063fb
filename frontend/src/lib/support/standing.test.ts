import { describe, expect, test } from 'vitest';
import type { Donation, DonationStatus } from '#lib/api/donations.ts';
import { tell } from './standing.ts';

const place = { language: 'en-GB', timeZone: 'UTC' };
const gift: Donation = {
  id: 'dn_1',
  status: 'paid',
  amount: '12.50',
  currency: 'EUR',
  frequency: 'once',
  createdAt: '2026-11-25T10:00:00Z',
  paidAt: null,
  nextPaymentAt: null,
  mode: 'live',
  reason: null,
  next: { action: 'none', url: null },
};
const told = (but: Partial<Donation>) => tell({ known: 'yes', donation: { ...gift, ...but } }, place);
const url = 'https://www.paypal.com/checkoutnow?token=1';

test('a gift that came is told with its amount and its day', () => {
  const { text, isOpen, hasReceipt } = told({ status: 'paid', paidAt: '2026-11-25T10:01:00Z' });

  expect(text).toContain('We received €12.50 on 25 November 2026.');
  expect({ isOpen, hasReceipt }).toEqual({ isOpen: false, hasReceipt: true });
});

test('a monthly gift is told with its next payment', () => {
  const { text } = told({ status: 'active', frequency: 'monthly', nextPaymentAt: '2026-12-25T10:01:00Z' });

  expect(text).toContain('You give €12.50 a month. The next payment is due on 25 December 2026.');
});

describe('what is not known', () => {
  const unknown = [
    told({ status: 'processing' }),
    told({ status: 'awaiting_payer' }),
    told({ status: 'pending' }),
    told({ status: 'a_word_of_tomorrow' as DonationStatus }),
    tell({ known: 'not-now' }, place),
  ];

  test('is asked for again, is no failure, and no reason to give anew', () => {
    for (const { title, text, isOpen, mayGiveAnew } of unknown) {
      expect(isOpen).toBe(true);
      expect(mayGiveAnew).toBe(false);
      expect(`${title} ${text}`).not.toMatch(/fail|declin|not go through/i);
    }
  });

  test('is not called free of charge', () => {
    for (const { text } of unknown) expect(text).not.toContain('othing was charged');
  });
});

test.each(['awaiting_payer', 'declined'] as const)('the same approval stays open while %s', (status) => {
  expect(told({ status, next: { action: 'retry', url } }).approve?.url).toBe(url);
});

test('a card that PayPal does not take is told, with the same approval and no other', () => {
  const { title, approve, mayGiveAnew } = told({
    status: 'awaiting_payer',
    reason: 'choose_another_way',
    next: { action: 'approve', url },
  });

  expect(title).toBe('PayPal declined the payment');
  expect(approve).toEqual({ url, label: 'Try another way at PayPal' });
  expect(mayGiveAnew).toBe(false);
});

test.each([
  ['cancelled', true],
  ['expired', true],
  ['failed', true],
  ['declined', true],
  ['paid', false],
  ['active', false],
  ['refunded', false],
] as const)('after %s giving anew is offered: %s', (status, expected) => {
  expect(told({ status }).mayGiveAnew).toBe(expected);
});

test('a monthly gift that was ended is not called free of charge', () => {
  const { text, hasReceipt } = told({ status: 'cancelled', frequency: 'monthly', paidAt: '2026-11-25T10:01:00Z' });

  expect(text).toContain('Nothing more will be charged.');
  expect(hasReceipt).toBe(true);
});

test('a demonstration does not pass for PayPal', () => {
  for (const status of [
    'processing',
    'awaiting_payer',
    'pending',
    'paid',
    'declined',
    'suspended',
    'failed',
  ] as const) {
    const { title, text, approve } = told({ status, mode: 'demo', next: { action: 'approve', url } });

    expect(`${title} ${text} ${approve?.label}`).not.toContain('PayPal');
  }
});
