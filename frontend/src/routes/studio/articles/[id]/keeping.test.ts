// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Draft, Words } from '../draft.ts';
import { Keeping } from './keeping.svelte.ts';

const put = vi.hoisted(() => vi.fn());
const post = vi.hoisted(() => vi.fn());
vi.mock('../../staff.ts', () => ({
  staff: { PUT: put, POST: post },
  said: (answer: Promise<unknown>) => answer,
}));

const words = (body: string, headline = 'The ferry'): Words => ({
  kind: 'article',
  language: 'en',
  slug: '',
  headline,
  kicker: null,
  standfirst: null,
  trailText: null,
  body,
  section: null,
  authors: [],
  tags: [],
  leadImageId: null,
  location: null,
  rights: null,
  translationGroup: null,
});
const draft = (version: number, body: string, more: Partial<Draft> = {}): Draft =>
  ({ id: 'a', version, revision: version, text: words(body), acts: ['edit'], live: null, ...more }) as Draft;
const problem = (status: number, current?: Draft) => ({
  problem: { type: 't', status, detail: '', errors: [], current },
});
const saved = (answer: Draft) => ({ data: answer, problem: null });

const bodies = () => put.mock.calls.map(([, { body }]) => (body as { body: string }).body);
const matches = () =>
  put.mock.calls.map(([, { params }]) => (params as { header: Record<string, string> }).header['If-Match']);

function typed(keeping: Keeping, body: string) {
  keeping.words.body = body;
  keeping.look();
}

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  put.mockReset();
  post.mockReset();
});
afterEach(() => vi.useRealTimers());

test('saves_by_itself_two_seconds_after_the_last_word_and_once', async () => {
  put.mockResolvedValue(saved(draft(2, '<p>ab</p>')));
  const keeping = new Keeping(draft(1, '<p>a</p>'), 'mei');

  typed(keeping, '<p>a b</p>');
  await vi.advanceTimersByTimeAsync(1500);
  typed(keeping, '<p>ab</p>');
  await vi.advanceTimersByTimeAsync(1900);
  expect(put).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(200);

  expect(bodies()).toEqual(['<p>ab</p>']);
  expect(matches()).toEqual(['"1"']);
  expect(keeping.place).toBe('saved');
  expect(localStorage.length).toBe(0);
});

test('saves_now_and_then_while_somebody_types_without_a_pause', async () => {
  put.mockImplementation((_, { body }: { body: { body: string } }) => Promise.resolve(saved(draft(2, body.body))));
  const keeping = new Keeping(draft(1, ''), 'mei');

  for (let i = 0; i < 25; i++) {
    typed(keeping, `<p>${'x'.repeat(i + 1)}</p>`);
    await vi.advanceTimersByTimeAsync(1000);
  }

  expect(put).toHaveBeenCalledOnce();
});

test('what_is_typed_lies_in_the_browser_at_once_and_comes_back_with_the_page', () => {
  typed(new Keeping(draft(1, '<p>a</p>'), 'mei'), '<p>ab</p>');

  const again = new Keeping(draft(1, '<p>a</p>'), 'mei');
  const colleague = new Keeping(draft(1, '<p>a</p>'), 'theo');

  expect(again.words.body).toBe('<p>ab</p>');
  expect(again.foundAt).not.toBeNull();
  expect(again.place).toBe('typed');
  expect(colleague.words.body).toBe('<p>a</p>');
});

test('a_server_that_is_away_is_asked_again_until_it_has_everything', async () => {
  put.mockResolvedValueOnce(problem(0)).mockResolvedValueOnce(problem(503));
  put.mockResolvedValue(saved(draft(2, '<p>abc</p>')));
  const keeping = new Keeping(draft(1, '<p>a</p>'), 'mei');

  typed(keeping, '<p>ab</p>');
  await vi.advanceTimersByTimeAsync(2100);
  expect(keeping.place).toBe('away');
  typed(keeping, '<p>abc</p>');
  expect(localStorage.getItem('broadsheet-desk:mei:a')).toContain('abc');
  await vi.advanceTimersByTimeAsync(10_000);

  expect(bodies()).toEqual(['<p>ab</p>', '<p>abc</p>', '<p>abc</p>']);
  expect(keeping.place).toBe('saved');
});

