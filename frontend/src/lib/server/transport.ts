import { Agent as HttpAgent, get as httpGet, type IncomingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent, get as httpsGet } from 'node:https';

export type Got = { status: number; headers: IncomingHttpHeaders; body: string };

const LARGEST_BYTES = 8_000_000;

// Idle connections are given up before the API, which waits 15 s, hangs up on them.
const kept = { keepAlive: true, maxSockets: 64, timeout: 10_000 };
const http = new HttpAgent(kept);
const https = new HttpsAgent(kept);

/**
 * One GET over a kept-open connection, redirects not followed. Node's own http instead of its fetch, which spends several
 * times the processor time on the same answer. Rejects when the whole body is not there in time.
 */
export function getText(url: string, headers: Record<string, string>, milliseconds: number): Promise<Got> {
  const isSafe = url.startsWith('https:');
  return new Promise((resolve, reject) => {
    const request = (isSafe ? httpsGet : httpGet)(url, { agent: isSafe ? https : http, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
        if (body.length > LARGEST_BYTES) request.destroy(new Error('The answer is too large'));
      });
      response.on('error', fail);
      response.on('end', () => {
        clearTimeout(deadline);
        if (response.complete) resolve({ status: response.statusCode ?? 502, headers: response.headers, body });
        else fail(new Error('The answer broke off'));
      });
    });
    const deadline = setTimeout(() => request.destroy(new Error('No answer in time')), milliseconds);
    const fail = (error: Error) => {
      clearTimeout(deadline);
      reject(error);
    };
    request.on('error', (error: NodeJS.ErrnoException) => {
      // The API was restarted, or hung up just as we spoke: a kept connection says nothing about a new one.
      if (!request.reusedSocket || error.code !== 'ECONNRESET') return fail(error);
      clearTimeout(deadline);
      getText(url, headers, milliseconds).then(resolve, reject);
    });
  });
}
