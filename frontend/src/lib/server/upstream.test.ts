import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Got } from './transport.ts';

vi.mock('$app/env/public', () => ({ PUBLIC_API_URL: 'https://api.paper.example' }));
vi.mock('$app/env/private', () => ({ API_URL: 'http://10.0.0.7:8080' }));
vi.mock('./transport.ts', () => ({
  getText: (url: string, _: unknown, milliseconds: number) => {
    asked.push(url);
    patience.push(milliseconds);
    return answers.shift() ?? Promise.reject(new Error('connection refused'));
  },
}));

let asked: string[];
let patience: number[];
let answers: Promise<Got>[];
let upstream: typeof import('./upstream.ts');

const json = (body: unknown, status = 200): Promise<Got> =>
  Promise.resolve({ status, headers: { 'cache-control': 'public, max-age=60' }, body: JSON.stringify(body) });
const movedTo = (location: string): Promise<Got> => Promise.resolve({ status: 301, headers: { location }, body: '' });
const ask = (path: string) => upstream.fromApi(new Request(`https://api.paper.example${path}`));
const told = (path: string) => ask(path).then((response) => response.json());

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  asked = [];
  patience = [];
  answers = [];
  upstream = await import('./upstream.ts');
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a request to the api', () => {
  test('takes_the_servers_own_way', async () => {
    answers = [json({})];

    await ask('/v1/articles?limit=2');

    expect(asked).toEqual(['http://10.0.0.7:8080/v1/articles?limit=2']);
  });

  test.each([
    ['https://api.paper.example/v1/articles?limit=2', true],
    ['https://api.paper.example.evil.example/v1/articles', false],
    ['https://paper.example/', false],
  ])('is_told_from_others: %s', (url, expected) => {
    expect(upstream.isForApi(new Request(url))).toBe(expected);
  });

  test.each([
    ['/v1/articles/a-headline', 5000],
    ['/v1/search?q=tide', 5000],
    ['/v1/tags/tide', 5000],
    ['/v1/tags?limit=14', 1500],
    ['/v1/articles/a-headline/related?limit=5', 1500],
    ['/v1/articles/popular?limit=6', 1500],
    ['/v1/articles/popular?window=7d&limit=6', 5000],
    ['/v1/articles/popular-songs', 5000],
  ])('is_given_time_by_how_much_the_page_needs_it: %s', async (path, milliseconds) => {
    answers = [json({})];

    await ask(path);

    expect(patience).toEqual([milliseconds]);
  });

  test.each([
    ['/v1/articles/popular?limit=6&fields=basis', { basis: 'readers', items: [] }],
    ['/v1/articles/popular?window=1h&limit=6', { basis: 'readers', computedAt: '2026-11-25T05:00:03.692Z', items: [] }],
  ])('leaves_out_when_a_list_was_made_where_no_page_tells_it: %s', async (path, expected) => {
    answers = [json({ basis: 'readers', computedAt: '2026-11-25T05:00:03.692Z', items: [] })];

    expect(await told(path)).toEqual(expected);
  });

  test('brings_the_status_and_the_body_of_a_problem_as_they_are', async () => {
    answers = [json({ status: 410, detail: 'Withdrawn.' }, 410)];

    const response = await ask('/v1/articles/gone');

    expect(response.status).toBe(410);
    expect(await response.json()).toEqual({ status: 410, detail: 'Withdrawn.' });
  });

  test.each(['https://api.paper.example/v1/articles/new', '/v1/articles/new'])(
    'follows_a_redirect_to_%s',
    async (location) => {
      answers = [movedTo(location), json({ slug: 'new' })];

      expect(await told('/v1/articles/old')).toEqual({ slug: 'new' });
      expect(asked[1]).toBe('http://10.0.0.7:8080/v1/articles/new');
    },
  );

  test.each([
    'http://169.254.169.254/latest/meta-data',
    'https://api.paper.example.evil.example/',
    'https://api.paper.example@evil.example/',
    '//evil.example/',
    'file:///etc/passwd',
  ])('never_follows_a_redirect_to_%s', async (location) => {
    answers = [movedTo(location)];

    expect((await ask('/v1/articles/old')).status).toBe(301);
    expect(asked).toHaveLength(1);
  });

  test('does_not_run_in_circles', async () => {
    answers = Array.from({ length: 20 }, () => movedTo('/v1/articles/old'));

    expect((await ask('/v1/articles/old')).status).toBe(301);
    expect(asked.length).toBeLessThan(6);
  });
});

describe('masthead matters', () => {
  test('are_fetched_once_for_many_readers', async () => {
    answers = [json({ language: 'pt-PT' })];

    const all = await Promise.all([told('/v1/site'), told('/v1/site'), told('/v1/site')]);

    expect(all).toEqual([{ language: 'pt-PT' }, { language: 'pt-PT' }, { language: 'pt-PT' }]);
    expect(asked).toHaveLength(1);
    expect(upstream.siteLanguage()).toBe('pt-PT');
  });

  test('are_renewed_behind_the_readers_back', async () => {
    answers = [json({ today: 'Monday' }), json({ today: 'Tuesday' })];
    await ask('/v1/site');

    vi.advanceTimersByTime(11_000);
    const stale = await told('/v1/site');
    await vi.advanceTimersByTimeAsync(1);

    expect(stale).toEqual({ today: 'Monday' });
    expect(await told('/v1/site')).toEqual({ today: 'Tuesday' });
  });

  test('outlive_the_api_for_an_hour_and_no_longer', async () => {
    answers = [json({ name: 'The Paper' })];
    await ask('/v1/site');

    await vi.advanceTimersByTimeAsync(3_590_000);
    expect(await told('/v1/site')).toEqual({ name: 'The Paper' });

    await vi.advanceTimersByTimeAsync(20_000);
    await expect(ask('/v1/site')).rejects.toThrow('connection refused');
  });

  test('are_not_replaced_by_an_error', async () => {
    answers = [json({ name: 'The Paper' }), json({ status: 500 }, 500)];
    await ask('/v1/site');

    await vi.advanceTimersByTimeAsync(11_000);
    await ask('/v1/site');
    await vi.advanceTimersByTimeAsync(1);

    expect(await told('/v1/site')).toEqual({ name: 'The Paper' });
  });

  test('keep_nobody_waiting_again_right_after_they_failed', async () => {
    answers = [json({ status: 500 }, 500), json({ name: 'The Paper' })];

    await expect(ask('/v1/site')).rejects.toThrow('answered 500');
    await expect(ask('/v1/site')).rejects.toThrow('failed a moment ago');
    expect(asked).toHaveLength(1);

    await vi.advanceTimersByTimeAsync(2001);
    expect(await told('/v1/site')).toEqual({ name: 'The Paper' });
  });

  test('tell_of_gifts_how_to_give_and_not_how_much_was_given', async () => {
    answers = [json({ enabled: true, currencies: [], campaign: { raised: { amount: '12.50', currency: 'EUR' } } })];

    const first = await told('/v1/support');

    expect(first).toEqual({ enabled: true, currencies: [], campaign: null });
    expect(await told('/v1/support')).toEqual(first);
  });

  test('tell_of_no_gifts_where_the_api_knows_none', async () => {
    answers = [json({ status: 404 }, 404)];

    expect(await told('/v1/support')).toEqual({ enabled: false });
  });

  test('leave_the_language_alone_when_it_is_not_one', async () => {
    answers = [json({ language: '"><script>' })];

    await ask('/v1/site');

    expect(upstream.siteLanguage()).toBe('en');
  });
});
