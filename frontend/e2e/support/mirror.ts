import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { apiUrl } from './places.ts';
import { startHttp, startSite, type Running } from './servers.ts';

export type Told = { status: number; body: unknown };
type Mirroring = {
  /** What is asked of the API in place of this path. */
  ask?: (path: string) => string;
  /** What the site is told in place of the API's answer. */
  tell?: (answer: Told, path: string) => Told;
  /** What the pages tell the API. The real one never hears it. */
  hear?: (path: string, body: string, method: string) => void;
  /** Answers in the API's place; false leaves the request to it. */
  answer?: (request: IncomingMessage, response: ServerResponse, own: { site: string; api: string }) => boolean;
};

/**
 * The site in front of an API that says what the real one says, but for the changes of the test:
 * so its answers have the shape of the real ones, today's.
 */
export async function mirroredSite({
  ask = (path) => path,
  tell = (answer) => answer,
  hear = () => undefined,
  answer: inItsPlace = () => false,
}: Mirroring): Promise<Running & { api: string }> {
  let siteOrigin = '';
  const api = await startHttp((request, response) => {
    const path = request.url ?? '/';
    if (inItsPlace(request, response, { site: siteOrigin, api: api.origin })) return;
    const answer = async () => {
      if (request.method !== 'GET') {
        hear(path, await text(request), request.method ?? '');
        return response.writeHead(204).end();
      }
      const real = await fetch(apiUrl + ask(path));
      response.setHeader('access-control-allow-origin', '*');
      response.setHeader('content-type', real.headers.get('content-type') ?? '');
      if (!path.startsWith('/v1/')) return response.end(Buffer.from(await real.arrayBuffer()));
      const told = tell({ status: real.status, body: await real.json() }, path);
      // Addresses in the answer lead to the mirror, too.
      return response.writeHead(told.status).end(JSON.stringify(told.body).replaceAll(apiUrl, api.origin));
    };
    answer().catch(() => response.destroy());
  });
  const site = await startSite(api.origin);
  siteOrigin = site.origin;
  return {
    origin: site.origin,
    api: api.origin,
    async [Symbol.asyncDispose]() {
      await site[Symbol.asyncDispose]();
      await api[Symbol.asyncDispose]();
    },
  };
}
