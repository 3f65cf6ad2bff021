import type { RuleSlice } from '#products/products.js';
import { recordedRun } from './replayed-run.js';

type Started = {
  readonly workflowExecutionStartedEventAttributes?: {
    readonly input: { readonly payloads: readonly { readonly data: string }[] };
  };
};

/** The rules under which the journey of a committed history was enrolled. */
export function recordedRules(file: string): RuleSlice {
  const [first] = recordedRun(file).events as readonly Started[];
  const [payload] = first?.workflowExecutionStartedEventAttributes?.input.payloads ?? [];
  const text = Buffer.from(payload?.data ?? '', 'base64').toString();
  return (JSON.parse(text) as { readonly enrolment: { readonly rules: RuleSlice } }).enrolment
    .rules;
}
