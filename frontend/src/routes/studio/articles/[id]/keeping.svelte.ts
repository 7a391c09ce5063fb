import { said, staff, type Problem } from '../../staff.ts';
import { currentOf, sent, versionOf, type Draft, type Words } from '../draft.ts';
import { Drawer } from './drawer.ts';
import { plainest } from './html.ts';

/** How long one pauses before what was typed is saved, and how long at most it waits while one goes on typing. */
const PAUSE_MS = 2000;
const LONGEST_MS = 20_000;
/** When it is tried again while the server does not answer. */
const AGAIN_MS = [2000, 5000, 15_000, 30_000];

/** Where what was typed is: with the server, on its way there, or for now in this browser only. */
export type Place = 'saved' | 'typed' | 'saving' | 'away' | 'signed out' | 'refused' | 'collided';

const textOf = (words: Words): string => JSON.stringify(sent(words));

/** An article while somebody writes at it. Nothing that was typed is ever thrown away by it, whatever the server says. */
export class Keeping {
  /** The article as the server has it. */
  draft = $state.raw() as Draft;
  /** What stands on the page. */
  words = $state() as Words;
  place = $state<Place>('saved');
  problem = $state.raw<Problem | null>(null);
  /** What a colleague saved meanwhile. */
  theirs = $state.raw<Draft | null>(null);
  /** Moves when the page is to show another text than was typed into it. */
  edition = $state(0);
  /** When a text was found in the drawer that had not been saved. */
  foundAt = $state<number | null>(null);
  hasRoom = $state(true);

  readonly #drawer: Drawer;
  #saved: string;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waitsSince = 0;
  #failures = 0;
  #underway: Promise<void> | null = null;

  constructor(draft: Draft, member: string) {
    this.#drawer = new Drawer(member, draft.id);
    this.draft = draft;
    this.words = structuredClone(draft.text);
    this.#saved = textOf(draft.text);
    this.#find();
  }

  get isDirty(): boolean {
    return textOf(this.words) !== this.#saved;
  }

  /** To be told whenever the words may be others. */
  look(): void {
    if (!this.isDirty) {
      if (this.place === 'typed' || this.place === 'refused') this.#rest();
      return;
    }
    this.#keep();
    if (this.place === 'collided' || this.place === 'saving') return;
    if (this.place !== 'away') this.place = 'typed';
    this.#plan(this.place === 'away' ? this.#patience() : PAUSE_MS);
  }

