import { spawn } from 'node:child_process';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';

const built = fileURLToPath(new URL('../../build/index.js', import.meta.url));

/** Something that listens, until it is disposed of. */
export type Running = AsyncDisposable & { origin: string };

/** The built site, started once more in front of another API. */
export async function startSite(apiOrigin: string): Promise<Running> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const child = spawn(process.execPath, [built], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      ORIGIN: origin,
      API_URL: apiOrigin,
      PUBLIC_API_URL: apiOrigin,
    },
  });
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  let said = '';
  await new Promise<void>((up, failed) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('Listening')) up();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => failed(new Error(`The site ended with ${code ?? 'a signal'}: ${said}`)));
  });
  return {
    origin,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 2000);
      await gone;
      clearTimeout(late);
    },
  };
}

/** An HTTP server of the test's own, on a free port of this machine. */
export const startHttp = (answer: RequestListener) => listening(createHttpServer(answer));

/** Takes every connection, and never says a word. */
export const startSilence = () => listening(createServer(() => undefined));

/** Where nobody listens. */
export const nowhere = async () => `http://127.0.0.1:${await freePort()}`;

async function listening(server: Server): Promise<Running> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  return {
    origin: `http://127.0.0.1:${portOf(server)}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  const port = portOf(server);
  await new Promise((closed) => server.close(closed));
  return port;
}

const portOf = (server: Server) => (server.address() as AddressInfo).port;
