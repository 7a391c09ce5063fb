import type { components } from '#lib/api/schema.d.ts';

type Schemas = components['schemas'];
export type Group = Schemas['SettingGroup'];
export type Setting = Schemas['Setting'];
export type MemberToken = Schemas['MemberToken'];

/** What a group is called, in the order of the page. */
const titles: Record<string, string> = {
  api: 'The API',
  sessions: 'Signing in',
  editing: 'Editing',
  pictures: 'Pictures',
  donations: 'Donations',
  readers: 'Counting readers',
  weather: 'Weather',
};

/** What is called so; one that is newer than this page goes by its own name. */
export const titleOf = ({ name }: Pick<Group, 'name'>): string => titles[name] ?? name;

/** The groups as the page shows them; those that are newer than it stand at the end. */
export function inOrder<G extends Pick<Group, 'name'>>(groups: readonly G[]): G[] {
  const order = Object.keys(titles);
  const place = ({ name }: G) => (order.includes(name) ? order.indexOf(name) : order.length);
  return [...groups].sort((one, other) => place(one) - place(other));
}

const SPANS = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
] as const;
const SIZES = [
  [1_048_576, 'MB'],
  [1024, 'kB'],
] as const;

/** `30 minutes`: in the largest unit that it is a whole number of. */
function span(seconds: number): string {
  const [unit, name] = SPANS.find(([unit]) => seconds > 0 && seconds % unit === 0) ?? [1, 'second'];
  const number = seconds / unit;
  return `${number} ${name}${number === 1 ? '' : 's'}`;
}

function size(bytes: number): string {
  const [unit, name] = SIZES.find(([unit]) => bytes > 0 && bytes % unit === 0) ?? [1, 'bytes'];
  return `${bytes / unit} ${name}`;
}

/** A setting's value for people. */
export function shown({ kind, value }: Pick<Setting, 'kind' | 'value'>, language: string): string {
  switch (kind) {
    case 'flag':
      return value === 'true' ? 'Yes' : 'No';
    case 'duration':
      return span(Number(value));
    case 'bytes':
      return size(Number(value));
    case 'number':
      return new Intl.NumberFormat(language).format(Number(value));
    case 'text':
      return value || 'None';
  }
}
