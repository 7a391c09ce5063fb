// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';
import { layOutFront } from '../../(site)/layOutFront.ts';
import type { Story } from '../articles/stories.ts';
import { isOwn, isSame, moved, standings, type Arrangement, type Place } from './arrangement.ts';
import { Arranging } from './arranging.svelte.ts';

const get = vi.hoisted(() => vi.fn());
const put = vi.hoisted(() => vi.fn());
vi.mock('../staff.ts', () => ({
  staff: { GET: get, PUT: put },
  said: async (answer: Promise<{ data?: unknown; error?: unknown }>) => {
    const { data, error } = await answer;
    return error ? { data: undefined, problem: error } : { data, problem: null };
  },
}));
vi.mock('../articles/stories.ts', () => ({ storiesOf: (ids: string[]) => Promise.resolve(ids.map(story)) }));

function story(id: string): Story {
  return { id, headline: id, language: 'en', section: '', isPublic: true };
}
const place = (id: string, expiresAt: string | null = null): Place => ({ story: story(id), expiresAt });
const begun = (etag: string, ...ids: string[]): Arrangement => ({ etag, places: ids.map((id) => place(id)) });
const server = (etag: string, ...ids: string[]) =>
  Promise.resolve({
    data: { slots: ids.map((articleId) => ({ articleId, expiresAt: null })) },
    response: new Response(null, { headers: { ETag: etag } }),
  });
const late = () => Promise.resolve({ error: { type: 't', status: 412, detail: '', errors: [] } });
const idsOf = (places: Place[]) => places.map((one) => one.story.id).join(' ');
const sent = () =>
  put.mock.calls.map(([, { params, body }]) => {
    const { header } = params as { header: Record<string, string> };
    return [
      header['If-Match'],
      (body as { slots: { articleId: string }[] }).slots.map((slot) => slot.articleId).join(' '),
    ];
  });

beforeEach(() => {
  localStorage.clear();
  get.mockReset();
  put.mockReset();
});

test('what_is_arranged_goes_before_readers_in_its_order_with_the_version_it_was_made_from', async () => {
  put.mockReturnValue(server('"2"'));
  const arranging = new Arranging(begun('"1"', 'a', 'b'), 'mei');

  arranging.put(story('c'));
  arranging.move(2, -2);
  arranging.drop(2);
  expect(arranging.isDirty).toBe(true);
  await arranging.save();

  expect(sent()).toEqual([['"1"', 'c a']]);
  expect(arranging.isDirty).toBe(false);
  expect(arranging.base.etag).toBe('"2"');
});

test('a_colleague_who_was_quicker_is_shown_and_nothing_is_lost', async () => {
  put.mockReturnValueOnce(late()).mockReturnValueOnce(server('"3"'));
  get.mockReturnValue(server('"2"', 'a', 'theirs'));
  const arranging = new Arranging(begun('"1"', 'a'), 'mei');

  arranging.put(story('mine'));
  await arranging.save();
  expect(idsOf(arranging.theirs?.places ?? [])).toBe('a theirs');
  expect(idsOf(arranging.places)).toBe('a mine');
  await arranging.insist();

  expect(sent().at(-1)).toEqual(['"2"', 'a mine']);
  expect(arranging.theirs).toBeNull();
});

test('who_goes_on_with_a_colleague’s_can_have_the_own_one_back', async () => {
  put.mockReturnValue(late());
  get.mockReturnValue(server('"2"', 'theirs'));
  const arranging = new Arranging(begun('"1"'), 'mei');
  arranging.put(story('mine'));
  await arranging.save();

  arranging.yield();
  expect(idsOf(arranging.places)).toBe('theirs');
  arranging.recall();

  expect(idsOf(arranging.places)).toBe('mine');
  expect(arranging.isDirty).toBe(true);
});

test('what_a_colleague_arranged_is_shown_at_once_where_nothing_was_done_here', async () => {
  get.mockReturnValue(server('"2"', 'b'));
  const arranging = new Arranging(begun('"1"', 'a'), 'mei');

  await arranging.look();

  expect(idsOf(arranging.places)).toBe('b');
  expect(arranging.theirs).toBeNull();
});

