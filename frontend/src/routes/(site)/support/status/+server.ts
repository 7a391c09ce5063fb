import { json } from '@sveltejs/kit';
import { idIn, PRIVATE, standingOf, tokenOf } from '#lib/server/standing.ts';
import type { RequestHandler } from './$types';

/** How a gift stands, for the script of its page: the token stays in the cookie. */
export const GET: RequestHandler = async ({ url, cookies }) => {
  const id = idIn(url);
  return json(await standingOf(id, tokenOf(cookies, id)), { headers: PRIVATE });
};
