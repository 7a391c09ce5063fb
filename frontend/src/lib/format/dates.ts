const DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const CLOCK = { hour: '2-digit', minute: '2-digit' } as const;

const STYLES = {
  weekday: { weekday: 'long', ...DAY },
  day: DAY,
  dayOfYear: { day: 'numeric', month: 'long' },
  clock: CLOCK,
  dayAndClock: { ...DAY, ...CLOCK, timeZoneName: 'short' },
  digits: { year: 'numeric', month: '2-digit', day: '2-digit' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Making an Intl formatter costs more than rendering a small page, so each is made once. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: string, timeZone: string, style: keyof typeof STYLES): Intl.DateTimeFormat {
  const key = `${style} ${language} ${timeZone}`;
  let made = formatters.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(language, { ...STYLES[style], timeZone });
    formatters.set(key, made);
  }
  return made;
}

/** `Monday, June 5, 2023`, as the language writes it. @param date a calendar day, `2023-06-05` */
export function fullDate(date: string, language: string): string {
  return formatter(language, 'UTC', 'weekday').format(new Date(`${date}T00:00:00Z`));
}

/** Day and time of an article, with the zone named: `2 February 2022 at 09:30 GMT`. */
export function dayAndTime(instant: string, language: string, timeZone: string): string {
  return formatter(language, timeZone, 'dayAndClock').format(new Date(instant));
}

/** Only the day, without a time: `2 February 2022`. */
export function dayOf(instant: string, language: string, timeZone: string): string {
  return formatter(language, timeZone, 'day').format(new Date(instant));
}

/** The calendar day of an instant in a zone, as `2022-02-02`. */
function calendarDay(instant: string, timeZone: string): string {
  // Swedish writes its dates the ISO way.
  return formatter('sv-SE', timeZone, 'digits').format(new Date(instant));
}

/**
 * When a story in a list appeared, as short as it can be told: the time today, the day this year, else the full day.
 * Never "two hours ago": a page may sit in a cache for a while.
 */
export function briefly(instant: string, today: string, language: string, timeZone: string): string {
  const day = calendarDay(instant, timeZone);
  if (day === today) return formatter(language, timeZone, 'clock').format(new Date(instant));
  if (day.slice(0, 4) === today.slice(0, 4)) {
    return formatter(language, timeZone, 'dayOfYear').format(new Date(instant));
  }
  return dayOf(instant, language, timeZone);
}

/** Whether an update is worth telling: a minute or more after publication. */
export function isUpdated(publishedAt: string, updatedAt: string): boolean {
  return Date.parse(updatedAt) - Date.parse(publishedAt) >= 60_000;
}
