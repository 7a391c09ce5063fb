import type { components } from '#lib/api/schema.d.ts';
import { storiesOf, type Story } from '../stories.ts';
import { said, staff, type Problem } from '../../staff.ts';

type Sent = components['schemas']['Placing'];
/** What editors decided of an article's place in the lists that make themselves. */
export type Placing = Pick<Sent, 'isOffered' | 'isExcludedFromPopular'> & { pinned: Story[]; excluded: Story[] };

const idsOf = (stories: Story[]) => stories.map(({ id }) => id);

const sentOf = ({ pinned, excluded, isOffered, isExcludedFromPopular }: Placing): Sent => ({
  pinned: idsOf(pinned),
  excluded: idsOf(excluded),
  isOffered,
  isExcludedFromPopular,
});

/** Whether two decide the same; in which order stories are kept out says nothing. */
export function isSame(one: Placing, other: Placing): boolean {
  const textOf = (placing: Placing) => {
    const sent = sentOf(placing);
    return JSON.stringify([sent.pinned, sent.excluded.toSorted(), sent.isOffered, sent.isExcludedFromPopular]);
  };
  return textOf(one) === textOf(other);
}

type Answer = { placing: Placing; problem: null } | { placing: null; problem: Problem };

/** What was decided, with the stories' names. */
export async function placingOf(id: string): Promise<Answer> {
  const { data, problem } = await said(staff.GET('/v1/editorial/articles/{id}/placing', { params: { path: { id } } }));
  if (problem || !data) return { placing: null, problem: problem ?? nothing };
  const [pinned, excluded] = await Promise.all([storiesOf(data.pinned), storiesOf(data.excluded)]);
  return { placing: { ...data, pinned, excluded }, problem: null };
}

/** Decides it. @return what went wrong, if anything did */
export async function place(id: string, placing: Placing): Promise<Problem | null> {
  const params = { path: { id } };
  const { problem } = await said(staff.PUT('/v1/editorial/articles/{id}/placing', { params, body: sentOf(placing) }));
  return problem;
}

const nothing: Problem = { type: 'empty', status: 0, detail: 'The newsroom’s server said nothing.', errors: [] };
