import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { projectRoot } from '../../apps/local-stack/src/project-root.js';
import { type Finding, seriousFindings } from './browser-stage.js';

/** Where the pictures of every screen are kept; no part of what is versioned. */
export const pictures = join(projectRoot, 'dist', 'browser-pictures');

/** How a screen is looked at. */
export type Look = {
  readonly name: string;
  readonly colorScheme: 'light' | 'dark';
  readonly width: number;
};

export const looks: readonly Look[] = [
  { name: 'light', colorScheme: 'light', width: 1440 },
  { name: 'dark', colorScheme: 'dark', width: 1440 },
  { name: 'tablet', colorScheme: 'light', width: 820 },
];

const height = 1180;
const settled = '[aria-busy="true"]';

/** Looks at a screen: takes its picture and answers what axe finds serious about it. */
export async function lookAt(
  page: Page,
  screen: { readonly name: string; readonly path: string },
  { name, colorScheme, width }: Look,
): Promise<readonly Finding[]> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height });
  await page.goto(new URL(screen.path, page.url()).href);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.locator(settled).first().waitFor({ state: 'detached' });
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${screen.name} ${name}.png`) });
  return seriousFindings(page);
}
