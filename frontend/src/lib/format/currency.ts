/** Where each currency that PayPal pays in is at home. Regions that are not here get the paper's own currency. */
const HOMES: Record<string, string> = {
  AUD: 'AU',
  BRL: 'BR',
  CAD: 'CA',
  CHF: 'CH LI',
  CZK: 'CZ',
  DKK: 'DK FO GL',
  EUR: 'AD AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MC ME MT NL PT SI SK SM VA XK',
  GBP: 'GB GG IM JE',
  HKD: 'HK',
  HUF: 'HU',
  ILS: 'IL',
  JPY: 'JP',
  MXN: 'MX',
  MYR: 'MY',
  NOK: 'NO SJ',
  NZD: 'NZ CK NU TK',
  PHP: 'PH',
  PLN: 'PL',
  SEK: 'SE AX',
  SGD: 'SG',
  THB: 'TH',
  TWD: 'TW',
  USD: 'US EC GU PA PR SV VI',
};

/** The language tags of an `Accept-Language` header, the most wanted first. */
function wanted(header: string): string[] {
  return header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(/\s*;\s*/);
      const q = parameters.find((parameter) => parameter.startsWith('q='));
      return { tag, q: q ? Number(q.slice(2)) || 0 : 1 };
    })
    .filter(({ q }) => q > 0)
    .sort((one, other) => other.q - one.q)
    .map(({ tag }) => tag);
}

/**
 * The currency of the region a reader's browser names first, if it is one of those offered. A language alone tells no
 * region: `en` is not America's only.
 */
export function currencyOf(acceptLanguage: string, offered: readonly string[], usual: string): string {
  for (const tag of wanted(acceptLanguage)) {
    const region = /^[a-z]{2,3}(?:-[a-z]{4})?-([a-z]{2})\b/i.exec(tag)?.[1]?.toUpperCase();
    const found = region && offered.find((code) => HOMES[code]?.split(' ').includes(region));
    if (found) return found;
  }
  return usual;
}
