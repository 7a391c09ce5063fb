import type { Words } from '../draft.ts';

/** A text that is not saved yet, and what it was made from. */
export type Kept = { words: Words; version: number; from: string; at: number };

/**
 * Where a text lies in this browser until the newsroom's server has it: for the eyes of whoever wrote it, so that a
 * lost connection, a session that ends or a closed tab costs nobody a word.
 */
export class Drawer {
  readonly #key: string;

  constructor(member: string, article: string) {
    this.#key = `broadsheet-desk:${member}:${article}`;
  }

  /** @return whether there was room for it */
  put(kept: Kept): boolean {
    try {
      localStorage.setItem(this.#key, JSON.stringify(kept));
      return true;
    } catch {
      return false;
    }
  }

  get(): Kept | null {
    try {
      const found: unknown = JSON.parse(localStorage.getItem(this.#key) ?? 'null');
      return isKept(found) ? found : null;
    } catch {
      return null;
    }
  }

  empty(): void {
    try {
      localStorage.removeItem(this.#key);
    } catch {
      // Then nothing was put in either.
    }
  }
}

function isKept(found: unknown): found is Kept {
  const { words, version } = (found ?? {}) as Partial<Kept>;
  return typeof version === 'number' && typeof words?.body === 'string' && Array.isArray(words.tags);
}
