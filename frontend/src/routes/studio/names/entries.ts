import type { components } from '#lib/api/schema.d.ts';

/** A section, an author or a tag. */
export type Entry = components['schemas']['TaxonomyItem'];

/** What each kind is called, and where readers find it. */
export const sorts = {
  sections: {
    name: 'Sections',
    one: 'section',
    aOne: 'a section',
    text: 'Description',
    path: '/sections',
    about: 'The parts of the paper. Every article is in one.',
  },
  authors: {
    name: 'Authors',
    one: 'author',
    aOne: 'an author',
    text: 'Biography',
    path: '/authors',
    about: 'Those whose names stand above articles.',
  },
  tags: {
    name: 'Tags',
    one: 'tag',
    aOne: 'a tag',
    text: 'Description',
    path: '/tags',
    about: 'What articles are about; those that most articles carry come first.',
  },
} as const;

export type Sort = keyof typeof sorts;

/** Which kind the page's address asks for; sections, where it asks for none that there is. */
export function sortOf(asked: string | null): Sort {
  return asked !== null && Object.hasOwn(sorts, asked) ? (asked as Sort) : 'sections';
}

/** `1 article`, `12 articles`. */
export const counted = (number: number): string => `${number} published ${number === 1 ? 'article' : 'articles'}`;

type Tag = Pick<Entry, 'name' | 'slug' | 'articleCount'>;

/** What will happen when one tag becomes another, said before it does. */
export function mergeWords(gone: Tag, kept: Tag): string {
  const carried =
    gone.articleCount === 0
      ? 'No published article carries it; drafts that do'
      : `${counted(gone.articleCount)} that ${gone.articleCount === 1 ? 'carries' : 'carry'} it, and drafts,`;
  return `“${gone.name}” goes. ${carried} carry “${kept.name}” afterwards, and /tags/${gone.slug} leads to /tags/${kept.slug}. It cannot be undone.`;
}
