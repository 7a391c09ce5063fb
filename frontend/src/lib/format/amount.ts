import type { Currency } from '#lib/api/donations.ts';

const GROUPS = /^\d{1,3}(?:([ .,'’])\d{3})(?:\1\d{3})*$/;

/**
 * What somebody typed as an amount, as the API writes it: `12,50` and `12.50` are `12.50`, `1.000,00` and `1 000` are
 * `1000.00`. Null for what is no amount, and for what can be read in two ways: `1.000` may be one or a thousand.
 */
export function parseAmount(typed: string, { decimals }: Pick<Currency, 'decimals'>): string | null {
  // NFKC turns the wide digits of East Asian keyboards, and the narrow spaces that French groups with, into plain ones.
  const text = typed.normalize('NFKC').trim();
  const [, front = '', , back = ''] = /^([\d .,'’]*?\d)(?:([.,])(\d{1,2}|\d{4,}))?$/.exec(text) ?? [];
  if (front === '' || back.length > decimals || front.length > 20) return null;
  const grouping = GROUPS.exec(front)?.[1];
  if (!grouping && !/^\d+$/.test(front)) return null;
  // One mark before three digits: of thousands where there is no smaller coin, or another mark follows; else who knows?
  const isMark = grouping === '.' || grouping === ',';
  const marks = front.split(grouping ?? ' ').length - 1;
  if (isMark && back && text.charAt(front.length) === grouping) return null;
  if (isMark && !back && marks === 1 && decimals > 0) return null;
  const whole = front.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
  return decimals > 0 ? `${whole}.${back.padEnd(decimals, '0')}` : whole;
}
