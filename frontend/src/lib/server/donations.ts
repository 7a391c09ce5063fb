import { API_URL } from '$app/env/private';
import { PUBLIC_API_URL } from '$app/env/public';
import createClient from 'openapi-fetch';
import type { NewDonation } from '#lib/api/donations.ts';
import type { paths } from '#lib/api/schema.d.ts';

const client = createClient<paths>({ baseUrl: API_URL ?? PUBLIC_API_URL, redirect: 'manual' });

const PATIENCE_MS = 5000;
const SHORT_PATIENCE_MS = 1500;
/** PayPal is asked while the donor waits. */
const LONG_PATIENCE_MS = 15_000;

const within = (milliseconds: number) => ({ signal: AbortSignal.timeout(milliseconds) });
const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

/** What readers can give, and how. @param campaign slug of what it is for; null for the paper itself */
export const offered = (campaign: string | null) =>
  client.GET('/v1/support', { params: { query: campaign ? { campaign } : {} }, ...within(PATIENCE_MS) });

/** The latest supporters who agreed to be named. */
export const supporters = (limit: number) =>
  client.GET('/v1/support/supporters', { params: { query: { limit } }, ...within(SHORT_PATIENCE_MS) });

/**
 * A new gift, or under the same key the one there is.
 * @param from the donor's address: the API counts attempts by donor, and all of them come through this server
 */
export const create = (body: NewDonation, key: string, from: string | null) =>
  client.POST('/v1/donations', {
    params: { header: { 'Idempotency-Key': key } },
    headers: from === null ? {} : { 'X-Forwarded-For': from },
    body,
    ...within(LONG_PATIENCE_MS),
  });

export const read = (id: string, token: string) =>
  client.GET('/v1/donations/{id}', { params: { path: { id } }, headers: bearer(token), ...within(PATIENCE_MS) });

/** Ends a gift that comes back, or one that was not paid. */
export const cancel = (id: string, token: string) =>
  client.POST('/v1/donations/{id}/cancel', {
    params: { path: { id } },
    headers: bearer(token),
    ...within(LONG_PATIENCE_MS),
  });
