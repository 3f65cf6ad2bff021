import { Button, Switch } from '@mantine/core';
import { IconArrowRight, IconSignature } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useSession } from '../access/session.js';
import { useNow } from '../app/clock.js';
import { JourneyId } from '../states/journey-id.js';
import { decisionWords } from '../words/decision-words.js';
import { sentenceOf } from '../words/names.js';
import { signedTime } from '../words/time.js';
import { texts } from '../words/texts.js';
import type { Step } from './deciding.js';
import { shortHash } from './signed-hash.js';

const { decide: words } = texts;

/** What is signed, by how many, and what follows. */
export function BeforeTheButton({
  type,
  isSigned,
  asksForSecond,
  isSecondHere,
  onSecondHere,
  children,
}: {
  readonly type: string;
  readonly isSigned: boolean;
  readonly asksForSecond: boolean;
  readonly isSecondHere: boolean;
  readonly onSecondHere: (isHere: boolean) => void;
  readonly children: ReactNode;
}) {
  const { effects } = decisionWords(type);
  return (
    <>
      {isSigned ? children : <p className="secondary small">{words.unsigned}</p>}
      {asksForSecond && (
        <section className="stack">
          <h3>{words.twoPersons}</h3>
          <p className="secondary small">{words.twoPersonsHint}</p>
          <Switch
            label={words.secondNow}
            checked={isSecondHere}
            onChange={({ currentTarget }) => onSecondHere(currentTarget.checked)}
          />
        </section>
      )}
      {effects.length > 0 && (
        <section className="stack">
          <h3>{isSigned ? words.effects : words.effectsUnsigned}</h3>
          <ul>
            {effects.map((effect) => (
              <li key={effect} className="word effect">
                <IconArrowRight size={15} aria-hidden /> {effect}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** The record, its hash, what the signature means, whose it is and when: what is signed, and nothing else. */
export function SignedRecordBox({
  journeyId,
  version,
  hash,
  meaning,
  zone,
}: {
  readonly journeyId: string;
  readonly version: number;
  readonly hash: string;
  readonly meaning: string;
  readonly zone: string;
}) {
  const { person } = useSession();
  const now = useNow(1_000);
  return (
    <section className="stack">
      <h3>{words.exactly}</h3>
      <dl className="facts">
        <dt>{words.record}</dt>
        <dd>
          <JourneyId id={journeyId} />, {words.version(version)}
        </dd>
        <dt>{words.hash}</dt>
        <dd className="mono" title={hash}>
          {shortHash(hash)}
        </dd>
        <dt>{words.meaning}</dt>
        <dd className="strong">{sentenceOf(meaning)}</dd>
        <dt>{words.printedName}</dt>
        <dd>{person.name}</dd>
        <dt>{words.time}</dt>
        <dd>{signedTime(now, zone)}</dd>
      </dl>
    </section>
  );
}

/** The buttons at the end of the panel, and whose confirmation is awaited. */
export function SignButtons({
  step,
  verb,
  isSigned,
  onCancel,
}: {
  readonly step: Step;
  readonly verb: string;
  readonly isSigned: boolean;
  readonly onCancel: () => void;
}) {
  const icon = isSigned ? <IconSignature size={17} /> : null;
  return (
    <>
      {isSigned && (
        <p className="secondary small" role="status">
          {confirmationWords(step)}
        </p>
      )}
      <div className="panel-end row">
        {step.name === 'second' ? (
          <Button variant="filled" flex={1} leftSection={icon} onClick={step.confirm}>
            {words.secondConfirms}
          </Button>
        ) : (
          <Button
            type="submit"
            variant="filled"
            flex={1}
            disabled={step.name !== 'asking'}
            leftSection={icon}
          >
            {verb}
          </Button>
        )}
        <Button onClick={onCancel}>{texts.states.cancel}</Button>
      </div>
    </>
  );
}

function confirmationWords(step: Step): string {
  if (step.name !== 'confirming') return words.confirmHint;
  return step.person === 2 ? words.waitingSecond : words.waiting;
}