test('an_own_save_whose_answer_was_lost_is_no_collision', async () => {
  put.mockResolvedValue(problem(412, draft(2, '<p>a&amp;b</p>')));
  const keeping = new Keeping(draft(1, '<p>a</p>'), 'mei');

  typed(keeping, '<p>a&amp;b</p>');
  await vi.advanceTimersByTimeAsync(2100);

  expect(keeping.place).toBe('saved');
  expect(keeping.draft.version).toBe(2);
});

test('a_step_that_changed_no_word_is_no_collision', async () => {
  put.mockResolvedValueOnce(problem(412, draft(2, '<p>a</p>', { state: 'approved' })));
  put.mockResolvedValueOnce(saved(draft(3, '<p>ab</p>')));
  const keeping = new Keeping(draft(1, '<p>a</p>'), 'mei');

  typed(keeping, '<p>ab</p>');
  await vi.advanceTimersByTimeAsync(2100);

  expect(matches()).toEqual(['"1"', '"2"']);
  expect(keeping.place).toBe('saved');
});

describe('two who wrote at once', () => {
  async function collided() {
    put.mockResolvedValueOnce(problem(412, draft(5, '<p>theirs</p>')));
    const keeping = new Keeping(draft(1, '<p>a</p>'), 'mei');
    typed(keeping, '<p>mine</p>');
    await vi.advanceTimersByTimeAsync(2100);
    return keeping;
  }

  test('are_both_shown_and_nothing_is_sent_before_one_is_chosen', async () => {
    const keeping = await collided();
    typed(keeping, '<p>mine too</p>');
    await vi.advanceTimersByTimeAsync(60_000);

    expect(put).toHaveBeenCalledOnce();
    expect(keeping.place).toBe('collided');
    expect(keeping.theirs?.text.body).toBe('<p>theirs</p>');
    expect(new Keeping(draft(5, '<p>theirs</p>'), 'mei').place).toBe('collided');
  });

  test('mine_goes_onto_theirs', async () => {
    const keeping = await collided();
    put.mockResolvedValueOnce(saved(draft(6, '<p>mine</p>')));

    expect(await keeping.takeMine()).toBe(true);

    expect(matches()).toEqual(['"1"', '"5"']);
    expect(keeping.words.body).toBe('<p>mine</p>');
    expect(keeping.place).toBe('saved');
  });

  test('theirs_is_kept_with_mine_among_the_revisions', async () => {
    const keeping = await collided();
    put.mockResolvedValueOnce(saved(draft(6, '<p>mine</p>')));
    post.mockResolvedValueOnce(saved(draft(7, '<p>theirs</p>')));

    expect(await keeping.keepTheirs()).toBe(true);

    expect(bodies().at(-1)).toBe('<p>mine</p>');
    expect(post.mock.calls[0]?.[1]).toMatchObject({ params: { path: { number: '5' }, header: { 'If-Match': '"6"' } } });
    expect(keeping.words.body).toBe('<p>theirs</p>');
    expect(localStorage.length).toBe(0);
  });
});

test('what_the_server_refuses_is_kept_and_not_sent_again_before_it_is_changed', async () => {
  put.mockResolvedValue(problem(400));
  const keeping = new Keeping(draft(1, '<p>a</p>'), 'mei');

  typed(keeping, '<p>ab</p>');
  await vi.advanceTimersByTimeAsync(60_000);

  expect(put).toHaveBeenCalledOnce();
  expect(keeping.place).toBe('refused');
  expect(localStorage.length).toBe(1);
  typed(keeping, '<p>a</p>');
  expect(keeping.place).toBe('saved');
});

test('whoever_is_signed_out_keeps_the_text_and_sends_it_when_back', async () => {
  put.mockResolvedValueOnce(problem(401)).mockResolvedValueOnce(saved(draft(2, '<p>ab</p>')));
  const keeping = new Keeping(draft(1, '<p>a</p>'), 'mei');

  typed(keeping, '<p>ab</p>');
  await vi.advanceTimersByTimeAsync(2100);
  expect(keeping.place).toBe('signed out');

  expect(await keeping.save()).toBe(true);
});
