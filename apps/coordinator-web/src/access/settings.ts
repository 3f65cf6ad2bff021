import type { Session } from '#contracts/http/session.schema.js';

/** What the server tells the page before anybody is signed in. */
export type PageSettings = Session;

/** Reads the settings of the page from where it came. @throws Error when they are not there */
export async function readSettings(): Promise<PageSettings> {
  const answer = await fetch('/api/v1/session');
  if (!answer.ok) throw new Error('The settings of this page could not be read.');
  return (await answer.json()) as PageSettings;
}
