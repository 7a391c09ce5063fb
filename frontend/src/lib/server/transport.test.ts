import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { getText } from './transport.ts';

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server of one answer, and its address. */
function serving(answer: RequestListener): Promise<string> {
  const started = createServer(answer);
  server = started;
  return new Promise((resolve) =>
    started.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(started.address() as AddressInfo).port}/`)),
  );
}

test('brings_status_headers_and_a_body_in_utf8_however_it_is_cut', async () => {
  const bytes = Buffer.from('Μαρία 林 美玲');
  const url = await serving((_, response) => {
    response.writeHead(410, { 'cache-control': 'max-age=7' });
    response.write(bytes.subarray(0, 3));
    setImmediate(() => response.end(bytes.subarray(3)));
  });

  const got = await getText(url, {}, 1000);

  expect(got).toMatchObject({ status: 410, body: 'Μαρία 林 美玲', headers: { 'cache-control': 'max-age=7' } });
});

test('does_not_follow_redirects', async () => {
  const url = await serving((_, response) => response.writeHead(301, { location: 'http://127.0.0.1:1/' }).end());

  expect(await getText(url, {}, 1000)).toMatchObject({ status: 301, headers: { location: 'http://127.0.0.1:1/' } });
});

test.each<[string, RequestListener]>([
  ['never_answers', () => undefined],
  ['answers_without_end', (_, response) => void response.writeHead(200).write('{"slug":')],
])('gives_up_on_a_server_that_%s', async (_, answer) => {
  await expect(getText(await serving(answer), {}, 40)).rejects.toThrow('No answer in time');
});

test('takes_no_half_answer_for_a_whole_one', async () => {
  const url = await serving((_, response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{}', () => response.destroy());
  });

  await expect(getText(url, {}, 1000)).rejects.toThrow(/aborted|broke off/);
});

test('refuses_an_answer_too_large_to_be_a_page', async () => {
  const url = await serving((_, response) => response.end('x'.repeat(9_000_000)));

  await expect(getText(url, {}, 5000)).rejects.toThrow('too large');
});

test('tells_a_refused_connection', async () => {
  const url = await serving(() => undefined);
  await new Promise((resolve) => server?.close(resolve));

  await expect(getText(url, {}, 1000)).rejects.toThrow('ECONNREFUSED');
});

test('asks_again_when_a_kept_connection_turns_out_dead', async () => {
  let asked = 0;
  const url = await serving((request, response) => {
    asked += 1;
    if (asked === 2) request.socket.destroy();
    else response.end(String(asked));
  });

  const first = await getText(url, {}, 1000);
  await new Promise(setImmediate);
  const second = await getText(url, {}, 1000);

  expect([first.body, second.body]).toEqual(['1', '3']);
});
