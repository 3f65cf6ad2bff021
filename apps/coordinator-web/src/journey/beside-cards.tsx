import type { Status } from '../api/queries.js';
import { useNow } from '../app/clock.js';
import { sentenceOf, wordsOf } from '../words/names.js';
import { dateTime } from '../words/time.js';
import { texts } from '../words/texts.js';

const { journey: words } = texts;

/** Windows and precautions in force, what is on its way, and what is not known. */
export function BesideCards({ status, zone }: { readonly status: Status; readonly zone: string }) {
  const now = useNow();
  const open = status.windows.filter(({ state }) => state === 'open');
  const lines = [
    ...open.map(({ name, until, nextAssessmentDue }) => ({
      what: sentenceOf(name),
      when: words.until(dateTime(until, zone, now)),
      also:
        nextAssessmentDue === undefined
          ? ''
          : words.nextAssessment(dateTime(nextAssessmentDue, zone, now)),
    })),
    ...status.precautions.map(({ name, until }) => ({
      what: sentenceOf(name),
      when: until === undefined ? '' : words.until(dateTime(until, zone, now)),
      also: '',
    })),
  ];
  return (
    <>
      {lines.length > 0 && (
        <Card title={words.windows}>
          {lines.map(({ what, when, also }) => (
            <li key={what} className="deadline">
              <div className="row apart">
                <span className="strong">{what}</span>
                <span>{when}</span>
              </div>
              {also !== '' && <p className="small secondary">{also}</p>}
            </li>
          ))}
        </Card>
      )}
      {status.received.length > 0 && (
        <Card title={words.onTheWay}>
          {status.received.map(({ type, source, receivedAt }) => (
            <li key={`${type} ${receivedAt}`} className="deadline">
              <div className="row apart">
                <span className="strong">{sentenceOf(type)}</span>
                <span>{dateTime(receivedAt, zone, now)}</span>
              </div>
              <p className="small secondary mono">{source}</p>
            </li>
          ))}
        </Card>
      )}
      {status.dataGaps.length > 0 && (
        <Card title={words.gaps}>
          {status.dataGaps.map(({ kind, about, missing, text }) => (
            <li key={`${kind} ${about}`} className="deadline">
              {text ?? words.gapText(sentenceOf(about), missing.map(wordsOf).join(', '))}
            </li>
          ))}
        </Card>
      )}
    </>
  );
}

function Card({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section className="card">
      <div className="card-head">
        <h2>{title}</h2>
      </div>
      <ul>{children}</ul>
    </section>
  );
}
