import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks `condition` every `everyMs` (100 ms) until it answers true; a condition that throws counts as
 * not yet. Answers false when `timeoutMs` have passed or `signal` is aborted first.
 */
export async function until(
  condition: () => boolean | Promise<boolean>,
  options: { timeoutMs: number; everyMs?: number; signal?: AbortSignal },
): Promise<boolean> {
  const end = Date.now() + options.timeoutMs;
  for (;;) {
    if (options.signal?.aborted) return false;
    if (await answers(condition)) return true;
    if (Date.now() >= end) return false;
    await delay(options.everyMs ?? 100);
  }
}

async function answers(condition: () => boolean | Promise<boolean>): Promise<boolean> {
  try {
    return await condition();
  } catch {
    return false;
  }
}
