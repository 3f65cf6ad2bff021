import type { Status } from '../api/queries.js';
import { deadlineName, holdForbidding, holdName, ownerName, stageName } from '../words/names.js';
import { dateTimeZone } from '../words/time.js';
import { texts } from '../words/texts.js';
import { Sheet } from './sheet.js';

const { documents: words, journey } = texts;

/** What the journey waits for, who has it, until when, whom to call: one page. */
export function NextStepsSheet({
  status,
  zone,
}: {
  readonly status: Status;
  readonly zone: string;
}) {
  const now = Date.parse(status.asOf);
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
                <b>{text}</b>
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
        {status.deadlines.map(({ name, at }) => (
          <li key={name}>
            <b>{dateTimeZone(at, zone, now)}</b>: {deadlineName(name)}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
