import { api, type Suggestion } from '#lib/api/client.ts';

const MOST = 8;
const PATIENCE_MS = 2000;

/** What the beginning of a text may lead to; none when that cannot be told in time, or nobody waits for it any more. */
export async function suggestions(prefix: string, signal: AbortSignal): Promise<Suggestion[]> {
  const answer = await api
    .GET('/v1/search/suggest', {
      params: { query: { prefix, limit: MOST, fields: 'kind,text,slug' } },
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    })
    .catch(() => null);
  return signal.aborted ? [] : (answer?.data?.items ?? []);
}
