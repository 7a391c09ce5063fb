import { expect, test } from 'vitest';
import { exportPath, pathWith, providerWords, queryOf, stateName } from './gifts.ts';

const search = (text: string) => new URLSearchParams(text);

test('what the address asks is what the API is asked, and nothing that it does not know', () => {
  expect(queryOf(search('state=paid&mode=demo&email=%20ada@example.org%20&cursor=abc&gift=1&part=books'))).toEqual({
    state: 'paid',
    mode: 'demo',
    email: 'ada@example.org',
    cursor: 'abc',
  });
  expect(queryOf(search('state=gone&mode=gold&campaign='))).toEqual({});
});

test('days begin and end where the reader is', () => {
  expect(queryOf(search('from=2026-03-01&to=2026-03-01'))).toEqual({
    from: new Date(2026, 2, 1).toISOString(),
    to: new Date(2026, 2, 2).toISOString(),
  });
  expect(queryOf(search('from=yesterday'))).toEqual({ from: 'yesterday' });
});

test('the table has the filters of the list, and all its pages', () => {
  expect(exportPath(search('state=paid&cursor=abc'))).toBe('/v1/staff/donations/export?state=paid');
  expect(exportPath(search(''))).toBe('/v1/staff/donations/export');
});

test('another question begins at its first page', () => {
  expect(pathWith(search('state=paid&cursor=abc&gift=1'), { state: null, mode: 'live' })).toBe('?mode=live');
  expect(pathWith(search('state=paid'), { cursor: 'abc' })).toBe('?state=paid&cursor=abc');
});

test('a state that is newer than the page goes by its own name', () => {
  expect(stateName('part_refunded')).toBe('Partly given back');
  expect(stateName('levitating')).toBe('levitating');
});

test('the demonstration is its own provider', () => {
  expect(providerWords({ provider: 'demo', mode: 'demo' })).toBe('Demonstration');
  expect(providerWords({ provider: 'paypal', mode: 'live' })).toBe('paypal, live');
});
