import { parseAmount } from '#lib/format/amount.ts';
import { money } from '#lib/format/money.ts';

/** Currencies without a smaller coin, as providers count: of two of them ISO 4217 says otherwise. */
const WHOLE = ['HUF', 'JPY', 'TWD'];

const decimalsOf = (currency: string): number => (WHOLE.includes(currency) ? 0 : 2);

/** An amount in the smallest unit as a decimal: `-1250` euro cents are `-12.50`. */
export function decimal(minor: number, currency: string): string {
  const decimals = decimalsOf(currency);
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const at = digits.length - decimals;
  return `${minor < 0 ? '-' : ''}${digits.slice(0, at)}${decimals > 0 ? `.${digits.slice(at)}` : ''}`;
}

/** The same for people: `€12.50`. */
export const inWords = (minor: number, currency: string, language: string): string =>
  money({ amount: decimal(minor, currency), currency }, language);

/** What somebody typed, in the smallest unit; null for what is no amount, or might be read in two ways. */
export function minorOf(typed: string, currency: string): number | null {
  const amount = parseAmount(typed, { decimals: decimalsOf(currency) });
  // The decimal's own digits: no fraction is ever reckoned with.
  const minor = amount === null ? NaN : Number(amount.replace('.', ''));
  return Number.isSafeInteger(minor) ? minor : null;
}
