const lists = new Map<string, Intl.ListFormat>();

/** `Ana, Ben and Chi`, in parts, so that each name can be a link of its own. */
export function listed(names: string[], language: string): { text: string; index: number | null }[] {
  let list = lists.get(language);
  if (!list) {
    list = new Intl.ListFormat(language, { style: 'long', type: 'conjunction' });
    lists.set(language, list);
  }
  let index = 0;
  return list
    .formatToParts(names)
    .map(({ type, value }) => ({ text: value, index: type === 'element' ? index++ : null }));
}

/** A language's name in that language: `português` for `pt`. */
export function languageName(language: string): string {
  return new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;
}
