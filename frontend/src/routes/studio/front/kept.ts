import type { Arrangement } from './arrangement.ts';

const keyOf = (member: string) => `broadsheet-desk:${member}:front`;

/** An arrangement that is not before readers yet, in the browser of whoever makes it: a tab that closes costs nothing. */
export function keep(member: string, arrangement: Arrangement | null): void {
  try {
    if (arrangement) localStorage.setItem(keyOf(member), JSON.stringify(arrangement));
    else localStorage.removeItem(keyOf(member));
  } catch {
    // Without room it stays on the page alone.
  }
}

/** What was kept, if anything that can be read was. */
export function kept(member: string): Arrangement | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(keyOf(member)) ?? 'null');
    return isArrangement(found) ? found : null;
  } catch {
    return null;
  }
}

function isArrangement(found: unknown): found is Arrangement {
  const { places, etag } = (found ?? {}) as Partial<Arrangement>;
  return (
    typeof etag === 'string' && Array.isArray(places) && places.every((place) => typeof place?.story?.id === 'string')
  );
}
