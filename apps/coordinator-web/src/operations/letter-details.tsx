import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DeadLetterGroup, ToldDeadLetter } from '#contracts/http/dead-letters.schema.js';
import { ProblemError } from '../api/problem.js';
import { JourneyId } from '../states/journey-id.js';
import { StatusWord } from '../status/status-word.js';
import { sentenceOf } from '../words/names.js';
import { texts } from '../words/texts.js';
import { ago } from '../words/time.js';
import { useDisposal } from './operations-queries.js';

const { letters: words } = texts.operations;
const mostShown = 20;

/** A name for the letters of one sender and one reason. */
export function groupName({ partner, reason }: DeadLetterGroup): string {
  return `${partner ?? '-'} ${reason}`;
}

/** A reason in words. */
export function reasonName(reason: string): string {
  return words.reasons[reason] ?? sentenceOf(reason);
}

/** Who sent the letters of a group. */
export function senderOf({ organisation, partner }: DeadLetterGroup): string {
  return organisation ?? partner ?? words.unregistered;
}

/** The events of one group: what was wrong, what to do, and the two buttons. */
export function LetterDetails({ group }: { readonly group: DeadLetterGroup }) {
  const { letters, count, reason, firstFailedAt } = group;
  const shown = letters.slice(0, mostShown);
  return (
    <section className="card" aria-label={reasonName(reason)}>
      <div className="card-body stack">
        <h2>{reasonName(reason)}</h2>
        <p className="small secondary">
          <span className="mono">{reason}</span> · {words.from(senderOf(group))} ·{' '}
          {words.first(ago(firstFailedAt, Date.now()))}
        </p>
      </div>
      <ul className="letters" tabIndex={0} aria-label={words.expected}>
        {shown.map((letter) => (
          <Letter key={letter.id} letter={letter} />
        ))}
      </ul>
      <p className="card-body small secondary">{words.of(shown.length, count)}</p>
      <Disposal group={group} />
    </section>
  );
}

function Letter({ letter }: { readonly letter: ToldDeadLetter }) {
  const { envelope, detail, failedAt, replayCount, id } = letter;
  return (
    <li className="deadline">
      <div className="row apart">
        <span className="mono strong">{envelope.type ?? '–'}</span>
        <span className="small secondary">{ago(failedAt, Date.now())}</span>
      </div>
      <p className="mono small">{detail}</p>
      <p className="small secondary">
        {envelope.subject !== null && <JourneyId id={envelope.subject} isShort />}{' '}
        <span className="mono">{envelope.id ?? id}</span>
        {replayCount > 0 && ` · ${words.tries(replayCount)}`}
      </p>
    </li>
  );
}

/** Publishing the group again or laying it aside, with a reason for the audit; laying aside is asked twice. */
function Disposal({ group }: { readonly group: DeadLetterGroup }) {
  const [reason, setReason] = useState('');
  const [isSure, setSure] = useState(false);
  const [hasTried, setTried] = useState(false);
  const disposal = useDisposal();
  const dispose = (what: 'replay' | 'discard'): void => {
    setTried(true);
    if (reason.trim() === '') return;
    if (what === 'discard' && !isSure) {
      setSure(true);
      return;
    }
    setSure(false);
    disposal.mutate({ what, group, reason: reason.trim() });
  };
  const { count } = group;
  return (
    <div className="card-body stack card-end">
      <h3>{words.what}</h3>
      <p className="secondary">{words.whatHint}</p>
      <TextInput
        label={words.reason}
        description={words.reasonHint}
        withAsterisk
        error={hasTried && reason.trim() === '' ? words.needed : undefined}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      {isSure && (
        <p role="alert">
          <StatusWord status="due">{words.sure(count)}</StatusWord>
        </p>
      )}
      <div className="row">
        <Button variant="filled" disabled={disposal.isPending} onClick={() => dispose('replay')}>
          {words.replay(count)}
        </Button>
        <Button disabled={disposal.isPending} onClick={() => dispose('discard')}>
          {words.discard(count)}
        </Button>
      </div>
      {disposal.data !== undefined && (
        <p role="status">
          <StatusWord status="met">
            {words.done(disposal.data.letters.length, disposal.data.left)}
          </StatusWord>
        </p>
      )}
      {disposal.error !== null && (
        <p role="alert" className="tone-overdue">
          {words.refused}{' '}
          {disposal.error instanceof ProblemError
            ? (disposal.error.problem.detail ?? disposal.error.message)
            : disposal.error.message}
        </p>
      )}
    </div>
  );
}
