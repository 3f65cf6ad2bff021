import {
  ApplicationFailure,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  defineUpdate,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setHandler,
  sleep,
} from '@temporalio/workflow';

/** The activities of the workflow that carries a canary everywhere. */
export type CanaryActivities = {
  /** Answers what it was given. */
  readonly echo: (text: string) => Promise<string>;
  /** Fails with what it was given as its message. */
  readonly fail: (text: string) => Promise<never>;
};

/** Hands over a canary. */
export const songSignal = defineSignal<[string]>('song');

/** Answers with the canary it is given, or is refused with it when `isRefused`. */
export const songUpdate = defineUpdate<string, [string, boolean]>('song');

/** Answers with the canary it is given. */
export const songQuery = defineQuery<string, [string]>('song');

/** How the run ends: it begins anew, or fails with the canary. */
export const endSignal = defineSignal<['roll' | 'fail']>('end');

const retry = { maximumAttempts: 1 };
const remote = proxyActivities<CanaryActivities>({ startToCloseTimeout: '10 seconds', retry });
const local = proxyLocalActivities<CanaryActivities>({ startToCloseTimeout: '10 seconds', retry });

/** Carries a canary through everything of Temporal that carries a payload or a failure. */
export async function canaryWorkflow(canary: string): Promise<string> {
  let end: 'roll' | 'fail' | undefined;
  let heard = '';
  setHandler(songSignal, (song) => {
    heard = song;
  });
  setHandler(endSignal, (how) => {
    end = how;
  });
  setHandler(songQuery, (song) => song + heard);
  setHandler(
    songUpdate,
    (song, isRefused) => {
      if (isRefused) throw ApplicationFailure.nonRetryable(song, 'Refused', song);
      return song;
    },
    {
      validator: (song, _isRefused) => {
        if (song === '') throw new Error(`nothing of ${canary}`);
      },
    },
  );
  setCurrentDetails(canary);
  await remote.echo.executeWithOptions({ summary: canary }, [canary]);
  await local.echo(canary);
  await remote.fail(canary).catch(() => undefined);
  await local.fail(canary).catch(() => undefined);
  await sleep(1, { summary: canary });
  await condition(() => end !== undefined);
  if (end === 'roll') await continueAsNew<typeof canaryWorkflow>(canary);
  throw ApplicationFailure.nonRetryable(canary, 'Ended', canary);
}
