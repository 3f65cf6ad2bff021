import { Button } from '@mantine/core';
import type { Status } from '../api/queries.js';
import { useNow } from '../app/clock.js';
import { useMay } from '../decisions/rights.js';
import { statuses } from '../status/status.js';
import { decisionWords } from '../words/decision-words.js';
import { holdForbidding, holdName, sentenceOf } from '../words/names.js';
import { dateTimeZone } from '../words/time.js';
import { texts } from '../words/texts.js';
import { useAct } from './act.js';
import { AlertBar } from './alert-bar.js';

const { journey: words } = texts;

/** What stops the journey, waits for a second signature, or calls for somebody now; above everything else. */
export function HoldBars({ status, zone }: { readonly status: Status; readonly zone: string }) {
  const now = useNow();
  const act = useAct();
  const may = useMay(status);
  const { icon: Hold } = statuses.hold;
  const { icon: Wait } = statuses.waiting;
  const at = (instant: string): string => dateTimeZone(instant, zone, now);
  return (
    <>
      {status.holds.map(({ kind, since, liftedBy }) => (
        <div key={`${kind} ${since}`} className="bar bar-hold" role="status">
          <Hold size={22} className="tone-hold" aria-hidden />
          <p>
            <b>{words.hold(at(since), holdName(kind))}</b> {holdForbidding(kind)}{' '}
            {words.liftedBy(liftedByWords(liftedBy))}
          </p>
          {may(liftedBy) === true && (
            <Button onClick={() => act({ kind: 'decide', type: liftedBy, data: { kind } })}>
              {decisionWords(liftedBy).name}
            </Button>
          )}
        </div>
      ))}
      {status.awaitingSecond.map(({ type, data, at: signedAt, by }) => (
        <div key={`${type} ${signedAt}`} className="bar bar-wait" role="status">
          <Wait size={20} className="tone-wait" aria-hidden />
          <p>
            {words.awaitingSecond(
              decisionWords(type).name,
              by.map(({ id }) => id).join(', '),
              at(signedAt),
            )}
          </p>
          {may(type) === true && (
            <Button onClick={() => act({ kind: 'decide', type, data, isSecond: true })}>
              {words.addSecond}
            </Button>
          )}
        </div>
      ))}
      <AlertBar status={status} zone={zone} />
    </>
  );
}

/** A hold is lifted by a decision, or by an event that somebody reports. */
function liftedByWords(what: string): string {
  return what.includes('.')
    ? sentenceOf(what).toLowerCase()
    : decisionWords(what).name.toLowerCase();
}
