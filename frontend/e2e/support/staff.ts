import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { APIResponse, Page } from '@playwright/test';
import type { components } from '../../src/lib/api/schema.d.ts';
import { apiUrl, siteUrl } from './places.ts';

type Schemas = components['schemas'];
export type Member = Schemas['Member'];
type Invited = Schemas['Invited'];

/**
 * Where the browser of the first account is kept, signed in, for the tests that come after its own; and for those of the
 * next run on the same system, with `--no-deps`.
 */
export const administrator = fileURLToPath(new URL('../../.svelte-kit/administrator.json', import.meta.url));

/** A password that nobody else in these tests has. */
export const PASSWORD = 'four ferries at noon';

/** The link to the first account, as whoever starts the system is shown it. */
export function firstLink(): string {
  const log = process.env['SYSTEM_LOG'];
  if (!log)
    throw new Error('SYSTEM_LOG must name the file with what ./broadsheet run said, on data that has no account yet');
  const link = /http\S+\/studio\/welcome#\S+/.exec(readFileSync(log, 'utf8'))?.[0];
  if (!link) throw new Error(`${log} names no link to the first account: somebody has one already`);
  return link;
}

/** What an authenticator shows (RFC 6238). @param secret in Base32 */
export function codeOf(secret: string, at = Date.now()): string {
  const bits = [...secret.replaceAll(/[\s=]/g, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const hash = createHmac('sha1', key).update(step).digest();
  const from = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(from) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}

/** What the desk's own client would send: somebody's cookie, from the site's pages. */
export async function asks(
  page: Page,
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  data?: object,
): Promise<APIResponse> {
  const answer = await page.request.fetch(`${apiUrl}/v1/staff${path}`, {
    method,
    headers: { origin: siteUrl },
    ...(data && { data }),
  });
  if (!answer.ok()) throw new Error(`${method} ${path} answered ${answer.status()}: ${await answer.text()}`);
  return answer;
}

let invited = 0;

/** A new colleague, and the link by which they come in. @param page of an administrator */
export async function colleague(
  page: Page,
  name: string,
  roles = ['contributor'],
): Promise<{ member: Member; link: string }> {
  const email = `${name.split(' ')[0]?.toLowerCase()}-${process.pid}-${++invited}@news.example`;
  const answer = await asks(page, 'POST', '/members', { name, email, roles });
  const { member, link } = (await answer.json()) as Invited;
  return { member, link: link ?? '' };
}

/** Takes up an invitation in this browser. */
export async function comeIn(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('New password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
}

/** Gives whoever is signed in in this browser a second factor, which all need who may do more than write drafts. */
export async function secured(page: Page): Promise<void> {
  const { secret } = (await (await asks(page, 'POST', '/second-factor')).json()) as { secret: string };
  await asks(page, 'PUT', '/second-factor', { code: codeOf(secret) });
  await page.goto('/studio');
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
}
