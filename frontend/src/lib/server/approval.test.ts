import { beforeEach, describe, expect, test, vi } from 'vitest';

vi.mock('$app/env/public', () => ({ PUBLIC_API_URL: 'https://api.paper.example/base' }));
const settings = vi.hoisted((): { PAYMENT_ORIGIN: string | undefined } => ({ PAYMENT_ORIGIN: undefined }));
vi.mock('$app/env/private', () => settings);

let approval: typeof import('./approval.ts').approval;
const started = async (standIn?: string) => {
  settings.PAYMENT_ORIGIN = standIn;
  vi.resetModules();
  ({ approval } = await import('./approval.ts'));
};
beforeEach(() => started());

test.each([
  'https://www.paypal.com/checkoutnow?token=5O190127TN364715T',
  'https://www.sandbox.paypal.com/webapps/billing/subscriptions?ba_token=BA-2M',
  'https://api.paper.example/v1/donations/demo/dn_1?s=x',
])('a payer may be sent to %s', (url) => {
  expect(approval(url)).toBe(url);
});

test.each([
  null,
  '',
  '/relative',
  '//www.paypal.com/checkoutnow',
  'http://www.paypal.com/checkoutnow',
  'https://paypal.com/checkoutnow',
  'https://www.paypal.com.evil.example/',
  'https://evil.example/www.paypal.com',
  'https://www.paypal.com@evil.example/',
  'https://evil@www.paypal.com/',
  'https://www.paypal.com:8443/',
  'http://localhost:9009/',
  'javascript:alert(1)//https://www.paypal.com',
  'data:text/html,https://www.paypal.com',
])('and never to %s', (url) => {
  expect(approval(url)).toBeNull();
});

describe('with a stand-in', () => {
  beforeEach(() => started('http://localhost:9009'));

  test.each(['http://localhost:9009/approve/1', 'https://api.paper.example/v1/donations/demo/dn_1?s=x'])(
    'a payer may be sent to %s',
    (url) => {
      expect(approval(url)).toBe(url);
    },
  );

  test.each([
    'https://www.paypal.com/checkoutnow?token=5O190127TN364715T',
    'https://www.sandbox.paypal.com/checkoutnow?token=5O190127TN364715T',
    'http://localhost:9010/',
    'https://localhost:9009/',
  ])('and never to %s', (url) => {
    expect(approval(url)).toBeNull();
  });
});
