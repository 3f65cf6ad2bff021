import type { DeadLetterList } from '#contracts/http/dead-letters.schema.js';
import type { OperationsOverview } from '#contracts/http/operations-overview.schema.js';
import type { ReactNode } from 'react';
import { StatusWord } from '../status/status-word.js';
import { stageName } from '../words/names.js';
import { texts } from '../words/texts.js';
import { duration } from '../words/time.js';
import { slowestOf } from './readers.js';

const { operations: words } = texts;

/** Five numbers that say whether anything needs a look. */
export function Numbers({
  overview,
  letters,
}: {
  readonly overview: OperationsOverview;
  readonly letters: DeadLetterList | undefined;
}) {
  const { stuck, parked, waiting, readers } = overview;
  const [worst] = stuck;
  const events = waiting.reduce((sum, one) => sum + one.events, 0);
  const oldest = waiting.map((one) => Date.parse(one.oldest)).toSorted((a, b) => a - b)[0];
  const slowest = slowestOf(readers);
  return (
    <dl className="card numbers">
      <OneNumber name={words.numbers.stuck} value={String(stuck.length)}>
        {worst === undefined ? (
          <StatusWord status="met">{words.none}</StatusWord>
        ) : (
          <StatusWord status="due">
            {words.mostCritical(stageName(worst.stage).toLowerCase())}
          </StatusWord>
        )}
      </OneNumber>
      <OneNumber name={words.numbers.parked} value={String(parked.total)}>
        {words.ofDays}
      </OneNumber>
      <OneNumber name={words.numbers.waiting} value={String(events)}>
        {oldest === undefined ? words.none : words.oldest(duration(Date.now() - oldest))}
      </OneNumber>
      <OneNumber
        name={words.numbers.letters}
        value={letters === undefined ? '–' : String(letters.total)}
      >
        {letters === undefined ? '' : words.ofGroups(letters.groups.length)}
      </OneNumber>
      <OneNumber
        name={words.numbers.slowest}
        value={slowest === undefined ? '–' : words.behind(slowest.behind)}
      >
        {slowest === undefined ? (
          words.notSaid
        ) : slowest.behind === 0 ? (
          <StatusWord status="met">{words.keepsUp}</StatusWord>
        ) : (
          slowest.name
        )}
      </OneNumber>
    </dl>
  );
}

function OneNumber({
  name,
  value,
  children,
}: {
  readonly name: string;
  readonly value: string;
  readonly children: ReactNode;
}) {
  return (
    <div>
      <dt className="small secondary">{name}</dt>
      <dd className="big-number">{value}</dd>
      <dd className="small secondary">{children}</dd>
    </div>
  );
}
