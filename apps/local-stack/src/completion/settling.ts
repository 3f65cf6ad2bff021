import { LocalStackError } from '../local-stack-error.js';
import type { Counter } from '../summary/figures.js';
import { until } from '../until.js';

const quietLooks = 3;
const everyMs = 1_000;
const timeoutMs = 120_000;

/**
 * Waits until everything sent was taken in and everything journalled was projected, and stays so for three
 * looks. Throws `not-settled` after two minutes.
 */
export async function untilSettled(counter: Counter): Promise<void> {
  let quiet = 0;
  let before = '';
  const isSettled = async (): Promise<boolean> => {
    const { topics } = await counter.count();
    const now = `${topics.sent} ${topics.deadLettered}`;
    const isIdle = topics.waiting.events === 0 && topics.waiting.records <= 0 && now === before;
    before = now;
    quiet = isIdle ? quiet + 1 : 0;
    return quiet >= quietLooks;
  };
  if (await until(isSettled, { timeoutMs, everyMs })) return;
  throw new LocalStackError(
    'not-settled',
    'The run did not come to rest within two minutes after its last patient was done',
    'Look into .local/logs for what event-intake and journal-projector could not do.',
  );
}
