import { expect, test } from 'vitest';
import { inOrder, shown, titleOf, type Setting } from './settings.ts';

test.each<[Setting['kind'], string, string]>([
  ['duration', '1800', '30 minutes'],
  ['duration', '43200', '12 hours'],
  ['duration', '86400', '1 day'],
  ['duration', '604800', '7 days'],
  ['duration', '90', '90 seconds'],
  ['duration', '0', '0 seconds'],
  ['bytes', '1048576', '1 MB'],
  ['bytes', '4096', '4 kB'],
  ['bytes', '1000', '1000 bytes'],
  ['number', '100000000', '100,000,000'],
  ['flag', 'true', 'Yes'],
  ['flag', 'false', 'No'],
  ['text', 'open-meteo', 'open-meteo'],
  ['text', '', 'None'],
])('a %s of %j is shown as %s', (kind, value, words) => {
  expect(shown({ kind, value }, 'en-GB')).toBe(words);
});

test('groups stand in the order of the page, those it does not know at its end, by their own name', () => {
  const groups = [{ name: 'zeppelins' }, { name: 'weather' }, { name: 'api' }];

  expect(inOrder(groups).map(titleOf)).toEqual(['The API', 'Weather', 'zeppelins']);
});
