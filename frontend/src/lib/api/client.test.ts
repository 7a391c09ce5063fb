import { isHttpError } from '@sveltejs/kit';
import { describe, expect, test, vi } from 'vitest';
import { api, by, may, need } from './client.ts';

vi.mock('$app/env', () => ({ browser: true }));
vi.mock('$app/env/public', () => ({ PUBLIC_API_URL: 'https://api.paper.example' }));

const answering = (status: number, body: unknown) => () =>
  Promise.resolve(new Response(typeof body === 'string' ? body : JSON.stringify(body), { status }));
const problem = (status: number, detail: string | null = null) => ({
  type: 'https://paper.example/problems/x',
  title: 'A title',
  status,
  detail,
  instance: '/v1/articles/x',
  requestId: 'r-17',
  errors: [],
});
const ask = (fetch: typeof globalThis.fetch, patience?: number) =>
  api.GET('/v1/articles/{idOrSlug}', { params: { path: { idOrSlug: 'x' } }, ...by(fetch, patience) });

/** A fetch nobody answers, as a server does that hangs. */
const never: typeof globalThis.fetch = (request) =>
  new Promise((_, reject) => {
    const { signal } = request as Request;
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });

const thrownBy = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable('should have thrown'),
    (error: unknown) => error,
  );

describe('an answer the page needs', () => {
  test('is_handed_over', async () => {
    expect(await need(ask(answering(200, { slug: 'x' })))).toEqual({ slug: 'x' });
  });

  test.each([400, 404, 429, 500, 503])('makes_the_page_a_%i_when_the_api_says_so', async (status) => {
    const error = await thrownBy(need(ask(answering(status, problem(status)))));

    expect(isHttpError(error, status)).toBe(true);
  });

  test('brings_the_public_reason_of_a_withdrawal', async () => {
    const error = await thrownBy(need(ask(answering(410, problem(410, 'Withdrawn at the request of the coroner.')))));

    expect(error).toMatchObject({ status: 410, body: { reason: 'Withdrawn at the request of the coroner.' } });
  });

  test('keeps_the_detail_of_a_fault_from_readers_but_gives_them_the_request_id', async () => {
    const error = await thrownBy(need(ask(answering(500, problem(500, 'insides')))));

    expect(error).toMatchObject({ status: 500, body: { requestId: 'r-17' } });
    expect(JSON.stringify(error)).not.toContain('insides');
  });

  test.each([
    ['hangs', never],
    ['refuses_the_connection', () => Promise.reject(new TypeError('fetch failed'))],
    ['answers_with_half_a_document', answering(200, '{"slug":')],
    ['answers_as_some_proxy_would', answering(502, '<html>Bad gateway</html>')],
  ])('makes_the_page_a_503_when_the_api_%s', async (_, fetch) => {
    const error = await thrownBy(need(ask(fetch, 20)));

    expect(isHttpError(error, 503)).toBe(true);
  });
});

describe('an answer the page is merely better with', () => {
  test('is_handed_over', async () => {
    expect(await may(ask(answering(200, { slug: 'x' })))).toEqual({ slug: 'x' });
  });

  test.each([
    ['refused', answering(500, problem(500))],
    ['late', never],
    ['broken', answering(200, '{')],
  ])('is_null_when_it_is_%s', async (_, fetch) => {
    expect(await may(ask(fetch, 20))).toBeNull();
  });
});
