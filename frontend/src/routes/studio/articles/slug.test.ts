import { expect, test } from 'vitest';
import { slugOf } from './slug.ts';

test.each([
  ['The ferry, the fog', 'the-ferry-the-fog'],
  ['  São Paulo’s café – 50 % off! ', 'sao-paulos-cafe-50-off'],
  ['Straße & Ærø, Łódź', 'strasse-aero-lodz'],
  ['Погода', ''],
  ['', ''],
])('the_address_of %s is %s', (headline, slug) => {
  expect(slugOf(headline)).toBe(slug);
});

test('a_long_headline_ends_with_a_whole_word', () => {
  const slug = slugOf('word '.repeat(40));

  expect(slug.length).toBeLessThanOrEqual(80);
  expect(slug).toMatch(/^(word-)+word$/);
  expect(slugOf('x'.repeat(300))).toHaveLength(80);
});
