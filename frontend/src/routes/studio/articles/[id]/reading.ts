import type { components } from '#lib/api/schema.d.ts';

export type Statistics = components['schemas']['ArticleStatistics'];
export type Point = components['schemas']['StatisticsPoint'];
export type Channel = keyof components['schemas']['ViewsByChannel'];

/** Where readers came from, by what people call it. */
const channelNames = {
  direct: 'Direct, or not known',
  site: 'Other pages of the paper',
  search: 'Search engines',
  social: 'Social networks',
  mail: 'Letters',
  other: 'Other sites',
} satisfies Record<Channel, string>;

/** Below so many views a part of them may be chance. */
const ENOUGH = 100;

/** Where the views came from, most first; what brought none is left out. */
export function sources(channels: Statistics['channels']): { name: string; views: number }[] {
  const all = Object.entries(channelNames).map(([channel, name]) => ({ name, views: channels[channel as Channel] }));
  return all.filter(({ views }) => views > 0).sort((a, b) => b.views - a.views);
}

/** `1 view`, `1,204 views`. */
export function counted(count: number, one: string, language: string): string {
  return `${new Intl.NumberFormat(language).format(count)} ${one}${count === 1 ? '' : 's'}`;
}

/** How many of the views were reads, as exactly as so few of them allow. */
export function readThrough({ views, reads, readRate }: Point, language: string): string {
  if (readRate === null || readRate === undefined) return 'Nobody has opened it in this time.';
  if (views < ENOUGH) {
    const few = `${reads} of ${counted(views, 'view', language)} ${reads === 1 ? 'was' : 'were'} read to the end, or for 15 seconds.`;
    return `${few} That is too few for a percentage: it may be chance.`;
  }
  const percent = new Intl.NumberFormat(language, { style: 'percent' }).format(readRate);
  return `${percent} of the views were read to the end, or for 15 seconds.`;
}

/** What a chart is drawn from. @property views and readers as parts of the tallest bar, 0 to 1 */
export type Bar = { point: Point; views: number; readers: number };

/** The bars of a chart, and how many views the tallest stands for. */
export function barsOf(points: Point[]): { bars: Bar[]; most: number } {
  const most = Math.max(0, ...points.map(({ views }) => views));
  const part = (count: number) => (most === 0 ? 0 : Math.min(1, count / most));
  return { bars: points.map((point) => ({ point, views: part(point.views), readers: part(point.readers) })), most };
}

/** When it was opened most; null where it never was. */
export function busiest(points: Point[]): Point | null {
  const best = points.reduce<Point | null>((one, point) => (one && one.views >= point.views ? one : point), null);
  return best && best.views > 0 ? best : null;
}
