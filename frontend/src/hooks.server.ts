import { inOneOrder } from '#lib/server/broughtAlong.ts';
import { dress } from '#lib/server/headers.ts';
import { previewOf, underItsLink } from '#lib/server/preview.ts';
import { fromApi, isForApi, siteLanguage } from '#lib/server/upstream.ts';
import type { Handle, HandleFetch } from '@sveltejs/kit/hooks';

export const handle: Handle = async ({ event, resolve }) => {
  const response = await resolve(event, {
    transformPageChunk: ({ html }) => finish(event.route.id?.startsWith('/studio') ? saying(html) : html),
    preload: ({ type, path }) => type !== 'font' || /newsreader-(display-500|text-400)\./.test(path),
  });
  dress(response, event.route.id);
  return response;
};

export const handleFetch: HandleFetch = async ({ event, request, fetch }) => {
  if (!isForApi(request)) return fetch(request);
  // Only from within: a reader's address names no preview.
  const preview = event.isSubRequest ? previewOf(request.url) : null;
  return preview ? underItsLink(await fromApi(new Request(preview)), request.url) : fromApi(request);
};

/** The desk is made in the browser: where that runs no scripts, its page says so instead of staying blank. */
const saying = (html: string) =>
  html.replace(
    '<div id="page">',
    '<noscript>The desk needs JavaScript, which is switched off in this browser. Readers’ pages do without it.</noscript>$&',
  );

/** Fills in the language, and lets words and pictures go before scripts: a page is read long before anything is clicked. */
function finish(html: string): string {
  const end = html.indexOf('</head>');
  const head = html.slice(0, end).replace('%lang%', siteLanguage());
  return (
    head.replaceAll('rel="modulepreload"', 'rel="modulepreload" fetchpriority="low"') + inOneOrder(html.slice(end))
  );
}
