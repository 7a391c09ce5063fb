import type { DraftCard } from '../articles/draft.ts';
import { instantOf, wallOf } from '../zoned.ts';

export type What = 'out' | 'embargo' | 'back';
/** One thing that happens by itself. */
export type Event = { what: What; at: string; card: DraftCard };
/** A day of the paper, with what happens on it. @property date `2026-11-26` */
export type Day = { date: string; events: Event[] };

const DAY_MS = 86_400_000;
const DAYS = 7;

/** The Monday of a day's week. @param date `2026-11-26`, as calendars without a zone have it */
export function mondayOf(date: string): string {
  const time = Date.parse(`${date}T00:00:00Z`);
  return later(date, -((new Date(time).getUTCDay() + DAYS - 1) % DAYS));
}

/** A day so many days later. */
export function later(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** What day it is by the paper's clocks. */
export const dayAt = (instant: string, timeZone: string): string => wallOf(instant, timeZone).slice(0, 10);

/** The Monday of the week that a page's address asks for; of this one, where it asks for none. */
export function weekOf(asked: string | null, today: string): string {
  const isDay = asked !== null && /^\d{4}-\d\d-\d\d$/.test(asked) && !Number.isNaN(Date.parse(asked));
  return mondayOf(isDay ? asked : today);
}

/** When a week begins and ends by the paper's clocks: as long as it is there, with an hour more or less. */
export function bounds(monday: string, timeZone: string): { from: string; to: string } {
  const startOf = (date: string) => instantOf(`${date}T00:00`, timeZone) ?? `${date}T00:00:00.000Z`;
  return { from: startOf(monday), to: startOf(later(monday, DAYS)) };
}

/** The days of a week with what happens on them, in the order of its times. */
export function daysOf(monday: string, cards: DraftCard[], timeZone: string): Day[] {
  const events = cards.flatMap(eventsOf).sort((a, b) => a.at.localeCompare(b.at) || a.card.id.localeCompare(b.card.id));
  return Array.from({ length: DAYS }, (_, i) => {
    const date = later(monday, i);
    return { date, events: events.filter(({ at }) => dayAt(at, timeZone) === date) };
  });
}

function eventsOf(card: DraftCard): Event[] {
  const { publishAt, withdrawAt, embargoedUntil, state } = card;
  // Of an embargo only what still waits for its end wants to know.
  const held = state === 'published' || state === 'withdrawn' ? null : embargoedUntil;
  const planned: [What, string | null][] = [
    ['embargo', held],
    ['out', publishAt],
    ['back', withdrawAt],
  ];
  return planned.flatMap(([what, at]) => (at ? [{ what, at: new Date(at).toISOString(), card }] : []));
}
