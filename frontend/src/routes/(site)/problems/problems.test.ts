import { expect, test } from 'vitest';
import { problems } from './problems.ts';

test('explains_every_problem_once', () => {
  const names = problems.map(({ name }) => name);

  expect(new Set(names).size).toBe(names.length);
});

test.each(problems)('$name closes its code spans and says what to do', ({ meaning, remedy, status }) => {
  expect(`${meaning}${remedy}`.split('`').length % 2).toBe(1);
  expect(remedy).not.toBe('');
  expect(status).toBeGreaterThanOrEqual(400);
});
