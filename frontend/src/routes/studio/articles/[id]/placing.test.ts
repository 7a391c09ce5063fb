import { expect, test, vi } from 'vitest';
import { isSame, type Placing } from './placing.ts';

vi.mock('../../staff.ts', () => ({ staff: {}, said: () => undefined }));
vi.mock('../stories.ts', () => ({ storiesOf: () => Promise.resolve([]) }));

const story = (id: string) => ({ id, headline: id, language: 'en', section: '', isPublic: true });
const placing = (pinned: string[], excluded: string[], more: Partial<Placing> = {}): Placing => ({
  pinned: pinned.map(story),
  excluded: excluded.map(story),
  isOffered: true,
  isExcludedFromPopular: false,
  ...more,
});

test('the_order_says_something_of_what_is_pinned_and_nothing_of_what_is_kept_away', () => {
  expect(isSame(placing(['a', 'b'], []), placing(['b', 'a'], []))).toBe(false);
  expect(isSame(placing([], ['a', 'b']), placing([], ['b', 'a']))).toBe(true);
  expect(isSame(placing([], []), placing([], [], { isExcludedFromPopular: true }))).toBe(false);
});
