import { api, by } from '#lib/api/client.ts';
import { listing } from '#lib/api/listing.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ fetch, url, params: { slug } }) =>
  listing(
    { fetch, url, slug },
    { tag: slug },
    api.GET('/v1/tags/{slug}', { params: { path: { slug } }, ...by(fetch) }),
  );
