import { staff } from '../../staff.ts';
import { versionOf, type Draft } from '../draft.ts';

/** What can be done with an article, beside writing it. */
export type Deed =
  | 'submit'
  | 'approve'
  | 'giveBack'
  | 'publish'
  | 'schedule'
  | 'unschedule'
  | 'correct'
  | 'withdraw'
  | 'reinstate'
  | 'discard';

/** What it is called, what comes of it, and whether it is done with a word to somebody. */
type Said = { name: string; comes: string; go: string };

const same = ({ live }: Draft) => (live ? 'Readers go on seeing what is published.' : 'Readers see nothing of it yet.');

/** What a deed is, told to whoever is about to do it. */
export function told(deed: Deed, draft: Draft): Said {
  switch (deed) {
    case 'submit':
      return { name: 'Submit', comes: `Editors are asked to read it. ${same(draft)}`, go: 'Submit it' };
    case 'approve':
      return { name: 'Approve', comes: `It may go out as it is now. ${same(draft)}`, go: 'Approve it' };
    case 'giveBack':
      return {
        name: 'Give back',
        comes: `It becomes a draft again, with your word at its head. ${same(draft)}`,
        go: 'Give it back',
      };
    case 'publish':
      return draft.live
        ? {
            name: 'Publish changes',
            comes: 'Readers see it as it is now, at once, at its present address and with its own date.',
            go: 'Publish the changes',
          }
        : {
            name: 'Publish',
            comes:
              'Readers see it at once: at its address, in its section, under its tags, in the feeds and in search.',
            go: 'Publish it',
          };
    case 'schedule':
      return {
        name: 'Schedule',
        comes:
          'It goes out, or is taken back, by itself at these times. What is saved after this does not go out with it.',
        go: 'Schedule it',
      };
    case 'unschedule':
      return {
        name: 'Take off the schedule',
        comes: `Nothing happens by itself any more. ${same(draft)}`,
        go: 'Take it off',
      };
    case 'correct':
      return {
        name: 'Correct',
        comes:
          'Readers see this under the text, at once and for good, with today’s date. To mend the text itself, change it and publish the changes.',
        go: 'Tell readers',
      };
    case 'withdraw':
      return {
        name: 'Withdraw',
        comes: 'Readers see only this reason at its address, and find it nowhere else any more.',
        go: 'Withdraw it',
      };
    case 'reinstate':
      return { name: 'Reinstate', comes: 'Readers see it again as it was, with its own date.', go: 'Reinstate it' };
    case 'discard':
      return {
        name: 'Discard',
        comes: 'It is gone for good, with all its revisions. Readers never saw it.',
        go: 'Discard it',
      };
  }
}

/** What a deed is done with. */
export type With = {
  note: string;
  reason: string;
  text: string;
  kind: 'correction' | 'clarification' | 'update';
  publishAt: string | null;
  withdrawAt: string | null;
  embargoedUntil: string | null;
};

/** Does it. The answer is the article as it stands then; of one that is discarded there is none. */
export function done(deed: Deed, draft: Draft, given: With) {
  const params = { path: { id: draft.id }, header: { 'If-Match': versionOf(draft) } };
  const { note, reason, text, kind, publishAt, withdrawAt, embargoedUntil } = given;
  switch (deed) {
    case 'submit':
      return staff.POST('/v1/editorial/articles/{id}/submit', { params });
    case 'approve':
      return staff.POST('/v1/editorial/articles/{id}/approve', { params });
    case 'giveBack':
      return staff.POST('/v1/editorial/articles/{id}/give-back', { params, body: { note } });
    case 'publish':
      return staff.POST('/v1/editorial/articles/{id}/publish', { params });
    case 'schedule': {
      const withdrawReason = withdrawAt ? reason : null;
      const body = { publishAt, withdrawAt, withdrawReason, embargoedUntil };
      return staff.PUT('/v1/editorial/articles/{id}/schedule', { params, body });
    }
    case 'unschedule':
      return staff.PUT('/v1/editorial/articles/{id}/schedule', {
        params,
        body: { embargoedUntil: draft.embargoedUntil },
      });
    case 'correct':
      return staff.POST('/v1/editorial/articles/{id}/corrections', { params, body: { kind, text } });
    case 'withdraw':
      return staff.POST('/v1/editorial/articles/{id}/withdraw', { params, body: { reason } });
    case 'reinstate':
      return staff.POST('/v1/editorial/articles/{id}/reinstate', { params });
    case 'discard':
      return staff.DELETE('/v1/editorial/articles/{id}', { params });
  }
}

/** The deeds that the API allows, in the order of the page; a plan can be taken off where there is one. */
export function deedsOf({ acts, publishAt, withdrawAt }: Draft): Deed[] {
  const order: Deed[] = [
    'publish',
    'submit',
    'approve',
    'giveBack',
    'schedule',
    'unschedule',
    'correct',
    'reinstate',
    'withdraw',
    'discard',
  ];
  return order.filter((deed) =>
    deed === 'unschedule' ? acts.includes('schedule') && (publishAt ?? withdrawAt) !== null : acts.includes(deed),
  );
}
