import { error } from '@sveltejs/kit';
import { api, by, may } from '#lib/api/client.ts';
import { renewal } from './renewal.svelte.ts';
import { said, SESSION, staff, type Session } from './staff.ts';
import type { LayoutLoad } from './$types';

// Only the browser has the session: its cookie is for the API alone, and this site's server never sees it.
export const ssr = false;

export const load: LayoutLoad = async ({ fetch, depends }) => {
  depends(SESSION);
  const [session, site] = await Promise.all([whoIsIn(), may(api.GET('/v1/site', by(fetch, 3000)))]);
  renewal.email = session?.member.email ?? null;
  return {
    session,
    paper: site?.name ?? 'Broadsheet',
    language: site?.language ?? 'en',
    timeZone: site?.timeZone ?? 'UTC',
  };
};

async function whoIsIn(): Promise<Session | null> {
  const { data, problem } = await said(staff.GET('/v1/staff/session'));
  if (problem && problem.status !== 401) error(503, 'The newsroom’s server does not answer');
  return data ?? null;
}
