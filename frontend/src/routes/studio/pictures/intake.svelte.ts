import type { Problem } from '../staff.ts';
import { takenIn, type Picture } from './pictures.ts';

/** A file on its way in, or refused; it stays at hand, so that nobody chooses it twice. */
export type Ticket = { number: number; file: File; problem: Problem | null };

let last = 0;

/** Files on their way in, one after the other: the API takes two pictures at once from everybody together. */
export class Intake {
  tickets = $state.raw<Ticket[]>([]);
  /** What came of the last one, for those who do not see the page. */
  word = $state('');
  readonly #arrived: (picture: Picture, number: number) => void;
  #underway: Promise<void> = Promise.resolve();

  /** @param arrived is told of each that is in, by the number of its ticket */
  constructor(arrived: (picture: Picture, number: number) => void) {
    this.#arrived = arrived;
  }

  /** @return the number of its ticket */
  take(file: File): number {
    const ticket: Ticket = { number: ++last, file, problem: null };
    this.tickets = [...this.tickets, ticket];
    this.#queue(ticket);
    return ticket.number;
  }

  again(ticket: Ticket): void {
    const anew = { ...ticket, problem: null };
    this.#put(anew);
    this.#queue(anew);
  }

  drop({ number }: Ticket): void {
    this.tickets = this.tickets.filter((one) => one.number !== number);
  }

  #queue(ticket: Ticket): void {
    this.#underway = this.#underway.then(() => this.#send(ticket));
  }

  async #send(ticket: Ticket): Promise<void> {
    if (!this.tickets.some(({ number }) => number === ticket.number)) return;
    const { picture, problem } = await takenIn(ticket.file);
    if (problem) return this.#put({ ...ticket, problem });
    this.drop(ticket);
    this.word = `${ticket.file.name} is in`;
    if (picture) this.#arrived(picture, ticket.number);
  }

  #put(ticket: Ticket): void {
    this.tickets = this.tickets.map((one) => (one.number === ticket.number ? ticket : one));
  }
}
