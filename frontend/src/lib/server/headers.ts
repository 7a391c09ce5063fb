import { ORIGIN } from '$app/env/private';
import { PUBLIC_API_URL } from '$app/env/public';
import { approvalOrigins } from './approval.ts';

const api = new URL(PUBLIC_API_URL).origin;
const NOTHING_ALLOWED = "default-src 'none'; frame-ancestors 'none'";

const FIXED: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-site',
  'permissions-policy':
    'accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()',
  ...(ORIGIN.startsWith('https:') && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
};

/** The desk is nobody's to keep or to find, and tells nobody its addresses: secrets of links stand behind one of them. */
const OF_DESK: Record<string, string> = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
};

/** A preview is for whoever has its link, and stands beside what it shows on the desk. */
const OF_PREVIEW: Record<string, string> = { ...OF_DESK, 'x-frame-options': 'SAMEORIGIN' };

/** What the desk's editor turns text into a tree with, which readers' pages have no gate for. */
const GATES_OF_DESK = 'broadsheet-desk ProseMirrorClipboard';

/**
 * What a shared cache may do with a page, by its status: what is published or withdrawn is seen so within two seconds.
 * What belongs to one reader says so itself.
 */
function cacheControl(status: number): string {
  if (status === 200) return 'public, max-age=1, stale-while-revalidate=1, stale-if-error=86400';
  if (status === 301 || status === 308) return 'public, max-age=300';
  if (status === 404 || status === 410) return 'public, max-age=1';
  return 'no-store';
}

/**
 * The policy of a page with what is only known when the server starts. A form is answered by a redirect to where its sender
 * approves, and browsers hold that to `form-action` as well; on every page, for a page keeps its policy when the browser
 * turns to the next without asking the server.
 */
function opened(policy: string): string {
  const formAction = ["form-action 'self'", ...new Set(approvalOrigins)].join(' ');
  return `${policy.replace("form-action 'self'", formAction)}; img-src 'self' ${api}; connect-src 'self' ${api}`;
}

/** The policy of the desk: it has an editor, and frames a page of this site beside it. */
const forDesk = (policy: string) => `${policy.replace(/trusted-types /, `$&${GATES_OF_DESK} `)}; frame-src 'self'`;

/** The policy of a preview, which the desk may frame. */
const forPreview = (policy: string) => policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'");

/** Gives every answer of this server its security headers and its life in caches. @param route of the page */
export function dress(response: Response, route: string | null): void {
  const { headers, status } = response;
  const isDesk = route?.startsWith('/studio') ?? false;
  const isPreview = route?.startsWith('/(site)/preview') ?? false;
  const own = isDesk ? OF_DESK : isPreview ? OF_PREVIEW : {};
  for (const name in own) headers.set(name, own[name] ?? '');
  for (const name in FIXED) if (!headers.has(name)) headers.set(name, FIXED[name] ?? '');
  const policy = headers.get('content-security-policy');
  const ofRoute = isDesk ? forDesk : isPreview ? forPreview : (same: string) => same;
  headers.set('content-security-policy', policy ? ofRoute(opened(policy)) : NOTHING_ALLOWED);
  if (headers.get('content-type') === 'text/html') headers.set('content-type', 'text/html; charset=utf-8');
  if (!headers.has('cache-control')) headers.set('cache-control', cacheControl(status));
  if (status === 503) headers.set('retry-after', '10');
}
