import { ORIGIN } from '$app/env/private';
import { error, type RequestEvent } from '@sveltejs/kit';
import type { Standing } from '#lib/support/standing.ts';
import { approval } from './approval.ts';
import { read } from './donations.ts';

type Cookies = RequestEvent['cookies'];

const DAY_S = 86_400;
const ID = /^[A-Za-z0-9_-]{1,64}$/;
const TOKEN = /^[\w.~+/=-]{8,512}$/;

/**
 * What a page about one gift must carry: it is nobody else's, and its address goes to no other site. Not `no-referrer`: a
 * page keeps that when the browser turns to the next without asking the server, and a form sent from there does not say
 * that it is our own, and is refused.
 */
export const PRIVATE = { 'cache-control': 'private, no-store', 'referrer-policy': 'same-origin' };

/** One cookie for each gift, so that two tabs do not take each other's. */
const nameOf = (id: string) => `donation-${id}`;

/** The gift an address names; a page about none is not there. */
export function idIn(url: URL): string {
  const id = url.searchParams.get('donation') ?? '';
  if (!ID.test(id)) error(404, 'No such gift');
  return id;
}

/** Lets this browser, and no script in it, see the gift for a day. */
export function remember(cookies: Cookies, id: string, token: string): void {
  cookies.set(nameOf(id), token, {
    path: '/support',
    httpOnly: true,
    sameSite: 'lax',
    secure: ORIGIN.startsWith('https:'),
    maxAge: DAY_S,
  });
}

export const tokenOf = (cookies: Cookies, id: string): string | null => cookies.get(nameOf(id)) ?? null;

/** How the gift stands. That nobody answers says nothing about the gift. */
export async function standingOf(id: string, token: string | null): Promise<Standing> {
  if (!token || !TOKEN.test(token)) return { known: 'not-here' };
  const answer = await read(id, token).catch(() => null);
  if (answer?.data) {
    const { next, ...donation } = answer.data;
    return { known: 'yes', donation: { ...donation, next: { ...next, url: approval(next.url) } } };
  }
  return { known: [400, 401, 404].includes(answer?.response.status ?? 0) ? 'not-here' : 'not-now' };
}
