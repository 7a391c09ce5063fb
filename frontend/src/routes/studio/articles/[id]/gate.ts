/** The part of Trusted Types this needs; older browsers have none, and there a string is taken as it is. */
type Policies = {
  createPolicy(name: string, rules: { createHTML: (html: string) => string }): { createHTML(html: string): string };
};

const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
let policy: ReturnType<Policies['createPolicy']> | undefined;

/**
 * HTML as a tree that belongs to no page: nothing in it runs and nothing is fetched. The desk's pages alone allow this
 * gate, and what comes through it reaches a page only as what the editor's own schema makes of it.
 */
export function treeOf(html: string): HTMLElement {
  policy ??= policies?.createPolicy('broadsheet-desk', { createHTML: (text) => text });
  return new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, 'text/html').body;
}