test('two_who_arranged_the_same_do_not_collide', async () => {
  get.mockReturnValue(server('"2"', 'a', 'b'));
  const arranging = new Arranging(begun('"1"', 'a'), 'mei');

  arranging.put(story('b'));
  await arranging.look();

  expect(arranging.theirs).toBeNull();
  expect(arranging.isDirty).toBe(false);
});

test('a_tab_that_was_closed_loses_nothing_and_is_no_colleague’s_business', () => {
  new Arranging(begun('"1"', 'a'), 'mei').put(story('b'));

  expect(idsOf(new Arranging(begun('"1"', 'a'), 'mei').places)).toBe('a b');
  expect(new Arranging(begun('"2"', 'c'), 'mei').theirs?.etag).toBe('"2"');
  expect(idsOf(new Arranging(begun('"1"', 'a'), 'ada').places)).toBe('a');
});

test.each(['', '{', '{"places":[{}],"etag":"1"}', '{"places":1,"etag":"1"}', 'null'])(
  'what_lies_there_and_is_no_arrangement_is_left_alone: %s',
  (text) => {
    localStorage.setItem('broadsheet-desk:mei:front', text);

    expect(idsOf(new Arranging(begun('"1"', 'a'), 'mei').places)).toBe('a');
  },
);

test('what_the_server_refuses_stays_and_is_said', async () => {
  put.mockResolvedValue({ error: { type: 't', status: 409, detail: 'It was never public.', errors: [] } });
  const arranging = new Arranging(begun('"1"'), 'mei');

  arranging.put(story('a'));
  await arranging.save();

  expect(arranging.problem?.detail).toBe('It was never public.');
  expect(idsOf(arranging.places)).toBe('a');
});

test('nothing_moves_beyond_the_ends', () => {
  const places = ['a', 'b', 'c'].map((id) => place(id));

  expect(idsOf(moved(places, 0, -1))).toBe('a b c');
  expect(idsOf(moved(places, 2, 1))).toBe('a b c');
  expect(idsOf(moved(places, 0, 2))).toBe('b c a');
  expect(idsOf(moved(places, 7, 1))).toBe('a b c');
});

test('an_end_is_the_same_to_the_minute', () => {
  expect(isSame([place('a', '2026-11-26T10:00:00Z')], [place('a', '2026-11-26T10:00:30.5Z')])).toBe(true);
  expect(isSame([place('a', '2026-11-26T10:00:00Z')], [place('a')])).toBe(false);
  expect(isOwn(place('a'), 0, [place('b'), place('a')])).toBe(true);
  expect(isOwn(place('a'), 1, [place('b'), place('a')])).toBe(false);
});

test('says_where_readers_see_each_place_as_their_page_lays_it_out', () => {
  const places = Array.from({ length: 14 }, (_, i) => place(`s${i}`));
  const cards = places.map((one) => ({ slug: one.story.id, leadImage: null })) as never[];
  const { lead, secondary, latest } = layOutFront({ newest: [], chosen: cards, shelves: [] });

  const standing = standings(places, 0);

  const seenAs = (what: string) => places.filter((_, i) => standing[i] === what).map((one) => one.story.id);
  expect(seenAs('lead')).toEqual([lead?.slug]);
  expect(seenAs('row')).toEqual(secondary.map(({ slug }) => slug));
  expect(seenAs('latest')).toEqual(latest.map(({ slug }) => slug));
  expect(seenAs('no room')).toEqual(['s12', 's13']);
});

test('what_readers_cannot_see_takes_no_room', () => {
  const hidden: Place = { story: { ...story('b'), isPublic: false }, expiresAt: null };
  const now = Date.parse('2026-11-26T10:00:00Z');

  expect(standings([place('a', '2026-11-26T09:59:00Z'), hidden, place('c', '2026-11-26T10:01:00Z')], now)).toEqual([
    'over',
    'hidden',
    'lead',
  ]);
});
