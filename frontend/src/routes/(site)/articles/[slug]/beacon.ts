import { apiUrl, type Beacon } from '#lib/api/client.ts';

/** Who has seen an article for so long has read in it. */
const READ_MS = 15_000;

/**
 * Tells the API that an article is seen, once, as soon as it is; and that it is read, once, when it was in sight for
 * 15 seconds in all or its end came into sight. It never says by whom, keeps nothing in the browser, and does without
 * for those who ask not to be tracked.
 * @param end what stands below the last line @return ends the watch, when the reader goes elsewhere
 */
export function tellOfReader(id: string, channel: Beacon['channel'], end: Element): () => void {
  let stop = watch(id, channel, end);
  // Back from elsewhere a browser shows the page as it was left, and no script starts anew: that is another view.
  const restored = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return;
    stop();
    stop = watch(id, 'site', end);
  };
  addEventListener('pageshow', restored);
  return () => {
    removeEventListener('pageshow', restored);
    stop();
  };
}

function watch(id: string, channel: Beacon['channel'], end: Element): () => void {
  if (asksToBeLeftAlone()) return () => undefined;
  const listening = new AbortController();
  const { signal } = listening;
  let hasBeenSeen = false;
  let leftMs = READ_MS;
  let since: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ending = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) read();
  });

  const read = () => {
    stop();
    tell(id, { signal: 'read', channel });
  };
  const look = () => {
    clearTimeout(timer);
    ending.disconnect();
    if (since !== null) leftMs -= performance.now() - since;
    since = null;
    // A page that is made in advance, or opened in a tab behind this one, has no reader yet.
    if (document.visibilityState !== 'visible' || isPrerendering()) return;
    if (!hasBeenSeen) tell(id, { signal: 'view', channel });
    hasBeenSeen = true;
    since = performance.now();
    timer = setTimeout(read, leftMs);
    ending.observe(end);
  };
  const stop = () => {
    listening.abort();
    clearTimeout(timer);
    ending.disconnect();
  };

  document.addEventListener('visibilitychange', look, { signal });
  document.addEventListener('prerenderingchange', look, { signal });
  look();
  return stop;
}

/** Plain text needs no leave of the other host, so it costs one request; that it fails is no reader's concern. */
function tell(id: string, beacon: Beacon): void {
  try {
    navigator.sendBeacon(`${apiUrl}/v1/articles/${id}/views`, JSON.stringify(beacon));
  } catch {
    // A browser without beacons, or one that forbids them.
  }
}

/** Do Not Track and Global Privacy Control. The API would not count them either; here not even a request is made. */
function asksToBeLeftAlone(): boolean {
  const { doNotTrack, globalPrivacyControl }: Navigator & { globalPrivacyControl?: boolean } = navigator;
  return doNotTrack === '1' || globalPrivacyControl === true;
}

const isPrerendering = () => (document as Document & { prerendering?: boolean }).prerendering === true;
