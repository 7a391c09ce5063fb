import { describe, expect, test } from 'vitest';
import { article, site } from '#lib/api/examples.ts';
import { newsArticle, scriptJson } from './newsArticle.ts';

describe('json inside a script element', () => {
  test.each([
    '</script><script>alert(1)</script>',
    '<!--<script>',
    '<!-- x -->',
    ']]>',
    '&lt;/script&gt;',
    'line\u2028and\u2029paragraph',
    'quotes " \' ` and \\ backslash',
    '\u0000\u001f',
    '\ud800 a lone surrogate',
  ])('keeps %j and holds nothing that markup is made of', (text) => {
    const json = scriptJson({ [text]: text });

    expect(json).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(json)).toEqual({ [text]: text });
  });
});

describe('the article for search engines', () => {
  test('names_headline_dates_authors_and_paper', () => {
    expect(newsArticle(article(), site())).toMatchObject({
      '@type': 'NewsArticle',
      headline: 'A headline',
      datePublished: '2026-11-24T09:00:00.000Z',
      dateModified: '2026-11-24T10:00:00.000Z',
      author: [{ name: 'Ana Silva', url: 'https://paper.example/authors/ana-silva' }],
      publisher: { name: 'The Paper' },
    });
  });

  test('tells_corrections', () => {
    const corrected = article({
      corrections: [{ at: '2026-11-24T11:00:00.000Z', text: 'It was nine.', kind: 'correction' }],
    });

    expect(newsArticle(corrected, site()).correction).toEqual([
      { '@type': 'CorrectionComment', text: 'It was nine.', datePublished: '2026-11-24T11:00:00.000Z' },
    ]);
  });

  test('marks_opinion_as_such', () => {
    expect(newsArticle(article({ kind: 'opinion' }), site())['@type']).toBe('OpinionNewsArticle');
  });

  test('leaves_out_a_picture_that_is_not_there', () => {
    expect(JSON.stringify(newsArticle(article({ leadImage: null }), site()))).not.toContain('image');
  });
});
