import type { ArticleCard } from '#lib/api/client.ts';

/** What a reader asks of the archive: all of it stands in the page's address. */
export type Question = {
  /** As typed, but for space around and between the words; empty before anything was asked. */
  q: string;
  section: string | null;
  /** All of them have to be there. */
  tags: string[];
  author: string | null;
  kind: ArticleCard['kind'] | null;
  publishedAfter: string | null;
  publishedBefore: string | null;
  order: 'relevance' | 'newest';
  cursor: string | null;
};

/** Reads the address. Whether its values make sense is for the API to say, which refuses what does not. */
export function questionOf(parameters: URLSearchParams): Question {
  const value = (name: string) => parameters.get(name)?.trim() || null;
  return {
    q: (value('q') ?? '').replace(/\s+/g, ' '),
    section: value('section'),
    tags: value('tag')?.split(',').filter(Boolean) ?? [],
    author: value('author'),
    kind: value('kind') as Question['kind'],
    publishedAfter: value('publishedAfter'),
    publishedBefore: value('publishedBefore'),
    order: (value('order') ?? 'relevance') as Question['order'],
    cursor: value('cursor'),
  };
}

/** The parameters that tell the question, of this page as of the API; what is as usual is left out. */
export function parametersOf({ q, tags, order, ...others }: Question) {
  const { section, author, kind, publishedAfter, publishedBefore, cursor } = others;
  return {
    q,
    ...(section && { section }),
    ...(tags.length > 0 && { tag: tags.join(',') }),
    ...(author && { author }),
    ...(kind && { kind }),
    ...(publishedAfter && { publishedAfter }),
    ...(publishedBefore && { publishedBefore }),
    ...(order !== 'relevance' && { order }),
    ...(cursor && { cursor }),
  };
}

/** The address of a question that differs from this one. Another question begins on its first page. */
export function addressOf(question: Question, but: Partial<Question> = {}): string {
  const asked = parametersOf({ ...question, cursor: null, ...but });
  return asked.q ? `/search?${new URLSearchParams(asked)}` : '/search';
}

/** The filters that keep a year of publication, in UTC as the API counts years. */
export const during = (year: number): Pick<Question, 'publishedAfter' | 'publishedBefore'> => ({
  publishedAfter: `${String(year - 1).padStart(4, '0')}-12-31T23:59:59.999Z`,
  publishedBefore: `${String(year + 1).padStart(4, '0')}-01-01T00:00:00Z`,
});

/** The year that the filters keep, or null when they keep anything else. */
export function yearOf({ publishedAfter, publishedBefore }: Question): number | null {
  const year = Number(publishedAfter?.slice(0, 4)) + 1;
  const whole = during(year);
  return whole.publishedAfter === publishedAfter && whole.publishedBefore === publishedBefore ? year : null;
}
