import { expect, test } from 'vitest';
import { direction } from './direction.ts';

test.each(['ar', 'ar-EG', 'he-IL', 'FA', 'ur', 'az-Arab', 'pa-Arab-PK'])('writes_%s_from_right_to_left', (language) => {
  expect(direction(language)).toBe('rtl');
});

test.each(['en-GB', 'pt', 'ja', 'ar-Latn', 'zh-Hant-HK', ''])('writes_%s_from_left_to_right', (language) => {
  expect(direction(language)).toBe('ltr');
});
