import type { Draft } from './draft.ts';

export type State = Draft['state'];

/** Where an article stands, by what people call it; in the order of its way. */
export const stateNames = {
  draft: 'Draft',
  in_review: 'In review',
  approved: 'Approved',
  scheduled: 'Scheduled',
  published: 'Published',
  withdrawn: 'Withdrawn',
} satisfies Record<State, string>;

/** A state this desk does not know yet goes by the API's word for it. */
export const stateName = (state: State): string => stateNames[state] ?? state;

/** What readers see of an article that stands so. */
export function readersSee({ state, live, hasUnpublishedChanges }: Draft): string {
  if (state === 'withdrawn') return 'Readers are told that it was withdrawn, and why.';
  if (!live) return 'Readers see nothing of it.';
  if (hasUnpublishedChanges) return 'Readers see an earlier version. What was saved since is not published.';
  return 'Readers see it as it was saved last.';
}
