/** Something of another site that may stand in a text: whose it is, and the one address it goes by. */
export type Embed = { host: string; url: string };

type Host = {
  name: string;
  /** Its domains, without what stands before them. */
  domains: readonly string[];
  /** The one address of what an address shows; null where that is nothing to be embedded. */
  canonical: (url: URL) => string | null;
};

const part = (path: string, pattern: RegExp): string | null => pattern.exec(path)?.[1] ?? null;

/** Seconds: YouTube says `90`, `90s` or `1m30s`. */
function seconds(said: string | null): number {
  const [, hours, minutes, rest] = /^(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,5})s?)?$/.exec(said ?? '') ?? [];
  return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(rest ?? 0);
}

function youtube(url: URL): string | null {
  const { hostname, pathname, searchParams } = url;
  const list = searchParams.get('list');
  if (pathname === '/playlist') {
    return list && /^[\w-]{12,64}$/.test(list) ? `https://www.youtube.com/playlist?list=${list}` : null;
  }
  const id = hostname.endsWith('youtu.be')
    ? part(pathname, /^\/([\w-]{11})\/?$/)
    : pathname === '/watch'
      ? searchParams.get('v')
      : part(pathname, /^\/(?:embed|shorts|live|v)\/([\w-]{11})\/?$/);
  if (!id || !/^[\w-]{11}$/.test(id)) return null;
  const from = seconds(searchParams.get('t') ?? searchParams.get('start'));
  return `https://www.youtube.com/watch?v=${id}${from > 0 ? `&t=${from}s` : ''}`;
}

function vimeo({ hostname, pathname, searchParams }: URL): string | null {
  const isPlayer = hostname === 'player.vimeo.com';
  const [, id, mark] = (isPlayer ? /^\/video\/(\d+)\/?$/ : /^\/(\d+)(?:\/([0-9a-f]+))?\/?$/).exec(pathname) ?? [];
  const hidden = mark ?? searchParams.get('h');
  if (!id) return null;
  return `https://vimeo.com/${id}${hidden && /^[0-9a-f]+$/.test(hidden) ? `/${hidden}` : ''}`;
}

/** Whose players may stand in a text. What is of nobody here stays a link. */
const HOSTS: readonly Host[] = [
  { name: 'YouTube', domains: ['youtube.com', 'youtu.be', 'youtube-nocookie.com'], canonical: youtube },
  { name: 'Vimeo', domains: ['vimeo.com'], canonical: vimeo },
  {
    name: 'Spotify',
    domains: ['open.spotify.com'],
    canonical: ({ pathname }) => {
      const what = part(
        pathname,
        /^\/(?:intl-[a-z]{2}\/)?(?:embed\/)?((?:track|album|playlist|episode|show|artist)\/[A-Za-z0-9]{22})\/?$/,
      );
      return what && `https://open.spotify.com/${what}`;
    },
  },
  {
    name: 'SoundCloud',
    domains: ['soundcloud.com'],
    canonical: ({ hostname, pathname }) => {
      const what = part(pathname, /^\/([\w-]+\/(?:sets\/)?[\w-]+)\/?$/);
      // Short links lead somewhere that only SoundCloud knows.
      return what && !hostname.startsWith('on.') ? `https://soundcloud.com/${what}` : null;
    },
  },
];

/** PeerTube has no domain of its own: whoever runs it is known by the form of its addresses. */
function peertube({ hostname, pathname }: URL): string | null {
  const short = part(pathname, /^\/w\/([1-9A-HJ-NP-Za-km-z]{22})\/?$/);
  const long = part(pathname, /^\/videos\/(?:watch|embed)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/?$/);
  return (short ?? long) ? `https://${hostname}/${short ? `w/${short}` : `videos/watch/${long}`}` : null;
}

const isOf = (hostname: string, domain: string) => hostname === domain || hostname.endsWith(`.${domain}`);

/** What an address shows, if that may be embedded; null for everything else, which is a link. */
export function embedOf(address: string): Embed | null {
  const url = URL.parse(address.trim());
  if (url?.protocol !== 'https:' || url.username || url.port || /\s/.test(address.trim())) return null;
  const host = HOSTS.find(({ domains }) => domains.some((domain) => isOf(url.hostname, domain)));
  const [name, canonical] = host ? [host.name, host.canonical(url)] : ['PeerTube', peertube(url)];
  return canonical ? { host: name, url: canonical } : null;
}

/** Who may be embedded, for those who ask. */
export const hostNames: string = [...HOSTS.map(({ name }) => name), 'PeerTube'].join(', ');

/** `video.example`, as the API writes it in the link of an embed. */
export const hostOf = (url: string): string => (URL.parse(url)?.hostname ?? url).replace(/^www\./, '');
