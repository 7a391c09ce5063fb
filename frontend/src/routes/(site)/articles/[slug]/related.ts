import type { ArticleCard, RelatedStory } from '#lib/api/client.ts';

/** What is shown of a related story, and so all that is asked for. */
const SHOWN = [
  'slug',
  'language',
  'headline',
  'section',
  'leadImage',
  'publishedAt',
] as const satisfies readonly (keyof ArticleCard)[];

export type Related = Pick<RelatedStory, 'reason' | 'terms'> & { article: Pick<ArticleCard, (typeof SHOWN)[number]> };

/** The `fields` parameter that brings {@link Related} stories. */
export const relatedFields = ['reason', 'terms', ...SHOWN.map((name) => `article.${name}`)].join(',');
