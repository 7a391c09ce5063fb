import { expect, test } from 'vitest';
import { addressOf, movement, rankingOf, usual } from './ranking.ts';

test.each([
  ['', usual],
  ['window=&metric=&section=', usual],
  ['window=7d&metric=reads&section=city', { window: '7d', metric: 'reads', section: 'city' }],
])('reads_the_address: %s', (query, expected) => {
  expect(rankingOf(new URLSearchParams(query))).toEqual(expected);
});

test.each([
  [{}, '/popular'],
  [{ window: '1h' }, '/popular?window=1h'],
  [{ metric: 'trending' }, '/popular?metric=trending'],
  [{ window: '30d', metric: 'shares', section: 'a&b' }, '/popular?window=30d&metric=shares&section=a%26b'],
] as const)('gives_each_list_one_address: %j', (but, expected) => {
  expect(addressOf({ ...usual, ...but })).toBe(expected);
});

test.each([
  [1, 4, 3],
  [4, 1, -3],
  [2, 2, 0],
  [1, null, 'new'],
] as const)('tells_how_a_story_moved: %i, before %i', (rank, previous, expected) => {
  expect(movement(rank, previous)).toBe(expected);
});
