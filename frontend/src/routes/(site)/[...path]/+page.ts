import { error } from '@sveltejs/kit';
import type { PageLoad } from './$types';

/** Every address nobody else answers to, so that "not found" comes in the paper's own dress. */
export const load: PageLoad = () => error(404, 'Not found');
