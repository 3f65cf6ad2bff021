import { Button } from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import type { ToxicityStatus } from '#domain/status/toxicity-status.js';
import type { Status } from '../api/queries.js';
import { useNow } from '../app/clock.js';
import { useMay } from '../decisions/rights.js';
import { StatusPill, StatusWord } from '../status/status-word.js';
import { inputName, sentenceOf, wordsOf } from '../words/names.js';
import { dateTime } from '../words/time.js';
import { texts } from '../words/texts.js';
import { useAct } from './act.js';
import { ToxicityCourse } from './toxicity-course.js';
import { ToxicityInputs } from './toxicity-inputs.js';

const { toxicity: words } = texts;

/** Each toxicity as it stands, with what its grade rests on. */
export function Toxicity({ status, zone }: { readonly status: Status; readonly zone: string }) {
  return (
    <>
      <div className="two-columns even">
        {Object.entries(status.toxicity).map(([kind, course]) => (
          <OneToxicity key={kind} kind={kind} course={course} status={status} zone={zone} />
        ))}
      </div>
      {status.day !== null && <ToxicityCourse status={status} zone={zone} />}
    </>
  );
}

function OneToxicity({
  kind,
  course,
  status,
  zone,
}: {
  readonly kind: string;
  readonly course: ToxicityStatus;
  readonly status: Status;
  readonly zone: string;
}) {
  const now = useNow();
  const act = useAct();
  const may = useMay(status);
  if (course.grade === null)
    return (
      <section className="card">
        <div className="card-head">
          <h2>{words.kinds[kind] ?? sentenceOf(kind)}</h2>
        </div>
        <div className="card-body">
          <p className="strong">{words.never}</p>
          <p className="secondary">{words.neverHint}</p>
        </div>
      </section>
    );
  const {
    grade,
    status: standing,
    since,
    asOf,
    peak,
    scale,
    atLeast,
    missingInputs,
    inputs,
    proposedGrade,
  } = course;
  const isProposed = standing === 'proposed';
  const confirm = (agrees: boolean): void =>
    act({
      kind: 'decide',
      type: 'confirm-toxicity-grade',
      data: { kind, scale, agrees, ...(agrees ? { grade: proposedGrade ?? grade } : {}) },
    });
  return (
    <section className={isProposed ? 'card proposed' : 'card'}>
      <div className="card-head">
        <h2>{words.kinds[kind] ?? sentenceOf(kind)}</h2>
        <span className="quiet small">{scale.toUpperCase()}</span>
      </div>
      <div className="card-body stack">
        <div className="row">
          <span className={isProposed ? 'grade tone-due' : 'grade'}>
            {atLeast && grade > 0 ? words.atLeast(grade) : words.grade(grade)}
          </span>
          {isProposed ? (
            <StatusPill status="proposed">{words.proposed}</StatusPill>
          ) : (
            <StatusWord status="met">{words.confirmed}</StatusWord>
          )}
        </div>
        <p className="secondary">
          {words.since(dateTime(since, zone, now))} · {texts.states.asOf(dateTime(asOf, zone, now))}{' '}
          · {words.peak(peak)}
        </p>
        {isProposed && proposedGrade !== null && <p>{words.proposedHint(proposedGrade)}</p>}
        {course.attribution !== undefined && <p>{words.attributed(wordsOf(course.attribution))}</p>}
        {missingInputs.length > 0 && (
          <p className="tone-due">{words.missing(missingInputs.map(inputName).join(', '))}</p>
        )}
        <ToxicityInputs journeyId={status.journeyId} inputs={inputs} zone={zone} />
        {may('confirm-toxicity-grade') === true && (
          <div className="row">
            {isProposed && (
              <Button
                variant="filled"
                leftSection={<IconSignature size={16} />}
                onClick={() => confirm(true)}
              >
                {words.confirm(proposedGrade ?? grade)}
              </Button>
            )}
            <Button onClick={() => confirm(false)}>{words.change}</Button>
          </div>
        )}
      </div>
    </section>
  );
}
