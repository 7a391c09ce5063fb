import { describe, expect, test, vi } from 'vitest';
import { dress } from './headers.ts';

vi.mock('$app/env/public', () => ({ PUBLIC_API_URL: 'https://api.paper.example/base' }));
vi.mock('$app/env/private', () => ({ ORIGIN: 'https://paper.example', PAYMENT_ORIGIN: undefined }));

function dressed(status: number, headers: Record<string, string> = {}, route = '/(site)') {
  const response = new Response(null, { status, headers });
  dress(response, route);
  return response.headers;
}

describe('every answer', () => {
  test.each([200, 301, 404, 410, 500, 503])('carries_the_security_headers_with_status_%i', (status) => {
    const headers = dressed(status);

    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('strict-transport-security')).toContain('max-age=31536000');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('lets_a_form_lead_to_where_a_payer_approves_and_nowhere_else', () => {
    const policy = dressed(200, { 'content-security-policy': "form-action 'self'; base-uri 'none'" }).get(
      'content-security-policy',
    );

    expect(policy).toContain(
      "form-action 'self' https://www.paypal.com https://www.sandbox.paypal.com https://api.paper.example; base-uri",
    );
  });

  test('leaves_a_page_that_tells_its_address_to_nobody_its_word', () => {
    expect(dressed(200, { 'referrer-policy': 'same-origin' }).get('referrer-policy')).toBe('same-origin');
  });

  test('lets_a_page_load_pictures_and_records_from_the_api_and_nowhere_else', () => {
    const policy = dressed(200, { 'content-security-policy': "default-src 'none'; script-src 'self'" }).get(
      'content-security-policy',
    );

    expect(policy).toBe(
      "default-src 'none'; script-src 'self'; img-src 'self' https://api.paper.example; connect-src 'self' https://api.paper.example",
    );
  });
});

test.each([200, 500])(
  'a page of the desk is kept by nobody, found by nobody and names itself to nobody, with %i',
  (status) => {
    const headers = dressed(status, {}, '/studio/welcome');

    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toBe('noindex, nofollow');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(dressed(status).has('x-robots-tag')).toBe(false);
  },
);

describe('the gates of the editor and the frame of its preview', () => {
  const policy = "frame-ancestors 'none'; trusted-types svelte-trusted-html broadsheet-body";
  const of = (route: string) =>
    dressed(200, { 'content-security-policy': policy }, route).get('content-security-policy') ?? '';

  test('are_for_the_desk_alone', () => {
    expect(of('/studio/articles/[id]')).toContain(
      'trusted-types broadsheet-desk ProseMirrorClipboard svelte-trusted-html broadsheet-body',
    );
    expect(of('/studio/articles/[id]')).toContain("frame-src 'self'");
    expect(of('/studio')).toContain("frame-ancestors 'none'");
    for (const route of ['/(site)', '/(site)/articles/[slug]', '/(site)/preview/[token]']) {
      expect(of(route)).toContain('trusted-types svelte-trusted-html broadsheet-body');
      expect(of(route)).not.toContain('frame-src');
    }
  });

  test('let_a_preview_be_framed_by_this_site_alone_and_kept_by_nobody', () => {
    const headers = dressed(200, { 'content-security-policy': policy }, '/(site)/preview/[token]');

    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toBe('noindex, nofollow');
    expect(of('/(site)/articles/[slug]')).toContain("frame-ancestors 'none'");
  });
});

describe('the life of an answer in caches', () => {
  test.each([
    [200, /^public, max-age=1, stale-while-revalidate=1,/],
    [301, /^public, max-age=300$/],
    [404, /^public, max-age=1$/],
    [410, /^public, max-age=1$/],
    [400, /^no-store$/],
    [500, /^no-store$/],
    [503, /^no-store$/],
  ])('of_status_%i_is_%s', (status, expected) => {
    expect(dressed(status).get('cache-control')).toMatch(expected);
  });

  test('is_what_the_route_itself_decided_where_it_did', () => {
    expect(dressed(200, { 'cache-control': 'private' }).get('cache-control')).toBe('private');
  });

  test('tells_readers_of_a_503_when_to_come_back', () => {
    expect(dressed(503).get('retry-after')).toBe('10');
  });
});
