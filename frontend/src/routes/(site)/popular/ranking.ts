import type { PopularList } from '#lib/api/client.ts';

/** Which list is shown: all of it stands in the page's address. */
export type Ranking = { window: PopularList['window']; metric: PopularList['metric']; section: string | null };

/** The list of a page that was asked for nothing in particular. */
export const usual: Ranking = { window: '24h', metric: 'readers', section: null };

/** Reads the address. Whether its values make sense is for the API to say, which refuses what does not. */
export function rankingOf(parameters: URLSearchParams): Ranking {
  return {
    window: (parameters.get('window') || usual.window) as Ranking['window'],
    metric: (parameters.get('metric') || usual.metric) as Ranking['metric'],
    section: parameters.get('section') || null,
  };
}

/** The address of a list; what is as usual is left out, so that each has one. */
export function addressOf({ window, metric, section }: Ranking): string {
  const asked = new URLSearchParams({
    ...(window !== usual.window && { window }),
    ...(metric !== usual.metric && { metric }),
    ...(section && { section }),
  });
  return asked.size > 0 ? `/popular?${asked}` : '/popular';
}

export const windows = {
  '1h': { name: '1 hour', told: 'in the last hour' },
  '24h': { name: '24 hours', told: 'in the last 24 hours' },
  '7d': { name: '7 days', told: 'in the last seven days' },
  '30d': { name: '30 days', told: 'in the last 30 days' },
} as const satisfies Record<Ranking['window'], { name: string; told: string }>;

export const metrics = {
  readers: { name: 'Readers', told: 'Ranked by how many people opened a story' },
  views: { name: 'Views', told: 'Ranked by how often a story was opened' },
  reads: { name: 'Reads', told: 'Ranked by how often a story was read to its end or for 15 seconds' },
  shares: { name: 'Shares', told: 'Ranked by how often a story was passed on' },
  trending: { name: 'Trending', told: 'Ranked by how far the number of readers exceeds what was to be expected' },
} as const satisfies Record<Ranking['metric'], { name: string; told: string }>;

/** How a story has moved since the list before: places gained (below zero: lost), or new to the list. */
export const movement = (rank: number, previousRank: number | null): number | 'new' =>
  previousRank === null ? 'new' : previousRank - rank;
