import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { StepUpError } from '../access/step-up.js';
import { ProblemError } from '../api/problem.js';
import { journeyKey } from '../api/queries.js';
import { JourneyId } from '../states/journey-id.js';
import { StatusGlyph, StatusWord } from '../status/status-word.js';
import { decisionWords } from '../words/decision-words.js';
import { ownerName } from '../words/names.js';
import { texts } from '../words/texts.js';
import { SamePersonError, type Step } from './deciding.js';

const { decide: words } = texts;

type Ended = Extract<Step, { readonly name: 'answered' | 'failed' }>;
/** Sending the same again is safe, and is all that can be done. */
const worthRepeating = ['unreachable', 'no-worker', 'unavailable', 'too-many-requests', 'internal'];

/** What became of a decision: recorded, refused and why, overtaken by somebody, or not sent. */
export function Outcome({
  step,
  journeyId,
  type,
  onRepeat,
  onBack,
  onClose,
}: {
  readonly step: Ended;
  readonly journeyId: string;
  readonly type: string;
  readonly onRepeat: () => void;
  readonly onBack: () => void;
  readonly onClose: () => void;
}) {
  if (step.name === 'answered') {
    const { version, awaitingSecond } = step.answer;
    return (
      <div className="panel-form" role="status">
        <StatusWord status={awaitingSecond === true ? 'waiting' : 'met'}>
          {awaitingSecond === true ? words.doneSecond : words.done} {words.version(version)}.
        </StatusWord>
        <Button variant="filled" onClick={onClose} autoFocus>
          {texts.states.close}
        </Button>
      </div>
    );
  }
  const { error } = step;
  if (
    error instanceof ProblemError &&
    (error.code === 'decision-refused' || error.code === 'journey-closed')
  )
    return <Refused error={error} journeyId={journeyId} type={type} onClose={onClose} />;
  if (error instanceof ProblemError && error.code === 'basis-changed')
    return <Overtaken error={error} journeyId={journeyId} onClose={onClose} />;
  const canRepeat = error instanceof ProblemError && worthRepeating.includes(error.code);
  return (
    <div className="panel-form" role="alert">
      <StatusWord status="refused">{failureWords(error)}</StatusWord>
      {error instanceof ProblemError && error.problem.detail !== undefined && (
        <p className="secondary">{error.problem.detail}</p>
      )}
      {error instanceof ProblemError &&
        error.problem.faults?.map(({ pointer, expected }) => (
          <p key={pointer} className="secondary">
            <span className="mono">{pointer}</span>: {expected}
          </p>
        ))}
      <div className="row">
        <Button variant="filled" onClick={canRepeat ? onRepeat : onBack} autoFocus>
          {canRepeat ? words.repeat : words.back}
        </Button>
        <Button onClick={onClose}>{texts.states.close}</Button>
      </div>
    </div>
  );
}

function failureWords(error: Error): string {
  if (error instanceof SamePersonError) return words.samePerson;
  if (error instanceof StepUpError) return words.stepUp[error.reason];
  const code = error instanceof ProblemError ? error.code : 'internal';
  return words.failures[code] ?? `${error.message}. ${words.nothingChanged}`;
}

function Refused({
  error,
  journeyId,
  type,
  onClose,
}: {
  readonly error: ProblemError;
  readonly journeyId: string;
  readonly type: string;
  readonly onClose: () => void;
}) {
  const { unmet = [], reason } = error.problem;
  return (
    <div className="panel-form" role="alert">
      <div className="row">
        <StatusGlyph status="refused" />
        <h2>{words.refused(decisionWords(type).name)}</h2>
      </div>
      <p className="secondary">
        {words.nothingChanged}{' '}
        {unmet.length > 0
          ? words.open(unmet.length)
          : (words.reasons[reason ?? ''] ?? error.problem.detail ?? '')}{' '}
        <JourneyId id={journeyId} />
      </p>
      <ul className="refused">
        {unmet.map(({ id, text, owner }) => (
          <li key={id}>
            <StatusGlyph status="blocked" />
            <span>
              <b>{text}</b>
              <br />
              <span className="secondary small">{words.with(ownerName(owner))}</span>
            </span>
          </li>
        ))}
      </ul>
      <Button variant="filled" onClick={onClose} autoFocus>
        {texts.states.close}
      </Button>
    </div>
  );
}

function Overtaken({
  error,
  journeyId,
  onClose,
}: {
  readonly error: ProblemError;
  readonly journeyId: string;
  readonly onClose: () => void;
}) {
  const queries = useQueryClient();
  return (
    <div className="panel-form" role="alert">
      <StatusWord status="waiting">{words.overtaken}</StatusWord>
      <p className="secondary">{error.problem.detail}</p>
      <ul className="refused">
        {error.problem.requirements?.map(({ id, text, met }) => (
          <li key={id}>
            <StatusGlyph status={met ? 'met' : 'blocked'} />
            <span>{text}</span>
          </li>
        ))}
      </ul>
      <Button
        variant="filled"
        autoFocus
        onClick={() => {
          void queries.invalidateQueries({ queryKey: journeyKey(journeyId) });
          onClose();
        }}
      >
        {words.lookAgain}
      </Button>
    </div>
  );
}
