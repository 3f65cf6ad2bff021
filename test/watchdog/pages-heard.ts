import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '../../apps/watchdog/src/paging/pager.js';

/** A service that pages people, listening on this machine. */
export class PagesHeard {
  readonly pages: Page[] = [];
  /** What it answers; nothing is heard while that is no success. */
  status = 204;
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString()) as { pages: Page[] };
        if (this.status < 300) this.pages.push(...body.pages);
        response.writeHead(this.status).end();
      });
    });
  }

  /** Listens and answers where. */
  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/pages`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Whether somebody was told of this. */
  told(state: Page['state'], kind: Page['kind'], about?: string): boolean {
    return this.pages.some(
      (page) =>
        page.state === state && page.kind === kind && (about === undefined || page.about === about),
    );
  }
}
