import type { Query } from './draft.ts';
import { stateNames, type State } from './states.ts';

/** A query string; of a page that is shown, nobody can change it. */
export type Search = Pick<URLSearchParams, 'get' | 'toString'>;

const isState = (value: string): value is State => Object.hasOwn(stateNames, value);

/** What the page's address asks of the newsroom's lists; whose work it is, is one's own where nothing else is said. */
export function queryOf(search: Search): Query {
  const [state, section, q, cursor] = ['state', 'section', 'q', 'cursor'].map((name) => search.get(name)?.trim() ?? '');
  return {
    whose: search.get('whose') === 'all' ? 'all' : 'mine',
    ...(state && isState(state) && { state }),
    ...(section && { section }),
    ...(q && { q }),
    ...(cursor && { cursor }),
  };
}

/** The page's own address with something else asked; a new question begins at its first page. */
export function pathWith(search: Search, change: Record<string, string | null>): string {
  const asked = new URLSearchParams(search.toString());
  asked.delete('cursor');
  for (const [name, value] of Object.entries(change)) {
    if (value) asked.set(name, value);
    else asked.delete(name);
  }
  return `/studio${asked.size > 0 ? `?${asked}` : ''}`;
}
