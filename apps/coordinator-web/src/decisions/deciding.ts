import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { DecisionAnswer } from '#contracts/http/decision.schema.js';
import { personIn } from '../access/person.js';
import { useSession } from '../access/session.js';
import { confirmIdentity, StepUpError } from '../access/step-up.js';
import { ask } from '../api/http.js';
import { ProblemError } from '../api/problem.js';
import { journeyKey, movingKeys } from '../api/queries.js';

/** A decision as it is sent. */
export type Deciding = {
  readonly journeyId: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly basis: string | undefined;
  /** What is signed; null when nothing is. */
  readonly hash: string | null;
  readonly meaning: string | null;
  readonly persons: 1 | 2;
};

type Failed = {
  readonly name: 'failed';
  readonly error: ProblemError | StepUpError | SamePersonError;
};

/** Where a decision is on its way. */
export type Step =
  | { readonly name: 'asking' }
  | { readonly name: 'confirming'; readonly person: 1 | 2 }
  | { readonly name: 'second'; readonly confirm: () => void }
  | { readonly name: 'sending' }
  | { readonly name: 'answered'; readonly answer: DecisionAnswer }
  | Failed;

/** The person who signed first confirmed as the second as well. */
export class SamePersonError extends Error {}

type Body = { readonly journeyId: string; readonly key: string; readonly body: object };

/** Takes a decision: confirms who signs, sends it, and can repeat it unchanged. */
export function useDeciding() {
  const { settings } = useSession();
  const queries = useQueryClient();
  const [step, setStep] = useState<Step>({ name: 'asking' });
  const sent = useRef<Body | null>(null);
  const abort = useRef<AbortController | null>(null);

  const send = async ({ journeyId, key, body }: Body): Promise<void> => {
    setStep({ name: 'sending' });
    const answer = await ask<DecisionAnswer>(
      `/api/v1/journeys/${encodeURIComponent(journeyId)}/decisions`,
      { method: 'POST', body, idempotencyKey: key },
    );
    setStep({ name: 'answered', answer });
    for (const queryKey of [journeyKey(journeyId), ...movingKeys])
      void queries.invalidateQueries({ queryKey });
  };

  const confirmed = (person: 1 | 2, hash: string, signal: AbortSignal): Promise<string> => {
    setStep({ name: 'confirming', person });
    return confirmIdentity(settings, hash, signal);
  };

  const tokensOf = async (
    { hash, persons }: Deciding,
    signal: AbortSignal,
  ): Promise<readonly string[]> => {
    if (hash === null) return [];
    const first = await confirmed(1, hash, signal);
    if (persons === 1) return [first];
    // A window opens only where somebody has just pressed something.
    await new Promise<void>((resolve) => setStep({ name: 'second', confirm: resolve }));
    const second = await confirmed(2, hash, signal);
    if (personIn(first).subject === personIn(second).subject) throw new SamePersonError();
    return [first, second];
  };

  const run = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (
        error instanceof ProblemError ||
        error instanceof StepUpError ||
        error instanceof SamePersonError
      )
        setStep({ name: 'failed', error });
      else throw error;
    }
  };

  return {
    step,
    decide: (deciding: Deciding): void => {
      abort.current = new AbortController();
      const { signal } = abort.current;
      void run(async () => {
        const tokens = await tokensOf(deciding, signal);
        const { journeyId, type, data, basis, meaning } = deciding;
        const signatures = tokens.map((idToken) => ({ idToken, meaning }));
        const body = {
          type,
          data,
          ...(basis === undefined ? {} : { basis }),
          ...(signatures.length === 0
            ? {}
            : { signature: signatures.length === 1 ? signatures[0] : signatures }),
        };
        sent.current = { journeyId, key: crypto.randomUUID(), body };
        await send(sent.current);
      });
    },
    /** Sends the same once more, for an answer that did not come. */
    repeat: (): void => {
      const last = sent.current;
      if (last !== null) void run(() => send(last));
    },
    stop: (): void => {
      abort.current?.abort();
      setStep({ name: 'asking' });
    },
  };
}
