import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { LocalFolder } from '../../apps/local-stack/src/data/local-folder.js';
import { startOptionsFrom } from '../../apps/local-stack/src/options/start-options.js';
import type { StackAddresses } from '../../apps/local-stack/src/stack/addresses.js';
import { Stack } from '../../apps/local-stack/src/stack/stack.js';
import { browserProgram } from './browser-program.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const patienceMs = 60_000;

/** A finding of axe that keeps somebody from using the page. */
export type Finding = { readonly rule: string; readonly where: readonly string[] };

type AxeResult = {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly target: readonly string[] }[];
  }[];
};

/** The whole stack without simulated people, and a browser in front of it. */
export class BrowserStage {
  private constructor(
    private readonly directory: string,
    private readonly stack: Stack,
    private readonly browser: Browser,
    readonly addresses: StackAddresses,
  ) {}

  /** @throws Error that says what to install when there is no browser. */
  static async set(): Promise<BrowserStage> {
    const executablePath = browserProgram();
    const directory = mkdtempSync(join(tmpdir(), 'vein-to-vein-browser-'));
    const options = startOptionsFrom(['--no-simulator', '--time-scale', '1d=1d']);
    const stack = new Stack(new LocalFolder(directory), options, {
      report: () => undefined,
      onIncident: () => undefined,
    });
    const addresses = await stack.start();
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    return new BrowserStage(directory, stack, browser, addresses);
  }

  /** A window of somebody who has signed in at the provider; closed with its context. */
  async signedIn(account: string): Promise<Page> {
    const context = await this.browser.newContext({ viewport: { width: 1440, height: 900 } });
    context.setDefaultTimeout(patienceMs);
    const page = await context.newPage();
    await page.goto(this.addresses.apiUrl);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await chooseAccount(page, account);
    await page.getByRole('navigation').waitFor();
    return page;
  }

  /** Confirms as an account in the window that the page opens when `signing` happens. */
  async confirming(context: BrowserContext, account: string, signing: () => Promise<void>) {
    const opened = context.waitForEvent('page');
    await signing();
    await chooseAccount(await opened, account);
  }

  /** A token of an account, as any program would get one. */
  async token(account: string): Promise<string> {
    const answer = await fetch(`${this.addresses.issuer}/demonstration/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account }),
    });
    return ((await answer.json()) as { readonly token: string }).token;
  }

  async strike(): Promise<void> {
    await this.browser.close();
    await this.stack.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

async function chooseAccount(page: Page, account: string): Promise<void> {
  await page.locator(`button[value="${account}"]`).first().click();
}

/** What axe finds on a page that is serious or critical. */
export async function seriousFindings(page: Page): Promise<readonly Finding[]> {
  await page.evaluate(axe);
  const result = await page.evaluate<AxeResult>('axe.run(document)');
  return result.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => ({ rule: id, where: nodes.map(({ target }) => target.join(' ')) }));
}
