import { LocalStackError } from '../local-stack-error.js';
import type { StartOptions } from '../options/start-options.js';

/** What is known of a run in which nothing happens any more: `waiting` are lines about its open journeys. */
export type StuckRun = {
  readonly enrolled: number;
  readonly waiting: readonly string[];
  readonly options: Pick<StartOptions, 'patients' | 'simulator'>;
  readonly logs: string;
};

/** Says of a run that it does not come to its end, why as far as known, and what to do (`run-stuck`). */
export function stuckRun({ enrolled, waiting, options, logs }: StuckRun): LocalStackError {
  const missing = options.patients - enrolled;
  const lines = [
    ...(missing > 0 ? [`${missing} of ${options.patients} patients were not enrolled.`] : []),
    ...(waiting.length > 0 ? ['Journeys that wait:', ...waiting.map((line) => `  ${line}`)] : []),
  ];
  return new LocalStackError(
    'run-stuck',
    ['', 'Nothing moves any more, so this run does not come to its end.', ...lines, ''].join('\n'),
    options.simulator
      ? `Look into ${logs}, and, after npm start, at the journeys in Temporal's page.`
      : 'Nobody acts for partners and people: start without --no-simulator, or without --until-complete.',
  );
}
