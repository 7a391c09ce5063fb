/** What the page of an article is asked for in place of a slug, where it is to show a preview; no slug looks so. */
const SHOWN = /^(.*\/v1)\/articles\/(?:~|%7E)([\w-]{1,100})$/i;

/** Where the text of a preview is, for what the page asks of an article; null for every other request. */
export function previewOf(url: string): string | null {
  const [, root, token] = SHOWN.exec(url) ?? [];
  return root && token ? `${root}/editorial/previews/${token}` : null;
}

/** The text of a preview by the name that the page asked for, so that the page leads nobody to its address to be. */
export async function underItsLink(answer: Response, url: string): Promise<Response> {
  if (!answer.ok) return answer;
  const article: unknown = await answer.json();
  const slug = decodeURIComponent(url.slice(url.lastIndexOf('/') + 1));
  // SvelteKit applies the browser's rule to servers too; between them there is none.
  return Response.json({ ...(article as object), slug }, { headers: { 'access-control-allow-origin': '*' } });
}

const BANNER =
  '<p role="note" class="preview-banner"><strong>Preview, not published.</strong> Whoever has this link can see it, for an hour.</p>';

/**
 * A page as it is, and as it stays: without a script it counts no reader and asks nobody for anything, and its links open
 * beside it, so that the desk's frame goes on showing it.
 */
export async function asPreview(page: Response): Promise<Response> {
  const html = await page.text();
  const still = html
    .replace(/<script(?![^>]*\bld\+json)[^>]*>[\s\S]*?<\/script>/g, '')
    .replace(/<link[^>]*\brel="modulepreload"[^>]*>/g, '')
    .replace('</head>', '<meta name="robots" content="noindex, nofollow"><base target="_blank"></head>')
    .replace(/<main\b/, `${BANNER}$&`);
  const headers = new Headers({ 'content-type': 'text/html' });
  const policy = page.headers.get('content-security-policy');
  if (policy) headers.set('content-security-policy', stilled(policy));
  return new Response(still, { status: page.status, headers });
}

/** Its policy, which lets no script run; where pictures come from is added to it on its way out. */
const stilled = (policy: string): string =>
  policy.replace(/script-src [^;]*/, "script-src 'none'").replace(/; (img|connect)-src [^;]*/g, '');
