import { describe, expect, test } from 'vitest';
import { section } from '#lib/api/examples.ts';
import { facets, narrowings } from './facets.ts';
import { addressOf, questionOf } from './question.ts';

const asked = (query: string) => questionOf(new URLSearchParams(query));
const none = { sections: [], tags: [], authors: [], years: [], kinds: [] };
const nine = { value: 9, relation: 'exact' as const };
const tag = (slug: string, count: number) => ({ slug, name: slug.toUpperCase(), count });

describe('a choice', () => {
  test('of_each_sort_leads_to_the_narrower_question', () => {
    const counts = {
      sections: [{ slug: 'world', name: 'World', count: 2 }],
      tags: [tag('work', 3)],
      authors: [{ slug: 'ana', name: 'Ana', count: 1 }],
      years: [{ year: 2022, count: 4 }],
      kinds: [{ kind: 'opinion' as const, count: 5 }],
    };

    expect(facets(counts, asked('q=ferry&cursor=abc'), nine)).toEqual([
      { name: 'Section', choices: [{ name: 'World', count: 2, href: '/search?q=ferry&section=world' }] },
      { name: 'Tag', choices: [{ name: 'WORK', count: 3, href: '/search?q=ferry&tag=work' }] },
      { name: 'Author', choices: [{ name: 'Ana', count: 1, href: '/search?q=ferry&author=ana' }] },
      {
        name: 'Year',
        choices: [
          {
            name: '2022',
            count: 4,
            href: `/search?${new URLSearchParams({
              q: 'ferry',
              publishedAfter: '2021-12-31T23:59:59.999Z',
              publishedBefore: '2023-01-01T00:00:00Z',
            })}`,
          },
        ],
      },
      { name: 'Kind', choices: [{ name: 'Opinion', count: 5, href: '/search?q=ferry&kind=opinion' }] },
    ]);
  });

  test('that_would_leave_the_result_as_it_is_is_none', () => {
    expect(facets({ ...none, tags: [tag('all', 9)], years: [{ year: 2026, count: 9 }] }, asked('q=x'), nine)).toEqual(
      [],
    );
  });

  test('among_more_than_are_counted_may_have_more_than_the_total_says', () => {
    const total = { value: 10_000, relation: 'at-least' as const };
    const kinds = [
      { kind: 'article' as const, count: 11_000 },
      { kind: 'opinion' as const, count: 1000 },
    ];

    const offered = facets({ ...none, kinds, tags: [tag('most', 11_500), tag('all', 12_000)] }, asked('q=x'), total);

    expect(offered.map(({ name, choices }) => [name, choices.map(({ count }) => count)])).toEqual([
      ['Tag', [11_500]],
      ['Kind', [11_000, 1000]],
    ]);
  });

  test('of_a_second_tag_keeps_the_first_which_is_not_offered_again', () => {
    const [only] = facets({ ...none, tags: [tag('work', 3), tag('ferries', 2)] }, asked('q=x&tag=work'), nine);

    expect(only?.choices.map(({ name, href }) => [name, href])).toEqual([
      ['FERRIES', '/search?q=x&tag=work%2Cferries'],
    ]);
  });

  test('is_one_of_a_few', () => {
    const many = Array.from({ length: 30 }, (_, at) => tag(`tag-${at}`, 1));

    expect(facets({ ...none, tags: many }, asked('q=x'), nine)[0]?.choices).toHaveLength(8);
  });
});

describe('a filter that is set', () => {
  const query = 'q=x&section=city&tag=work,ferry-strike&author=ana&kind=opinion';

  test('is_named_as_readers_know_it_or_by_its_slug', () => {
    const names = narrowings(asked(query), { ...none, tags: [tag('work', 1)] }, [section()]).map(({ name }) => name);

    expect(names).toEqual(['City', 'WORK', 'ferry strike', 'ana', 'Opinion']);
  });

  test('is_taken_back_alone', () => {
    const back = narrowings(asked(query), null, []).map(({ href }) => href);

    expect(back).toEqual([
      '/search?q=x&tag=work%2Cferry-strike&author=ana&kind=opinion',
      '/search?q=x&section=city&tag=ferry-strike&author=ana&kind=opinion',
      '/search?q=x&section=city&tag=work&author=ana&kind=opinion',
      '/search?q=x&section=city&tag=work%2Cferry-strike&kind=opinion',
      '/search?q=x&section=city&tag=work%2Cferry-strike&author=ana',
    ]);
  });

  test('for_a_year_is_one_filter_and_other_times_are_one_each', () => {
    const year = asked('q=x&publishedAfter=2025-12-31T23:59:59.999Z&publishedBefore=2027-01-01T00:00:00Z');
    const span = asked('q=x&publishedAfter=2025-03-01T00:00:00Z&publishedBefore=2025-04-01T00:00:00Z');

    expect(narrowings(year, null, [])).toEqual([{ name: '2026', href: '/search?q=x' }]);
    expect(narrowings(span, null, [])).toEqual([
      { name: 'After 2025-03-01', href: addressOf(span, { publishedAfter: null }) },
      { name: 'Before 2025-04-01', href: addressOf(span, { publishedBefore: null }) },
    ]);
  });
});
