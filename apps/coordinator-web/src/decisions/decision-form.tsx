import { useState } from 'react';
import { decisionRule, meaningOf } from '#domain/decisions/decision-table.js';
import type { Status } from '../api/queries.js';
import { cleaned, missingIn, type Schema, shapeOf, type Values } from '../forms/schema.js';
import { SchemaFields } from '../forms/schema-fields.js';
import { decisionWords } from '../words/decision-words.js';
import { sentenceOf } from '../words/names.js';
import { texts } from '../words/texts.js';
import { Outcome } from './outcome.js';
import { BeforeTheButton, SignButtons, SignedRecordBox } from './decision-parts.js';
import { signedHash } from './signed-hash.js';
import { firstValues, suggestionsOf } from './suggestions.js';
import { useDeciding } from './deciding.js';
import type { Wanted } from './wanted.js';

const { decide: words } = texts;

/** What is decided, what is signed, what follows: in this order, before the button. */
export function DecisionForm({
  wanted,
  schema,
  status,
  zone,
  onClose,
}: {
  readonly wanted: Wanted;
  readonly schema: Schema;
  readonly status: Status;
  readonly zone: string;
  readonly onClose: () => void;
}) {
  const { type, basis, isSecond = false } = wanted;
  const { journeyId } = status;
  const suggestions = suggestionsOf(status);
  const names = Object.keys(shapeOf(schema).properties ?? {});
  const [values, setValues] = useState<Values>(() =>
    firstValues(names, wanted.data ?? {}, suggestions),
  );
  const [hasTried, setTried] = useState(false);
  const [isSecondHere, setSecondHere] = useState(false);
  const { step, decide, repeat, stop } = useDeciding();
  const rule = decisionRule(type);
  const isSigned = rule?.signed ?? false;
  const data = cleaned(values);
  const meaning = meaningOf(type, data);
  const hash =
    meaning === null ? null : signedHash({ journeyId, type, data, basis: basis ?? null, meaning });
  const missing = missingIn(schema, values);
  const { verb } = decisionWords(type);

  const send = (): void => {
    setTried(true);
    if (missing.length > 0) return;
    const persons = rule?.persons === 2 && isSecondHere && !isSecond ? 2 : 1;
    decide({ journeyId, type, data, basis, hash: isSigned ? hash : null, meaning, persons });
  };

  if (step.name === 'answered' || step.name === 'failed')
    return (
      <Outcome
        step={step}
        journeyId={journeyId}
        type={type}
        onRepeat={repeat}
        onBack={stop}
        onClose={onClose}
      />
    );
  const isWaiting = step.name !== 'asking';
  return (
    <form
      className="panel-form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {names.length > 0 && (
        <fieldset className="panel-fields stack" disabled={isSecond || isWaiting}>
          <SchemaFields
            schema={schema}
            values={values}
            onChange={setValues}
            missing={hasTried ? missing : []}
            suggestions={suggestions}
            zone={zone}
          />
        </fieldset>
      )}
      <BeforeTheButton
        type={type}
        isSigned={isSigned}
        asksForSecond={rule?.persons === 2 && !isSecond}
        isSecondHere={isSecondHere}
        onSecondHere={setSecondHere}
      >
        {isSigned && hash !== null && (
          <SignedRecordBox
            journeyId={journeyId}
            version={status.version}
            hash={hash}
            meaning={meaning ?? ''}
            zone={zone}
          />
        )}
      </BeforeTheButton>
      <SignButtons
        step={step}
        verb={isSigned ? words.sign(verb) : sentenceOf(verb)}
        isSigned={isSigned}
        onCancel={() => {
          stop();
          onClose();
        }}
      />
    </form>
  );
}
