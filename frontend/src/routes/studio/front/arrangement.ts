import type { components } from '#lib/api/schema.d.ts';
import { storiesOf, type Story } from '../articles/stories.ts';
import { said, staff, type Problem } from '../staff.ts';

type Slot = components['schemas']['FrontSlot'];
/** A place of the front page. @property expiresAt when it empties itself; null for never */
export type Place = { story: Story; expiresAt: string | null };
/** The places in their order. @property etag of this arrangement, for `If-Match` */
export type Arrangement = { places: Place[]; etag: string };

/** What the API takes at most. */
export const MOST = 20;

const slotsOf = (places: Place[]): Slot[] => places.map(({ story, expiresAt }) => ({ articleId: story.id, expiresAt }));

/** Whether two arrangements say the same, to the minute that a field for a time shows. */
export function isSame(one: Place[], other: Place[]): boolean {
  return textOf(one) === textOf(other);
}

const textOf = (places: Place[]) => JSON.stringify(places.map((place) => [place.story.id, minuteOf(place.expiresAt)]));
const minuteOf = (instant: string | null) => instant && Math.floor(Date.parse(instant) / 60_000);

/** Whether it stands somewhere else in the other arrangement, or not at all, or for another time. */
export function isOwn(place: Place, at: number, other: Place[]): boolean {
  const theirs = other[at];
  return !theirs || !isSame([place], [theirs]);
}

/** A copy in which one place went up or down by so many. */
export function moved(places: Place[], at: number, by: number): Place[] {
  const to = at + by;
  const place = places[at];
  if (!place || to < 0 || to >= places.length) return places;
  const others = places.toSpliced(at, 1);
  return others.toSpliced(to, 0, place);
}

export type Standing = 'lead' | 'row' | 'latest' | 'no room' | 'hidden' | 'over';

/** How many readers see below the lead, and then at the head of the latest: as their page lays them out. */
const ROW = 3;
const LATEST = 8;

/** Where readers see each place: those that they cannot see take no room. */
export function standings(places: Place[], now: number): Standing[] {
  let seen = 0;
  return places.map(({ story, expiresAt }) => {
    if (expiresAt && Date.parse(expiresAt) <= now) return 'over';
    if (!story.isPublic) return 'hidden';
    const at = seen++;
    if (at === 0) return 'lead';
    if (at <= ROW) return 'row';
    return at <= ROW + LATEST ? 'latest' : 'no room';
  });
}

type Answer = { arrangement: Arrangement; problem: null } | { arrangement: null; problem: Problem };

/** The arrangement as the newsroom's server has it; null where it is still the one of this `ETag`. */
export async function arrangement(but?: string): Promise<Answer | null> {
  const call = staff.GET('/v1/editorial/front');
  const { data, problem } = await said(call);
  if (problem) return { arrangement: null, problem };
  const etag = (await call).response.headers.get('ETag') ?? '';
  return etag === but ? null : { arrangement: await whole(data?.slots ?? [], etag), problem: null };
}

/** Puts it before readers, where nobody else did meanwhile. */
export async function arrange(places: Place[], etag: string): Promise<Answer> {
  const params = { header: { 'If-Match': etag } };
  const call = staff.PUT('/v1/editorial/front', { params, body: { slots: slotsOf(places) } });
  const { problem } = await said(call);
  if (problem) return { arrangement: null, problem };
  return { arrangement: { places, etag: (await call).response.headers.get('ETag') ?? '' }, problem: null };
}

async function whole(slots: Slot[], etag: string): Promise<Arrangement> {
  const stories = await storiesOf(slots.map(({ articleId }) => articleId));
  const places = stories.map((story, i) => ({ story, expiresAt: slots[i]?.expiresAt ?? null }));
  return { places, etag };
}
