import { asPreview } from '#lib/server/preview.ts';
import type { RequestHandler } from './$types';

/** The readers' own page and no copy of it, with the text of the link in place of a published one. */
export const GET: RequestHandler = async ({ fetch, params }) => asPreview(await fetch(`/articles/~${params.token}`));
