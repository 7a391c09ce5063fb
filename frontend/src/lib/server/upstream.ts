import { API_URL } from '$app/env/private';
import { PUBLIC_API_URL } from '$app/env/public';
import { getText, type Got } from './transport.ts';

/** Masthead matters, alike on every page: fetched once in a while, not once a request. */
const KEPT = new Set(['/v1/site', '/v1/weather', '/v1/sections', '/v1/support']);
const LONGEST_FRESH_MS = 10_000;
const LONGEST_STALE_MS = 3_600_000;
/** The most popular beside something else: their own page names a window. */
const POPULAR = /^\/v1\/articles\/popular\?(?!.*\bwindow=)/;
/** What a page is whole without. */
const EXTRA = /^\/v1\/(tags|articles\/[^/]+\/related)$/;
/** A page waits this long for what it is about, and hardly at all for what stands on every page or beside a story. */
const PATIENCE_MS = 5000;
const SHORT_PATIENCE_MS = 1500;
/** After a failure nobody asks, and nobody waits, for as long as this. */
const REST_MS = 2000;
const MOST_REDIRECTS = 3;

type Copy = Got & { fetchedAt: number; freshMs: number };

const copies = new Map<string, Copy>();
const underway = new Map<string, Promise<Got>>();
const restingUntil = new Map<string, number>();
let language = 'en';

/** Whether a load function's request is for the API. */
export const isForApi = (request: Request) => request.method === 'GET' && request.url.startsWith(`${PUBLIC_API_URL}/`);

/** The language of the page around the stories; the API's word once it has spoken. */
export const siteLanguage = () => language;

/**
 * Answers a load function's request to the API, by the server's own way to it, within a set time or not at all.
 * Masthead matters come from memory: after a few seconds they are renewed behind the reader's back, and while
 * the API is down the last good copy serves for an hour, so that pages keep their nameplate.
 */
export async function fromApi(request: Request): Promise<Response> {
  const path = request.url.slice(PUBLIC_API_URL.length);
  const [pathname = path] = path.split('?', 1);
  if (KEPT.has(pathname)) return new Ready(await kept(path));
  const isPopular = POPULAR.test(path);
  const got = await follow(path, isPopular || EXTRA.test(pathname) ? SHORT_PATIENCE_MS : PATIENCE_MS);
  // When the list was made would cost a page its ETag each half minute, where nothing has changed.
  return new Ready(isPopular ? { ...got, body: got.body.replace(/"computedAt":"[^"]*",/, '') } : got);
}

async function kept(path: string): Promise<Got> {
  const copy = copies.get(path);
  const age = copy ? Date.now() - copy.fetchedAt : Infinity;
  const isResting = Date.now() < (restingUntil.get(path) ?? 0);
  if (copy && age <= LONGEST_STALE_MS) {
    if (age > copy.freshMs && !isResting) renew(path).catch(() => undefined);
    return copy;
  }
  if (isResting) throw new Error(`${path} failed a moment ago`);
  return renew(path);
}

function renew(path: string): Promise<Got> {
  const pending = underway.get(path);
  if (pending) return pending;
  const fetching = follow(path, SHORT_PATIENCE_MS)
    .then((got) => keep(path, path === '/v1/support' ? toGive(got) : got))
    .catch((error: unknown) => {
      restingUntil.set(path, Date.now() + REST_MS);
      throw error;
    })
    .finally(() => underway.delete(path));
  underway.set(path, fetching);
  return fetching;
}

function keep(path: string, got: Got): Got {
  if (got.status !== 200) throw new Error(`${path} answered ${got.status}`);
  const maxAge = /max-age=(\d+)/.exec(got.headers['cache-control'] ?? '')?.[1] ?? 0;
  const freshMs = Math.min(Number(maxAge) * 1000, LONGEST_FRESH_MS);
  if (path === '/v1/site') language = languageOf(got.body);
  copies.set(path, { ...got, fetchedAt: Date.now(), freshMs });
  return got;
}

/**
 * How to give, without how much was given: in every page each gift would be a change, and cost the page its ETag. An API
 * that knows nothing of gifts is like one that takes none.
 */
function toGive(got: Got): Got {
  if (got.status === 404) return { status: 200, headers: { 'cache-control': 'max-age=60' }, body: '{"enabled":false}' };
  if (got.status !== 200) return got;
  const offer: unknown = JSON.parse(got.body);
  return { ...got, body: JSON.stringify(offer && typeof offer === 'object' ? { ...offer, campaign: null } : offer) };
}

function languageOf(body: string): string {
  const site: unknown = JSON.parse(body);
  const named = site && typeof site === 'object' && 'language' in site ? String(site.language) : '';
  return /^[A-Za-z0-9-]{2,35}$/.test(named) ? named : 'en';
}

/** Redirects name the public address, which may not lead anywhere from here: they are followed by hand, and never elsewhere. */
async function follow(path: string, milliseconds: number, left = MOST_REDIRECTS): Promise<Got> {
  // Compressing for a neighbour costs both sides more than it saves.
  const headers = { accept: 'application/json', 'accept-encoding': 'identity' };
  const got = await getText((API_URL ?? PUBLIC_API_URL) + path, headers, milliseconds);
  if (!got.headers.location || left === 0) return got;
  const target = new URL(got.headers.location, PUBLIC_API_URL + path).href;
  return target.startsWith(`${PUBLIC_API_URL}/`)
    ? follow(target.slice(PUBLIC_API_URL.length), milliseconds, left - 1)
    : got;
}

/** A response whose text is at hand already: without the stream that a Response makes of a text only to read it back. */
class Ready extends Response {
  readonly #body: string;

  constructor({ status, headers, body }: Got) {
    super(null, {
      status,
      headers: {
        // How long the browser may reuse what this page brings along.
        'cache-control': headers['cache-control'] ?? 'no-store',
        // SvelteKit applies the browser's rule to servers too; between them there is none.
        'access-control-allow-origin': '*',
      },
    });
    this.#body = body;
  }

  override text(): Promise<string> {
    return Promise.resolve(this.#body);
  }

  override json(): Promise<unknown> {
    return this.text().then(JSON.parse);
  }
}
