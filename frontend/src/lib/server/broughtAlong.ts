const DATA = /<script type="application\/json" data-sveltekit-fetched[^\n]*<\/script>/g;

/**
 * A page's HTML with the data it brings along in one order, whatever order the API's answers came in:
 * a page that has not changed keeps its ETag, and a reader who has it is told so instead of sent it again.
 */
export function inOneOrder(html: string): string {
  const sorted = html.match(DATA)?.sort() ?? [];
  return html.replace(DATA, () => sorted.shift() ?? '');
}
