import { api, may } from '#lib/api/client.ts';
import { said, staff } from '../staff.ts';
import type { DraftCard } from './draft.ts';

/** A story as the desk names it where it is put somewhere. @property isPublic whether readers can read it now */
export type Story = { id: string; headline: string; language: string; section: string; isPublic: boolean };

const OFFERED = 8;
/** So many the API takes at once. */
const AT_ONCE = 100;

const isPublic = ({ state, publishedAt }: Pick<DraftCard, 'state' | 'publishedAt'>) =>
  publishedAt !== null && state !== 'withdrawn';

/** Published stories with these words, or beginnings of them; with none, those that were changed last. */
export async function published(words: string): Promise<Story[]> {
  const q = words.trim();
  const query = { whose: 'all', state: 'published', limit: OFFERED, ...(q && { q }) } as const;
  const { data } = await said(staff.GET('/v1/editorial/articles', { params: { query } }));
  return (data?.items ?? []).map((card) => ({
    id: card.id,
    headline: card.headline,
    language: card.language,
    section: card.section?.name ?? '',
    isPublic: isPublic(card),
  }));
}

/** The stories of these ids, in their order; what readers cannot read now is asked for one by one. */
export async function storiesOf(ids: string[]): Promise<Story[]> {
  if (ids.length === 0) return [];
  const query = { ids: ids.slice(0, AT_ONCE).join(), limit: AT_ONCE, fields: 'id,headline,language,section' };
  const shown = await may(api.GET('/v1/articles', { params: { query } }));
  const found = new Map<string, Story>();
  for (const { id, headline, language, section } of shown?.items ?? []) {
    found.set(id, { id, headline, language, section: section?.name ?? '', isPublic: true });
  }
  return Promise.all(ids.map((id) => found.get(id) ?? storyOf(id)));
}

async function storyOf(id: string): Promise<Story> {
  const { data } = await said(staff.GET('/v1/editorial/articles/{id}', { params: { path: { id } } }));
  return {
    id,
    headline: data?.text.headline ?? `…${id.slice(-8)}`,
    language: data?.text.language ?? 'en',
    section: data?.text.section?.name ?? '',
    isPublic: Boolean(data?.live && !data.live.withdrawnReason),
  };
}
