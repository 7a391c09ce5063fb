import type { components } from '../../src/lib/api/schema.d.ts';
import { apiUrl } from './places.ts';

type Schemas = components['schemas'];
export type Article = Schemas['Article'];
export type Card = Schemas['ArticleCard'];
export type Popular = Schemas['PopularStory'];
export type PopularList = Schemas['PopularList'];
export type Related = Schemas['RelatedStory'];
export type Results = Schemas['SearchResults'];
export type Section = Schemas['Section'];
export type Site = Schemas['Site'];
export type Weather = Schemas['Weather'];
export type Problem = Schemas['Problem'];
export type List<T> = { items: T[]; page: { next: string | null } };

/** What the API says at a path below /v1. */
export async function told<T>(path: string): Promise<T> {
  const response = await fetch(`${apiUrl}/v1${path}`);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as T;
}

/** Every item of a list, page after page. */
export async function toldAll<T>(path: string): Promise<T[]> {
  const whole: T[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const list: List<T> = await told<List<T>>(
      `${path}${path.includes('?') ? '&' : '?'}limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    whole.push(...list.items);
    cursor = list.page.next;
  }
  return whole;
}
