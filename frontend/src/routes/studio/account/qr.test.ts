import { expect, test } from 'vitest';
import { qrPath } from './qr.ts';

test('draws_nothing_but_unit_squares_inside_the_quiet_zone', () => {
  const { size, d } = qrPath('otpauth://totp/Broadsheet:ada%40news.example?secret=JBSWY3DPEHPK3PXP&issuer=Broadsheet');

  expect(d).toMatch(/^(?:M\d+ \d+h1v1h-1z)+$/);
  const at = [...d.matchAll(/M(\d+) (\d+)/g)].flatMap(([, x, y]) => [Number(x), Number(y)]);
  expect(Math.min(...at)).toBe(4);
  expect(Math.max(...at)).toBe(size - 5);
});
