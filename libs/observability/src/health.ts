import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { register } from 'prom-client';

/** What must hold before a process is of use, by name; a check throws when it does not hold. */
export type HealthChecks = Readonly<Record<string, () => void | Promise<void>>>;

/** The verdict on all checks; a failed one carries the words of its error. */
export type Readiness = {
  readonly status: 'ready' | 'not-ready';
  readonly checks: Readonly<Record<string, string>>;
};

const longestCheckMs = 3_000;

/** Runs every check, each for at most three seconds. */
export async function readinessOf(checks: HealthChecks): Promise<Readiness> {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await outcomeOf(check)] as const),
  );
  const isReady = results.every(([, outcome]) => outcome === 'ok');
  return { status: isReady ? 'ready' : 'not-ready', checks: Object.fromEntries(results) };
}

async function outcomeOf(check: () => void | Promise<void>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, longestCheckMs, `no answer within ${longestCheckMs} ms`);
  });
  try {
    return await Promise.race([Promise.resolve(check()).then(() => 'ok'), late]);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearTimeout(timer);
  }
}

/** Serves `/health/live` (with its process id), `/health/ready` and `/metrics` of one process on a port of its own. */
export class HealthServer {
  private readonly server: Server;

  constructor(
    private readonly address: { readonly host: string; readonly port: number },
    private readonly checks: HealthChecks,
  ) {
    this.server = createServer((request, response) => {
      void this.answer(request.url?.split('?')[0], response);
    });
  }

  /** Listens; returns the port, which is of interest when any would do. */
  async start(): Promise<number> {
    const { host, port } = this.address;
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, resolve);
    });
    return (this.server.address() as AddressInfo).port;
  }

  /** Answers nobody any more. */
  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async answer(path: string | undefined, response: ServerResponse): Promise<void> {
    if (path === '/health/live') return json(response, 200, { status: 'live', pid: process.pid });
    if (path === '/health/ready') {
      const readiness = await readinessOf(this.checks);
      return json(response, readiness.status === 'ready' ? 200 : 503, readiness);
    }
    if (path === '/metrics') {
      const body = await register.metrics();
      response.writeHead(200, { 'content-type': register.contentType }).end(body);
      return;
    }
    json(response, 404, { status: 'not-found' });
  }
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
