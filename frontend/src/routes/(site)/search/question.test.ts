import { describe, expect, test } from 'vitest';
import { addressOf, during, parametersOf, questionOf, yearOf } from './question.ts';

const asked = (query: string) => questionOf(new URLSearchParams(query));

describe('a question', () => {
  test('is_read_from_the_address_of_the_page', () => {
    const query =
      'q=ferry+strike&section=world&tag=work,ferries&author=ana&kind=opinion&publishedAfter=2025-01-01T00:00:00Z' +
      '&publishedBefore=2026-01-01T00:00:00Z&order=newest&cursor=abc';

    expect(asked(query)).toEqual({
      q: 'ferry strike',
      section: 'world',
      tags: ['work', 'ferries'],
      author: 'ana',
      kind: 'opinion',
      publishedAfter: '2025-01-01T00:00:00Z',
      publishedBefore: '2026-01-01T00:00:00Z',
      order: 'newest',
      cursor: 'abc',
    });
  });

  test.each(['', 'q=', 'q=+++', 'q=%0A%09', 'section=world', 'utm_source=letter'])('is_empty_in_%s', (query) => {
    expect(asked(query).q).toBe('');
    expect(addressOf(asked(query))).toBe('/search');
  });

  test('keeps_every_sign_a_reader_typed_but_space', () => {
    expect(asked('q=%20%22in+a+row%22%0A-word++headline:x%20').q).toBe('"in a row" -word headline:x');
  });

  test.each([
    'q=ferry',
    'q=ferry&section=world&tag=work%2Cferries&author=ana&kind=opinion&order=newest',
    'q=%22%3E%3Cscript%3E%26x%3D1%23&tag=a%26b',
    'q=%E5%A1%A9%E8%A6%8B+%F0%9F%9A%A2',
  ])('has_the_same_address_again: %s', (query) => {
    expect(addressOf(asked(query))).toBe(`/search?${query}`);
  });

  test('asks_the_api_only_for_what_is_not_as_usual', () => {
    expect(parametersOf(asked('q=ferry&order=relevance&tag=&section='))).toEqual({ q: 'ferry' });
  });

  test('hands_values_that_make_no_sense_to_the_api_which_refuses_them', () => {
    expect(parametersOf(asked('q=x&kind=poem&order=oldest&publishedAfter=soon'))).toEqual({
      q: 'x',
      kind: 'poem',
      order: 'oldest',
      publishedAfter: 'soon',
    });
  });
});

describe('another question', () => {
  test('begins_on_its_first_page', () => {
    expect(addressOf(asked('q=ferry&cursor=abc'), { section: 'world' })).toBe('/search?q=ferry&section=world');
  });

  test('keeps_what_it_does_not_change', () => {
    const narrowed = asked('q=ferry&section=world&tag=work&order=newest');

    expect(addressOf(narrowed, { section: null })).toBe('/search?q=ferry&tag=work&order=newest');
    expect(addressOf(narrowed, { cursor: 'next' })).toBe(
      '/search?q=ferry&section=world&tag=work&order=newest&cursor=next',
    );
  });
});

describe('a year', () => {
  test('begins_with_its_first_moment_and_ends_with_its_last', () => {
    expect(during(2026)).toEqual({
      publishedAfter: '2025-12-31T23:59:59.999Z',
      publishedBefore: '2027-01-01T00:00:00Z',
    });
  });

  test.each([1, 1900, 2022, 2026, 9998])('%i_is_found_again_in_its_filters', (year) => {
    expect(yearOf({ ...asked('q=x'), ...during(year) })).toBe(year);
  });

  test.each([
    'q=x',
    'q=x&publishedAfter=2025-12-31T23:59:59.999Z',
    'q=x&publishedAfter=2024-12-31T23:59:59.999Z&publishedBefore=2027-01-01T00:00:00Z',
    'q=x&publishedAfter=soon&publishedBefore=later',
  ])('is_not_seen_in_other_filters: %s', (query) => {
    expect(yearOf(asked(query))).toBeNull();
  });
});
