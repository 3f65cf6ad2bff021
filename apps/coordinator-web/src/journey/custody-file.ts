import { ask } from '../api/http.js';

/** Fetches the sealed record of a journey and hands it to the browser as a file. @throws ProblemError */
export async function saveCustodyFile(journeyId: string): Promise<void> {
  const path = `/api/v1/journeys/${encodeURIComponent(journeyId)}/custody/export`;
  const file = new Blob([JSON.stringify(await ask<unknown>(path), null, 2)], {
    type: 'application/json',
  });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `custody-${journeyId}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}
