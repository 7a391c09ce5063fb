import type { components } from '#lib/api/schema.d.ts';
import type { DraftCard } from './draft.ts';
import type { State } from './states.ts';

/** What can be done to many articles at once. */
export type Act = 'approve' | 'publish' | 'withdraw';
export type Result = components['schemas']['BulkItem'];

/** Where an article stands for whom an act is something to be done. */
const from = {
  approve: ['draft', 'in_review'],
  publish: ['draft', 'in_review', 'approved', 'scheduled'],
  withdraw: ['published'],
} satisfies Record<Act, State[]>;

/** Whether an act has something to do with an article, as far as a list knows; the server knows best. */
export function fits(act: Act, { state, hasUnpublishedChanges }: DraftCard): boolean {
  if (act === 'publish' && state === 'published') return hasUnpublishedChanges;
  return (from[act] as State[]).includes(state);
}

/** The acts that have something to do with one of these at least. */
export const actsOn = (cards: DraftCard[]): Act[] =>
  (Object.keys(from) as Act[]).filter((act) => cards.some((card) => fits(act, card)));

const number = (count: number) => (count === 1 ? '1 article' : `${count} articles`);

/** What an act is, told to whoever is about to do it to so many. */
export function told(act: Act, count: number): { name: string; question: string; comes: string } {
  switch (act) {
    case 'approve':
      return {
        name: 'Approve',
        question: `Approve ${number(count)}?`,
        comes: 'They may go out as they are now. Readers see nothing of it.',
      };
    case 'publish':
      return {
        name: 'Publish',
        question: `Publish ${number(count)}?`,
        comes: 'Readers see them at once, as they were saved last. What is not ready stays as it is, and is named.',
      };
    case 'withdraw':
      return {
        name: 'Withdraw',
        question: `Withdraw ${number(count)}?`,
        comes: 'Readers see only this reason at their addresses, and find them nowhere else any more.',
      };
  }
}

/** `2 of 3 done.` */
export function outcome(results: Result[]): string {
  const done = results.filter(({ isDone }) => isDone).length;
  return done === results.length ? `${number(done)} done.` : `${done} of ${results.length} done.`;
}
