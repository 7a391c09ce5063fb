import type { Beacon } from '#lib/api/client.ts';

type Channel = Beacon['channel'];

/** Hosts and what lies below them; `google.` is every host of that name in whatever country. Mail first: it lies below others. */
const KNOWN = [
  [
    'mail',
    'mail.google. com.google.android.gm outlook. mail.yahoo. mail.proton.me app.fastmail.com mail.aol.com gmx. web.de',
  ],
  ['social', 'facebook.com instagram.com threads.com threads.net x.com twitter.com t.co bsky.app mastodon.social'],
  ['social', 'reddit.com linkedin.com lnkd.in pinterest. tiktok.com youtube.com whatsapp.com t.me telegram.org vk.com'],
  ['social', 'news.ycombinator.com tumblr.com'],
  ['search', 'google. bing.com duckduckgo.com ecosia.org search.brave.com yandex. ya.ru baidu.com qwant.com'],
  [
    'search',
    'startpage.com search.yahoo. yahoo.co.jp kagi.com naver.com seznam.cz com.google.android.googlequicksearchbox',
  ],
] as const satisfies readonly (readonly [Channel, string])[];

/** Where a reader came from who has just opened the site, in groups that tell nothing of anybody. */
export function channelOf(referrer: string, ownHost: string): Channel {
  if (!referrer) return 'direct';
  const host = URL.parse(referrer)?.host;
  if (!host) return 'other';
  if (host === ownHost) return 'site';
  const known = KNOWN.find(([, names]) => names.split(' ').some((name) => isOf(host, name)));
  return known?.[0] ?? 'other';
}

function isOf(host: string, name: string): boolean {
  const below = `.${host}`;
  return name.endsWith('.') ? below.includes(`.${name}`) : below.endsWith(`.${name}`);
}
