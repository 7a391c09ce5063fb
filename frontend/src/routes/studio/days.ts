/** The first instant of a day where the reader is, or of so many days later; what is no day stays, for the API to refuse. */
export function startOf(day: string, later: number): string {
  const [, year, month, date] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? []).map(Number);
  if (year === undefined || month === undefined || date === undefined) return day;
  return new Date(year, month - 1, date + later).toISOString();
}
