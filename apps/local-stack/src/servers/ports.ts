import { connect, createServer } from 'node:net';
import { LocalStackError } from '../local-stack-error.js';
import type { Report } from './report.js';
import { reservePort } from './reserved-port.js';

const host = '127.0.0.1';

/** `preferred` when it is free; otherwise another, and `report` is told so in the name of who needs it. */
export async function choosePort(name: string, preferred: number, report: Report): Promise<number> {
  const port = await freePort(preferred);
  if (port !== preferred) report(`${name}: port ${preferred} is busy, ${port} is taken instead`);
  return port;
}

/** `preferred` when nobody listens there and no other stack has it, otherwise any free port of this machine. */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && reservePort(preferred) && (await isFree(preferred))) {
    return preferred;
  }
  for (;;) {
    const port = await anyPort();
    if (reservePort(port)) return port;
  }
}

function anyPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, host, () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

const portTaken = /address already in use|eaddrinuse/i;
const startAttempts = 3;

/** Starts a server, anew when somebody took its port between the choice and the start. */
export async function startOnChosenPort<T>(start: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start();
    } catch (error) {
      const isTaken = error instanceof LocalStackError && portTaken.test(error.message);
      if (!isTaken || attempt === startAttempts) throw error;
    }
  }
}

/** Whether something accepts connections at a port of this machine. */
export function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1_000 });
    const answer = (listening: boolean): void => {
      socket.destroy();
      resolve(listening);
    };
    socket.once('connect', () => answer(true));
    socket.once('timeout', () => answer(false));
    socket.once('error', () => answer(false));
  });
}

/** Bound on all addresses, because a server of somebody else may listen on any of them. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
