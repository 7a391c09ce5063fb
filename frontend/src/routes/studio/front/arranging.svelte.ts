import type { Story } from '../articles/stories.ts';
import type { Problem } from '../staff.ts';
import { arrange, arrangement, isSame, moved, type Arrangement, type Place } from './arrangement.ts';
import { keep, kept } from './kept.ts';

/** The front page while somebody arranges it. What was done to it stays until readers see it or it is given up on purpose. */
export class Arranging {
  places = $state.raw<Place[]>([]);
  /** The arrangement of the server that this is made from. */
  base = $state.raw() as Arrangement;
  /** What a colleague made of it meanwhile. */
  theirs = $state.raw<Arrangement | null>(null);
  /** What was here before a colleague's was taken over. */
  before = $state.raw<Place[] | null>(null);
  problem = $state.raw<Problem | null>(null);
  /** What became of it last, in a few words. */
  word = $state('');
  isBusy = $state(false);

  readonly #member: string;

  constructor(begun: Arrangement, member: string) {
    this.#member = member;
    const found = kept(member);
    this.places = begun.places;
    this.base = begun;
    if (!found || isSame(found.places, begun.places)) return;
    this.places = found.places;
    this.word = 'Brought back: what you had arranged here.';
    if (found.etag !== begun.etag) this.theirs = begun;
  }

  get isDirty(): boolean {
    return !isSame(this.places, this.base.places) || this.theirs !== null;
  }

  put(story: Story): void {
    this.change([...this.places, { story, expiresAt: null }]);
  }

  move(at: number, by: number): void {
    this.change(moved(this.places, at, by));
  }

  drop(at: number): void {
    this.change(this.places.toSpliced(at, 1));
  }

  until(at: number, expiresAt: string | null): void {
    this.change(this.places.map((place, i) => (i === at ? { ...place, expiresAt } : place)));
  }

  change(places: Place[]): void {
    this.places = places;
    this.word = '';
    this.problem = null;
    this.#keep();
  }

  /** Gives up what readers do not see. */
  reset(): void {
    this.change(this.base.places);
  }

  async save(): Promise<void> {
    if (this.isBusy || this.theirs || !this.isDirty) return;
    this.isBusy = true;
    const sent = this.places;
    const answer = await arrange(sent, this.base.etag);
    if (answer.arrangement) this.#adopt(answer.arrangement);
    else if (answer.problem.status === 412) await this.#meet();
    else this.problem = answer.problem;
    this.isBusy = false;
  }

  /** Whether a colleague arranged it meanwhile; where nothing was done to it here, it is shown at once. */
  async look(): Promise<void> {
    if (this.isBusy) return;
    const known = (this.theirs ?? this.base).etag;
    const answer = await arrangement(known);
    if (!answer?.arrangement || this.isBusy || (this.theirs ?? this.base).etag !== known) return;
    if (this.isDirty) return this.#collide(answer.arrangement);
    this.base = answer.arrangement;
    this.places = answer.arrangement.places;
    this.word = 'A colleague has just arranged it: this is theirs.';
  }

  /** Mine goes before readers in place of theirs. */
  async insist(): Promise<void> {
    if (!this.theirs) return;
    this.base = this.theirs;
    this.theirs = null;
    if (this.isDirty) await this.save();
    else this.#adopt(this.base);
  }

  /** Theirs stays; mine can be had back. */
  yield(): void {
    if (!this.theirs) return;
    this.before = this.places;
    this.base = this.theirs;
    this.theirs = null;
    this.change(this.base.places);
  }

  recall(): void {
    if (this.before) this.change(this.before);
    this.before = null;
  }

  async #meet(): Promise<void> {
    const answer = await arrangement();
    if (answer?.arrangement) this.#collide(answer.arrangement);
    else this.problem = answer?.problem ?? null;
  }

  #collide(theirs: Arrangement): void {
    if (isSame(theirs.places, this.places)) this.#adopt(theirs);
    else this.theirs = theirs;
    this.#keep();
  }

  /** @param arrangement what readers see from now on; what was done here while it was on its way stays to be saved */
  #adopt(arrangement: Arrangement): void {
    this.base = arrangement;
    this.theirs = null;
    this.before = null;
    this.problem = null;
    this.word = 'Readers see it so.';
    this.#keep();
  }

  #keep(): void {
    keep(this.#member, this.isDirty ? { places: this.places, etag: this.base.etag } : null);
  }
}
