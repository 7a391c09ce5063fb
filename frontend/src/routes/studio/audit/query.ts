import { startOf } from '../days.ts';

const NAMES = ['member', 'action', 'subject', 'from', 'to', 'cursor'] as const;
/** A query string; of a page that is shown, nobody can change it. */
export type Search = Pick<URLSearchParams, 'get' | 'toString'>;
type Query = Partial<Record<(typeof NAMES)[number], string>>;

/** What the page's address asks of the log. Its days become the times at which they begin, and end, where the reader is. */
export function queryOf(search: Search): Query {
  const query: Query = {};
  for (const name of NAMES) {
    const value = search.get(name)?.trim();
    if (value) query[name] = value;
  }
  if (query.from) query.from = startOf(query.from, 0);
  if (query.to) query.to = startOf(query.to, 1);
  return query;
}

/** The address of the log in a file, with the same filters. */
export function exportPath(search: Search): string {
  const asked = new URLSearchParams({ ...queryOf(search), cursor: '' });
  asked.delete('cursor');
  return `/v1/staff/audit/export${asked.size > 0 ? `?${asked}` : ''}`;
}

/** The page's own address at another place of the log; without one, at its newest. */
export function pathAt(search: Search, cursor?: string): string {
  const asked = new URLSearchParams(search.toString());
  asked.delete('cursor');
  if (cursor) asked.set('cursor', cursor);
  return `?${asked}`;
}

/** The page's own address, for all that was done to one thing. */
export const pathOf = (subject: string): string => `?${new URLSearchParams({ subject })}`;
