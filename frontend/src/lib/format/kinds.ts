import type { ArticleCard } from '#lib/api/client.ts';

/** What readers are told about a story's kind before its headline; an ordinary article says nothing. */
const labels = {
  article: null,
  liveblog: 'Live',
  opinion: 'Opinion',
  gallery: 'Pictures',
  video: 'Video',
  audio: 'Audio',
} satisfies Record<ArticleCard['kind'], string | null>;

/** `Opinion`, `Live` … or null. A kind this site does not know yet is shown as an ordinary article. */
export const kindLabel = (kind: ArticleCard['kind']): string | null => labels[kind] ?? null;

const names = {
  article: 'Articles',
  liveblog: 'Live reports',
  opinion: 'Opinion',
  gallery: 'Pictures',
  video: 'Video',
  audio: 'Audio',
} satisfies Record<ArticleCard['kind'], string>;

/** What stories of a kind are called together. A kind this site does not know yet goes by the API's word for it. */
export const kindName = (kind: ArticleCard['kind']): string => names[kind] ?? kind;
