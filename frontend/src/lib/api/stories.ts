import type { ArticleCard } from './client.ts';

/** What a list shows of a story: asking for no more keeps a front page of forty stories light. */
const SHOWN = [
  'slug',
  'kind',
  'language',
  'headline',
  'kicker',
  'standfirst',
  'trailText',
  'authors',
  'section',
  'leadImage',
  'publishedAt',
] as const satisfies readonly (keyof ArticleCard)[];

export type Story = Pick<ArticleCard, (typeof SHOWN)[number]>;

/** The `fields` parameter that brings a {@link Story}. */
export const storyFields = SHOWN.join(',');
