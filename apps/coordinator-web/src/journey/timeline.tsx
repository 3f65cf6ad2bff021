import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { JournalRecord } from '#domain/journey/record.js';
import { useTimeline } from '../api/queries.js';
import { useNow } from '../app/clock.js';
import { Failure, LoadingRows } from '../states/states.js';
import { decisionWords } from '../words/decision-words.js';
import { recordSubject as subjectOf } from './record-subject.js';
import { actorName, roleName, sentenceOf, stageName } from '../words/names.js';
import { clockTime, weekdayDate, zoneName } from '../words/time.js';
import { texts } from '../words/texts.js';

const { timeline: words } = texts;

/** The journal of a journey, latest first. */
export function Timeline({
  journeyId,
  zone,
}: {
  readonly journeyId: string;
  readonly zone: string;
}) {
  const now = useNow(60_000);
  const timeline = useTimeline(journeyId, undefined);
  const records = timeline.data?.pages.flatMap(({ items }) => items);
  return (
    <section className="card">
      <div className="card-head">
        <h2>{words.title}</h2>
        <span className="quiet small">{texts.journey.siteTime(zoneName(now, zone))}</span>
      </div>
      {records === undefined &&
        (timeline.error === null ? (
          <LoadingRows rows={10} height={44} />
        ) : (
          <Failure
            error={timeline.error}
            what={words.title}
            onRetry={() => void timeline.refetch()}
          />
        ))}
      <ol className="timeline">
        {records?.map((record) => (
          <RecordRow key={record.id} record={record} zone={zone} now={now} />
        ))}
      </ol>
      {timeline.hasNextPage && (
        <div className="card-body">
          <Button onClick={() => void timeline.fetchNextPage()}>{words.more}</Button>
        </div>
      )}
    </section>
  );
}

function RecordRow({
  record,
  zone,
  now,
}: {
  readonly record: JournalRecord;
  readonly zone: string;
  readonly now: number;
}) {
  const [isOpen, { toggle }] = useDisclosure(false);
  const { sequence, actor, fact, decision, detail, stageBefore, stageAfter } = record.data;
  const title =
    decision === undefined ? sentenceOf(record.type) : decisionWords(decision.type).name;
  const about = subjectOf(detail ?? {});
  const told = fact?.data ?? decision?.data ?? detail;
  return (
    <li className="timeline-record">
      <button type="button" className="timeline-button" aria-expanded={isOpen} onClick={toggle}>
        <span className="timeline-time">
          <b>{clockTime(record.time, zone)}</b>
          <span className="small secondary">{weekdayDate(record.time, zone, now)}</span>
        </span>
        <span className="timeline-words">
          <span>
            <b>{title}</b>
            {about !== '' && `: ${about}`}
          </span>
          <span className="small secondary">
            {words.by(
              actor.role === undefined
                ? actorName(actor.id)
                : `${actorName(actor.id)} (${roleName(actor.role)})`,
            )}
            {stageBefore !== stageAfter &&
              ` · ${words.moved(stageName(stageBefore), stageName(stageAfter))}`}
            {decision?.signatures.map(
              ({ printedName, meaning }) => ` · ${words.signed(printedName, meaning)}`,
            )}
          </span>
        </span>
        <span className="quiet small">{words.sequence(sequence)}</span>
      </button>
      {isOpen && (
        <pre className="timeline-details mono small" tabIndex={0} aria-label={words.details}>
          {JSON.stringify(told ?? {}, null, 2)}
        </pre>
      )}
    </li>
  );
}
