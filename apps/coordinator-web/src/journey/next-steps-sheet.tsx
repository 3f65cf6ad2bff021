import type { Status } from '../api/queries.js';
import {
  deadlineName,
  deadlineSubject,
  holdForbidding,
  holdName,
  ownerName,
  stageName,
} from '../words/names.js';
import { dateTimeZone, withLocalTimes } from '../words/time.js';
import { texts } from '../words/texts.js';
import { Sheet } from './sheet.js';

const { documents: words, journey } = texts;
/** So many fit on one page; the later ones are years away. */
const mostOnPaper = 6;

/** What the journey waits for, who has it, until when, whom to call: one page. */
export function NextStepsSheet({
  status,
  zone,
}: {
  readonly status: Status;
  readonly zone: string;
}) {
  const now = Date.parse(status.asOf);
  const soonest = status.deadlines.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const unmet = status.waitingFor.filter(({ met }) => !met);
  return (
    <Sheet title={words.nextSteps} status={status} zone={zone}>
      <p>
        <b>{stageName(status.stage)}</b>,{' '}
        {journey.since(dateTimeZone(status.stageSince, zone, now))}
      </p>
      {status.holds.map(({ kind, since }) => (
        <p key={kind} className="sheet-hold">
          <b>{journey.hold(dateTimeZone(since, zone, now), holdName(kind))}</b>{' '}
          {holdForbidding(kind)}
        </p>
      ))}
      <table>
        <thead>
          <tr>
            {Object.values(words.columns).map((column) => (
              <th key={column}>{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {unmet.map(({ requirement, text, owner, dueAt, consequence, contact }) => (
            <tr key={requirement}>
              <td>
                <b>{withLocalTimes(text, zone, now)}</b>
                {consequence !== undefined && <div>{journey.consequence(consequence)}</div>}
              </td>
              <td>{ownerName(owner)}</td>
              <td>{dueAt === undefined ? '–' : dateTimeZone(dueAt, zone, now)}</td>
              <td>{contact == null ? '–' : `${contact.organisation}, ${contact.phone}`}</td>
              <td className="sheet-tick" />
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{journey.deadlines}</h2>
      {status.deadlines.length === 0 && <p>{journey.noDeadlines}</p>}
      <ul>
        {soonest.slice(0, mostOnPaper).map(({ name, at }) => (
          <li key={name}>
            <b>{dateTimeZone(at, zone, now)}</b>:{' '}
            {[deadlineName(name), deadlineSubject(name)].filter((part) => part !== '').join(' · ')}
          </li>
        ))}
      </ul>
      {soonest.length > mostOnPaper && <p>{journey.laterOnPaper(soonest.length - mostOnPaper)}</p>}
    </Sheet>
  );
}
