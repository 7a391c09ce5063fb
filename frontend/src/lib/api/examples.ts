import type { ArticleView, Image, SectionName, Site } from './client.ts';

/** Records for tests, whole by themselves; a test names only what it is about. */

export const site = (but: Partial<Site> = {}): Site => ({
  name: 'The Paper',
  description: 'News.',
  language: 'en-GB',
  timeZone: 'Europe/London',
  city: 'London',
  country: null,
  today: '2026-11-24',
  currency: 'GBP',
  leadArticle: null,
  links: {
    self: 'https://api.paper.example/v1/site',
    site: 'https://paper.example',
    docs: 'https://api.paper.example/docs',
    openapi: 'https://api.paper.example/openapi.yaml',
  },
  ...but,
});

const links = (path: string) => ({
  self: `https://api.paper.example/v1${path}`,
  site: `https://paper.example${path}`,
});

export const image = (but: Partial<Image> = {}): Image => ({
  id: '0197a000-0000-7000-8000-000000000001',
  url: 'https://api.paper.example/media/one.png',
  alt: 'A quay.',
  caption: null,
  credit: 'The Paper',
  focalX: 0.5,
  focalY: 0.5,
  width: 1920,
  height: 1280,
  renditions: [],
  ...but,
});

export const section = (but: Partial<SectionName> = {}): SectionName => ({
  slug: 'city',
  name: 'City',
  articleCount: 1,
  ...but,
});

export const article = (but: Partial<ArticleView> = {}): ArticleView => ({
  id: '0197a000-0000-7000-8000-000000000002',
  slug: 'a-headline',
  kind: 'article',
  language: 'en-GB',
  headline: 'A headline',
  kicker: null,
  standfirst: null,
  trailText: null,
  body: '<p>Text.</p>',
  authors: [{ slug: 'ana-silva', name: 'Ana Silva' }],
  section: { slug: 'city', name: 'City' },
  tags: [],
  leadImage: null,
  location: null,
  publishedAt: '2026-11-24T09:00:00.000Z',
  firstPublishedAt: '2026-11-24T09:00:00.000Z',
  updatedAt: '2026-11-24T10:00:00.000Z',
  wordCount: 1,
  readingMinutes: 1,
  canonicalUrl: 'https://paper.example/articles/a-headline',
  rights: null,
  corrections: [],
  translations: [],
  related: null,
  links: links('/articles/a-headline'),
  ...but,
});
