/** Letters that no accent was taken from to make them. */
const PLAIN: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i' };
const LONGEST = 80;

/** An address for a headline, of whole words; empty where its letters are none of an address. */
export function slugOf(headline: string): string {
  const plain = headline
    .toLowerCase()
    .replaceAll(/[ßæœøđðþłı]/g, (letter) => PLAIN[letter] ?? '')
    .normalize('NFKD')
    .replaceAll(/\p{M}|['’ʼ]/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return plain.length <= LONGEST ? plain : plain.slice(0, plain.lastIndexOf('-', LONGEST)).slice(0, LONGEST);
}
