import { ORIGIN } from '$app/env/private';
import { PUBLIC_API_URL } from '$app/env/public';

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

/** What a shared cache may do with a page, by its status. Readers get no cookies, so nothing here is private. */
function cacheControl(status: number): string {
  if (status === 200) return 'public, max-age=60, stale-while-revalidate=300, stale-if-error=86400';
  if (status === 301 || status === 308) return 'public, max-age=300';
  if (status === 410) return 'public, max-age=60';
  if (status === 404) return 'public, max-age=10';
  return 'no-store';
}

/** Gives every answer of this server its security headers and its life in caches. */
export function dress(response: Response): void {
  const { headers, status } = response;
  for (const name in FIXED) headers.set(name, FIXED[name] ?? '');
  const policy = headers.get('content-security-policy');
  headers.set(
    'content-security-policy',
    policy ? `${policy}; img-src 'self' ${api}; connect-src 'self' ${api}` : NOTHING_ALLOWED,
  );
  if (headers.get('content-type') === 'text/html') headers.set('content-type', 'text/html; charset=utf-8');
  if (!headers.has('cache-control')) headers.set('cache-control', cacheControl(status));
  if (status === 503) headers.set('retry-after', '10');
}