  /** Saves now. @return whether the server has all of it */
  async save(isByItself = false): Promise<boolean> {
    clearTimeout(this.#timer);
    await this.#underway;
    if (this.place === 'collided') return false;
    if (!this.isDirty) return true;
    this.#underway = this.#send(isByItself);
    await this.#underway;
    this.#underway = null;
    if (this.place === 'typed') this.#plan(PAUSE_MS);
    return this.place === 'saved' && !this.isDirty;
  }

  /** It stands otherwise now, with the same text. */
  moved(draft: Draft): void {
    this.draft = draft;
    this.problem = null;
  }

  /** It says something else now, which the page shows from here on. */
  adopt(draft: Draft): void {
    clearTimeout(this.#timer);
    this.draft = draft;
    this.words = structuredClone(draft.text);
    this.#saved = textOf(draft.text);
    this.theirs = null;
    this.edition += 1;
    this.#rest();
  }

  /** An act came too late: somebody changed it meanwhile. */
  met(theirs: Draft): void {
    if (textOf(theirs.text) === textOf(this.draft.text)) this.moved(theirs);
    else if (this.isDirty) this.#collide(theirs);
    else this.adopt(theirs);
  }

  /** Mine becomes the newest; theirs stays among the revisions. */
  async takeMine(): Promise<boolean> {
    if (!this.theirs) return false;
    this.draft = this.theirs;
    this.theirs = null;
    this.place = 'typed';
    this.#saved = '';
    return this.save();
  }

  /** Theirs stays the newest; mine goes among the revisions, so that it is not lost either. */
  async keepTheirs(): Promise<boolean> {
    const theirs = this.theirs;
    if (!theirs || !(await this.takeMine())) return false;
    const params = {
      path: { id: theirs.id, number: String(theirs.revision) },
      header: { 'If-Match': versionOf(this.draft) },
    };
    const { data, problem } = await said(
      staff.POST('/v1/editorial/articles/{id}/revisions/{number}/restore', { params }),
    );
    if (data) this.adopt(data);
    else this.problem = problem;
    return data !== undefined;
  }

  /** The page is left: what is typed stays in the drawer, and is sent on its way. */
  leave(): void {
    clearTimeout(this.#timer);
    if (this.isDirty && this.place !== 'collided') void this.save(true);
  }

  /** It was thrown away on purpose. */
  forget(): void {
    this.words = structuredClone(this.draft.text);
    this.#saved = textOf(this.words);
    this.#rest();
  }

  #find(): void {
    const kept = this.#drawer.get();
    if (!kept) return;
    if (isSame(kept.words, this.draft.text)) return this.#drawer.empty();
    this.words = kept.words;
    this.foundAt = kept.at;
    if (kept.version === this.draft.version || kept.from === textOf(this.draft.text)) this.look();
    else this.#collide(this.draft);
  }

  async #send(isByItself: boolean): Promise<void> {
    const words = $state.snapshot(this.words) as Words;
    this.place = 'saving';
    this.#waitsSince = 0;
    const { data, problem } = await said(
      staff.PUT('/v1/editorial/articles/{id}', {
        params: {
          path: { id: this.draft.id },
          header: { 'If-Match': versionOf(this.draft) },
          query: { autosave: isByItself },
        },
        body: sent(words),
      }),
    );
    if (data) this.#have(data, words);
    else if (problem?.status === 412) await this.#meet(currentOf(problem), words, isByItself);
    else if (problem) this.#fail(problem);
  }

  #have(draft: Draft, words: Words): void {
    this.draft = draft;
    this.#saved = textOf(words);
    this.#failures = 0;
    this.foundAt = null;
    if (this.isDirty) {
      this.place = 'typed';
      this.#keep();
    } else this.#rest();
  }

  #fail(problem: Problem): void {
    this.problem = problem;
    const { status } = problem;
    const isAway = status === 0 || status === 429 || status >= 500;
    this.place = isAway ? 'away' : status === 401 ? 'signed out' : 'refused';
    if (!isAway) return;
    this.#failures += 1;
    this.#plan(this.#patience());
  }

  async #meet(theirs: Draft | null, words: Words, isByItself: boolean): Promise<void> {
    if (!theirs) return;
    // Our own save, whose answer was lost on the way.
    if (isSame(theirs.text, words)) return this.#have(theirs, words);
    const isSameText = textOf(theirs.text) === textOf(this.draft.text);
    if (!isSameText) return this.#collide(theirs);
    // It was submitted, approved or published meanwhile: nobody wrote anything.
    this.draft = theirs;
    await this.#send(isByItself);
  }

  #collide(theirs: Draft): void {
    clearTimeout(this.#timer);
    this.#keep();
    this.theirs = theirs;
    this.place = 'collided';
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.place = 'saved';
    this.problem = null;
    this.#drawer.empty();
  }

  #keep(): void {
    const words = $state.snapshot(this.words) as Words;
    const { version, text } = this.draft;
    this.hasRoom = this.#drawer.put({ words, version, from: textOf(text), at: Date.now() });
  }

  #plan(milliseconds: number): void {
    const now = Date.now();
    if (this.#waitsSince === 0) this.#waitsSince = now;
    const most = this.place === 'away' ? Infinity : Math.max(0, this.#waitsSince + LONGEST_MS - now);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(true), Math.min(milliseconds, most));
  }

  #patience(): number {
    return AGAIN_MS[Math.min(this.#failures, AGAIN_MS.length) - 1] ?? PAUSE_MS;
  }
}

/** Whether two texts say the same, however the server writes its HTML. */
function isSame(one: Words, other: Words): boolean {
  const [a, b] = [one, other].map((words) => textOf({ ...words, body: plainest(words.body) }));
  return a === b;
}
