import type { components, paths } from '#lib/api/schema.d.ts';
import type { Problem } from '../staff.ts';

type Schemas = components['schemas'];
/** An article as the newsroom works at it. */
export type Draft = Schemas['Draft'];
export type DraftCard = Schemas['DraftCard'];
/** What a revision says. */
export type Words = Schemas['DraftWords'];
export type Revision = Schemas['RevisionItem'];
export type Difference = Schemas['Difference'];
/** A link of a text, and whether it answers. */
export type CheckedLink = Schemas['CheckedLink'];
export type Kind = Schemas['ArticleKind'];
/** Something an article is filed under, by its name. */
export type Named = { slug: string; name: string };
export type Query = NonNullable<paths['/v1/editorial/articles']['get']['parameters']['query']>;

/** What a draft's version is called in `If-Match`. */
export const versionOf = ({ version }: Pick<Draft, 'version'>): string => `"${version}"`;

/** What is sent for a text: whatever is filed elsewhere goes by its slug. */
export function sent(words: Words): Schemas['DraftText'] {
  return {
    ...words,
    section: words.section?.slug ?? null,
    authors: words.authors.map(({ slug }) => slug),
    tags: words.tags.map(({ slug }) => slug),
  };
}

/** The fields of a text by what people call them, in the order of the page. */
export const fieldNames = {
  kicker: 'Kicker',
  headline: 'Headline',
  standfirst: 'Standfirst',
  body: 'Text',
  authors: 'Byline',
  section: 'Section',
  tags: 'Tags',
  slug: 'Address',
  location: 'Place',
  language: 'Language',
  kind: 'Kind',
  trailText: 'Text for lists',
  rights: 'Rights',
  leadImageId: 'Lead picture',
  translationGroup: 'Translations',
} satisfies Record<keyof Words, string>;

/** What a pointer of the API points to, as people call it; undefined for what is no part of a text. */
export function placeName(pointer = ''): string | undefined {
  const [, field = '', part, number] = pointer.split('/');
  if (field === 'body' && part === 'pictures') return `Picture ${Number(number) + 1} of the text`;
  return field in fieldNames ? fieldNames[field as keyof Words] : undefined;
}

export const fields = Object.keys(fieldNames) as (keyof Words)[];

/** The fields in which two texts are not the same, as they would be sent. */
export function differing(one: Words, other: Words): (keyof Words)[] {
  const [a, b] = [sent(one), sent(other)];
  return fields.filter((field) => JSON.stringify(a[field] ?? '') !== JSON.stringify(b[field] ?? ''));
}

/** What an article is now, which the API adds where somebody else was quicker. */
export function currentOf(problem: Problem): Draft | null {
  return (problem as { current?: Draft }).current ?? null;
}

/** Where the page to an article of the desk is. */
export const deskPath = (id: string): string => `/studio/articles/${id}`;
