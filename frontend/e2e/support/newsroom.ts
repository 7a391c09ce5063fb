import { readFileSync, readdirSync } from 'node:fs';

const articlesFolder = new URL('../../../backend/demo/articles/', import.meta.url);

export type Manuscript = {
  slug: string;
  headline: string;
  standfirst: string;
  published: string;
  section: string;
  authors: string[];
  tags: string[];
  formerSlugs: string[];
  state: 'published' | 'draft' | 'scheduled' | 'embargoed' | 'withdrawn';
  withdrawnReason: string | null;
  body: string;
};

/** The demo newsroom's articles as their authors wrote them: what the site must bring, told by nobody in between. */
export const manuscripts: Manuscript[] = readdirSync(articlesFolder)
  .filter((name) => name.endsWith('.html'))
  .map((name) => read(readFileSync(new URL(name, articlesFolder), 'utf8')));

export function manuscript(slug: string): Manuscript {
  const found = manuscripts.find((one) => one.slug === slug);
  if (!found) throw new Error(`The demo newsroom has no ${slug}`);
  return found;
}

/** The text of a body that is made of nothing but paragraphs. */
export const paragraphs = (body: string): string[] =>
  [...body.matchAll(/<p>(.*?)<\/p>/gs)].map(([, text = '']) => text.trim());

function read(file: string): Manuscript {
  const [, head = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(file) ?? [];
  const said = new Map([...head.matchAll(/^(\w+): *(.*)$/gm)].map(([, key = '', value = '']) => [key, value]));
  const word = (key: string) => plain(said.get(key) ?? '');
  const words = (key: string) => (said.get(key) ?? '[]').slice(1, -1).split(',').map(plain).filter(Boolean);
  return {
    slug: word('slug'),
    headline: word('headline'),
    standfirst: word('standfirst'),
    published: word('published'),
    section: word('section'),
    authors: words('authors'),
    tags: words('tags'),
    formerSlugs: words('formerSlugs'),
    state: (word('state') || 'published') as Manuscript['state'],
    withdrawnReason: word('withdrawnReason') || null,
    body,
  };
}

/** A YAML scalar on one line; what stands between double quotes follows the rules of JSON. */
function plain(scalar: string): string {
  const trimmed = scalar.trim();
  return trimmed.startsWith('"') ? (JSON.parse(trimmed) as string) : trimmed;
}
