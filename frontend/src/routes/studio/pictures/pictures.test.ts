import { describe, expect, test, vi } from 'vitest';

vi.mock('../staff.ts', () => ({ staff: {}, said: vi.fn() }));
vi.mock('#lib/api/client.ts', () => ({ apiUrl: 'https://api.example' }));
const { addressOf, filesIn, lacks, pathOf, refusal } = await import('./pictures.ts');

const FILE = `/media/0a/${'0a'.repeat(20)}-640.jpg`;

describe('a file is refused before it is sent', () => {
  test.each([
    [{ type: 'image/jpeg', size: 5 }, null],
    [{ type: '', size: 5 }, null],
    [{ type: 'application/pdf', size: 5 }, 'It is no picture. JPEG, PNG, WebP, AVIF and GIF are taken.'],
    [{ type: 'image/png', size: 21 * 1024 * 1024 }, 'It has 21 MB, and 20 MB are taken at most.'],
  ])('%o: %s', (file, why) => {
    expect(refusal(file)).toBe(why);
  });
});

test.each([
  [null, null, 'Needs an alternative text and a credit before it is published.'],
  ['', 'Ada', 'Needs an alternative text before it is published.'],
  ['A quay', null, 'Needs a credit before it is published.'],
  ['A quay', 'Ada', ''],
])('alt %s and credit %s: %s', (alt, credit, lack) => {
  expect(lacks({ alt, credit })).toBe(lack);
});

test('a picture of the newsroom goes by its path, and is fetched from the API; one of elsewhere is not fetched', () => {
  expect(pathOf(`https://api.example${FILE}`)).toBe(FILE);
  expect(addressOf(FILE)).toBe(`https://api.example${FILE}`);
  expect(addressOf('https://a.example/x.png')).toBeNull();
  expect(addressOf('/media/other.png')).toBeNull();
});

test('words that were copied with a picture of themselves are words', () => {
  const transfer = (text: string, files: unknown[]) => ({ files, getData: () => text }) as unknown as DataTransfer;
  expect(filesIn(transfer('', ['a']))).toEqual(['a']);
  expect(filesIn(transfer('words', ['a']))).toEqual([]);
  expect(filesIn(null)).toEqual([]);
});
