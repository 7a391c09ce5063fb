import type { SearchResults, SectionName } from '#lib/api/client.ts';
import { kindName } from '#lib/format/kinds.ts';
import { addressOf, during, yearOf, type Question } from './question.ts';

type Counts = NonNullable<SearchResults['facets']>;
type Total = SearchResults['total'];
export type Choice = { name: string; href: string; count: number };
export type Facet = { name: string; choices: Choice[] };
/** A filter that is set, and where it is not. */
export type Narrowed = { name: string; href: string };

const MOST_CHOICES = 8;

/** How many there are: where the total is a mere bound, the kinds tell, for every story is of one. */
const whole = ({ value, relation }: Total, { kinds }: Counts) =>
  relation === 'exact' ? value : kinds.reduce((sum, { count }) => sum + count, 0);

/** The ways to narrow a result, most first. What would leave it as it is, or was chosen already, is no choice. */
export function facets(counts: Counts, question: Question, total: Total): Facet[] {
  const all = whole(total, counts);
  const choice = (name: string, count: number, but: Partial<Question>) => ({
    name,
    count,
    href: addressOf(question, but),
  });
  const every: Facet[] = [
    {
      name: 'Section',
      choices: counts.sections.map(({ name, slug, count }) => choice(name, count, { section: slug })),
    },
    {
      name: 'Tag',
      choices: counts.tags
        .filter(({ slug }) => !question.tags.includes(slug))
        .map(({ name, slug, count }) => choice(name, count, { tags: [...question.tags, slug] })),
    },
    { name: 'Author', choices: counts.authors.map(({ name, slug, count }) => choice(name, count, { author: slug })) },
    { name: 'Year', choices: counts.years.map(({ year, count }) => choice(String(year), count, during(year))) },
    { name: 'Kind', choices: counts.kinds.map(({ kind, count }) => choice(kindName(kind), count, { kind })) },
  ];
  return every
    .map(({ name, choices }) => ({
      name,
      choices: choices.filter(({ count }) => count < all).slice(0, MOST_CHOICES),
    }))
    .filter(({ choices }) => choices.length > 0);
}

/** The filters of a question by name, each with the way back. A name that nobody told is read off the slug. */
export function narrowings(question: Question, counts: Counts | null, sections: SectionName[]): Narrowed[] {
  const named = (slug: string, known: { slug: string; name: string }[] = []) =>
    known.find((one) => one.slug === slug)?.name ?? slug.replaceAll('-', ' ');
  const { section, tags, author, kind, publishedAfter, publishedBefore } = question;
  const year = yearOf(question);
  const without = (name: string, but: Partial<Question>): Narrowed => ({ name, href: addressOf(question, but) });
  return [
    ...(section ? [without(named(section, sections), { section: null })] : []),
    ...tags.map((tag) => without(named(tag, counts?.tags), { tags: tags.filter((other) => other !== tag) })),
    ...(author ? [without(named(author, counts?.authors), { author: null })] : []),
    ...(kind ? [without(kindName(kind), { kind: null })] : []),
    ...(year !== null ? [without(String(year), { publishedAfter: null, publishedBefore: null })] : []),
    ...(year === null && publishedAfter
      ? [without(`After ${publishedAfter.slice(0, 10)}`, { publishedAfter: null })]
      : []),
    ...(year === null && publishedBefore
      ? [without(`Before ${publishedBefore.slice(0, 10)}`, { publishedBefore: null })]
      : []),
  ];
}
