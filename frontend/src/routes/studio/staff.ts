import { clientWith } from '#lib/api/client.ts';
import type { components } from '#lib/api/schema.d.ts';
import { renewal } from './renewal.svelte.ts';

type Schemas = components['schemas'];
export type AuditEntry = Schemas['AuditEntry'];
export type Member = Schemas['Member'];
export type Role = Schemas['Role'];
export type Session = Schemas['StaffSession'];
/** Where one is signed in. */
export type SessionItem = Schemas['StaffSessionItem'];
/** What a link from a letter is for. */
export type StaffLink = Schemas['StaffLink'];
export type Token = Schemas['Token'];
/** What went wrong, in the API's words; in ours, with status 0, where it did not answer. */
export type Problem = Pick<Schemas['Problem'], 'type' | 'status' | 'detail' | 'errors'>;

/** What the pages of the desk hang on: after `invalidate(SESSION)` they ask anew who is signed in, and what for. */
export const SESSION = 'studio:session';

/**
 * The client of the desk. It shows the API who is signed in, and where nobody is any more it waits until somebody is:
 * whoever calls it need not know that a session ends.
 */
export const staff = clientWith({
  credentials: 'include',
  cache: 'no-store',
  async fetch(request) {
    const again = request.clone();
    const response = await globalThis.fetch(request);
    const isOver = response.status === 401 && !(request.method === 'POST' && request.url.endsWith('/session'));
    if (!isOver) return response;
    return (await renewal.ask(await isForRecent(response.clone()))) ? globalThis.fetch(again) : response;
  },
});

/** Whether the session stands but began too long ago for what was asked. */
async function isForRecent(response: Response): Promise<boolean> {
  const problem = (await response.json().catch(() => null)) as Problem | null;
  return problem !== null && kindOf(problem) === 'sign-in-again';
}

type Said<T> = { data: T | undefined; problem: null } | { data: undefined; problem: Problem };

/** What the API said; silence becomes a problem like any other. */
export async function said<T>(
  call: Promise<{ data?: T; error?: Problem | undefined; response: Response }>,
): Promise<Said<T>> {
  const answer = await call.catch(() => null);
  if (answer?.response.ok) return { data: answer.data, problem: null };
  if (answer?.error?.status) return { data: undefined, problem: answer.error };
  const detail = 'The newsroom’s server does not answer. Nothing that you typed is lost: try again in a moment.';
  return { data: undefined, problem: { type: 'unreachable', status: 0, detail, errors: [] } };
}

/** A problem that is found before the API is asked, at its field. */
export const faulty = (field: string, detail: string): Problem => ({
  type: 'here',
  status: 0,
  detail: '',
  errors: [{ pointer: `/${field}`, detail }],
});

/** The stable name of the kind of a problem. */
export const kindOf = ({ type }: Problem): string => type.slice(type.lastIndexOf('/') + 1);
