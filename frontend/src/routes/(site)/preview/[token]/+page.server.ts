import { api, by, need } from '#lib/api/client.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params }) => ({
  article: await need(api.GET('/v1/editorial/previews/{token}', { params: { path: params }, ...by(fetch) })),
});
