import { describe, expect, it } from '@jest/globals';
import { MockActivityEnvironment } from '@temporalio/testing';
import { signsOfLife } from './signs-of-life.js';

/** Runs an activity that ends once as many signs were told, or at once where none are awaited; answers how many were told. */
async function signsTold(heartbeatTimeoutMs: number | undefined, awaited: number): Promise<number> {
  const environment = new MockActivityEnvironment(
    heartbeatTimeoutMs === undefined ? {} : { heartbeatTimeoutMs },
  );
  let told = 0;
  let enough: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    enough = resolve;
  });
  environment.on('heartbeat', () => {
    told += 1;
    if (told === awaited) enough();
  });
  const { inbound } = signsOfLife(environment.context);
  await inbound?.execute?.({ args: [], headers: {} }, () =>
    awaited === 0 ? Promise.resolve() : ended,
  );
  return told;
}

describe('an activity', () => {
  it('tells again and again that it is under way, where the server waits for it', async () => {
    expect(await signsTold(20, 3)).toBe(3);
  });

  it('tells nothing where nobody waits for it', async () => {
    expect(await signsTold(undefined, 0)).toBe(0);
  });
});
