import type { PageLoad } from './$types';

// A page without a script counts no reader, tells nobody of its address, and stays what the link shows.
export const csr = false;

/** What stands beside a story on its own page depends on its being published. */
export const load: PageLoad = ({ data }) => ({ ...data, otherTags: [], related: [], popular: [], support: null });
