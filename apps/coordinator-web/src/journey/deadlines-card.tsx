import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Status } from '../api/queries.js';
import { useNow } from '../app/clock.js';
import { isDueSoon, isOverdue } from '../status/journey-state.js';
import { StatusWord } from '../status/status-word.js';
import { deadlineName, deadlineSubject } from '../words/names.js';
import { dateTime, untilDue, zoneName } from '../words/time.js';
import { texts } from '../words/texts.js';

const { journey: words } = texts;
const fewAtFirst = 5;

/** Until when what has to happen, soonest first. */
export function DeadlinesCard({
  status,
  zone,
}: {
  readonly status: Status;
  readonly zone: string;
}) {
  const now = useNow();
  const [isWhole, { open }] = useDisclosure(false);
  const deadlines = status.deadlines.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const shown = isWhole ? deadlines : deadlines.slice(0, fewAtFirst);
  return (
    <section className="card">
      <div className="card-head">
        <h2>{words.deadlines}</h2>
        <span className="quiet small">{words.siteTime(zoneName(now, zone))}</span>
      </div>
      {deadlines.length === 0 && <p className="card-body secondary">{words.noDeadlines}</p>}
      <ul>
        {shown.map((deadline) => {
          const { name, at, consequence } = deadline;
          const state = isOverdue(deadline, now)
            ? 'overdue'
            : isDueSoon(deadline, now)
              ? 'due'
              : undefined;
          return (
            <li key={name} className="deadline">
              <div className="row apart">
                {state === undefined ? (
                  <span className="strong">{deadlineName(name)}</span>
                ) : (
                  <StatusWord status={state}>{deadlineName(name)}</StatusWord>
                )}
                <span className="strong">{dateTime(at, zone, now)}</span>
              </div>
              <div className="row apart small secondary">
                <span className="one-line">{deadlineSubject(name)}</span>
                <span className={state === undefined ? '' : `tone-${state}`}>
                  {untilDue(at, now)}
                </span>
              </div>
              <p className="small secondary">{words.consequence(consequence)}</p>
            </li>
          );
        })}
      </ul>
      {shown.length < deadlines.length && (
        <div className="card-body card-end">
          <Button fullWidth onClick={open}>
            {words.laterDeadlines(deadlines.length - shown.length)}
          </Button>
        </div>
      )}
    </section>
  );
}
