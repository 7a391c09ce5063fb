import type { ArticleView, Site } from '#lib/api/client.ts';

/** The article as schema.org's NewsArticle, for search engines and readers' tools. */
export function newsArticle(article: ArticleView, site: Site) {
  const { leadImage, section, tags } = article;
  return {
    '@context': 'https://schema.org',
    '@type': article.kind === 'opinion' ? 'OpinionNewsArticle' : 'NewsArticle',
    mainEntityOfPage: article.canonicalUrl,
    url: article.canonicalUrl,
    headline: article.headline,
    description: article.standfirst ?? article.trailText ?? undefined,
    inLanguage: article.language,
    articleSection: section.name,
    keywords: tags.map(({ name }) => name),
    wordCount: article.wordCount,
    datePublished: article.firstPublishedAt,
    dateModified: article.updatedAt,
    author: article.authors.map(({ name, slug }) => ({
      '@type': 'Person',
      name,
      url: new URL(`authors/${slug}`, site.links.site).href,
    })),
    publisher: { '@type': 'NewsMediaOrganization', name: site.name, url: site.links.site },
    image: leadImage
      ? {
          '@type': 'ImageObject',
          url: leadImage.url,
          width: leadImage.width,
          height: leadImage.height,
          caption: leadImage.caption ?? leadImage.alt,
          creditText: leadImage.credit,
        }
      : undefined,
    contentLocation: article.location ? { '@type': 'Place', name: article.location } : undefined,
    correction: article.corrections.map(({ at, text }) => ({
      '@type': 'CorrectionComment',
      text,
      datePublished: at,
    })),
    isAccessibleForFree: true,
  };
}

/**
 * JSON that may stand inside a script element: nothing in it can end the element, open a comment, or be taken for
 * markup by whoever escapes the text around it once more.
 */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
