import type { Money } from '#lib/api/donations.ts';

/** Making an Intl formatter costs more than rendering a small page, so each is made once. */
const formatters = new Map<string, Intl.NumberFormat>();

/** `€12.50`, and `€5` where there is nothing behind the point, as the language writes it. */
export function money({ amount, currency }: Money, language: string): string {
  const key = `${language} ${currency}`;
  let made = formatters.get(key);
  if (!made) {
    made = new Intl.NumberFormat(language, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' });
    formatters.set(key, made);
  }
  return made.format(Number(amount));
}
