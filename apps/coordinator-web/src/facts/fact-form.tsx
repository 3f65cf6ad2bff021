import { Button, Radio, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../api/http.js';
import { ProblemError } from '../api/problem.js';
import { journeyKey, type Status } from '../api/queries.js';
import { useClock } from '../app/clock.js';
import { firstValues, suggestionsOf } from '../decisions/suggestions.js';
import { cleaned, missingIn, type Schema, type Values } from '../forms/schema.js';
import { SchemaFields } from '../forms/schema-fields.js';
import { StatusWord } from '../status/status-word.js';
import { instantIn, localInput, zoneName } from '../words/time.js';
import { texts } from '../words/texts.js';

const { facts: words, forms } = texts;
const modes = ['phone', 'manual', 'downtime', 'back-entry'] as const;

/** One fact: what, when, how it is known. */
export function FactForm({
  type,
  schema,
  status,
  zone,
  onClose,
}: {
  readonly type: string;
  readonly schema: Schema;
  readonly status: Status;
  readonly zone: string;
  readonly onClose: () => void;
}) {
  const now = useClock();
  const queries = useQueryClient();
  const suggestions = suggestionsOf(status);
  const [values, setValues] = useState<Values>(() =>
    firstValues(Object.keys(schema.properties ?? {}), {}, suggestions),
  );
  const [happenedAt, setHappenedAt] = useState(() => localInput(now(), zone));
  const [entryMode, setEntryMode] = useState<string>('phone');
  const [toldBy, setToldBy] = useState('');
  const [hasTried, setTried] = useState(false);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const missing = missingIn(schema, values);
  const record = useMutation({
    mutationFn: () =>
      ask(`/api/v1/journeys/${encodeURIComponent(status.journeyId)}/facts`, {
        method: 'POST',
        idempotencyKey: key,
        body: {
          type,
          data: cleaned(values),
          happenedAt: instantIn(happenedAt, zone),
          entryMode,
          ...(toldBy.trim() === '' ? {} : { toldBy: toldBy.trim() }),
        },
      }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: journeyKey(status.journeyId) }),
    // What is sent after a refusal is another request.
    onError: (error) => {
      if (error instanceof ProblemError && error.status >= 400 && error.status < 500)
        setKey(crypto.randomUUID());
    },
  });
  if (record.isSuccess)
    return (
      <div className="stack" role="status">
        <StatusWord status="met">{words.done}</StatusWord>
        <Button variant="filled" onClick={onClose} autoFocus>
          {texts.states.close}
        </Button>
      </div>
    );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (missing.length === 0) record.mutate();
      }}
    >
      <TextInput
        type="datetime-local"
        label={words.happenedAt}
        description={forms.inZone(zoneName(now(), zone))}
        withAsterisk
        required
        value={happenedAt}
        onChange={({ currentTarget }) => setHappenedAt(currentTarget.value)}
      />
      <SchemaFields
        schema={schema}
        values={values}
        onChange={setValues}
        missing={hasTried ? missing : []}
        suggestions={suggestions}
        zone={zone}
      />
      <Radio.Group label={words.how} value={entryMode} onChange={setEntryMode}>
        <div className="stack choices">
          {modes.map((mode) => (
            <Radio key={mode} value={mode} label={words.modes[mode]} />
          ))}
        </div>
      </Radio.Group>
      {entryMode === 'phone' && (
        <TextInput
          label={words.toldBy}
          description={words.toldByHint}
          value={toldBy}
          onChange={({ currentTarget }) => setToldBy(currentTarget.value)}
        />
      )}
      {record.error !== null && <Refusal error={record.error} />}
      <div className="panel-end row">
        <Button type="submit" variant="filled" flex={1} disabled={record.isPending}>
          {words.send}
        </Button>
        <Button onClick={onClose}>{texts.states.cancel}</Button>
      </div>
    </form>
  );
}

/** What the API said against it, field by field. */
function Refusal({ error }: { readonly error: Error }) {
  const { title, detail, faults = [] } = error instanceof ProblemError ? error.problem : {};
  return (
    <div role="alert" className="stack">
      <StatusWord status="refused">
        {words.refused} {title ?? error.message}.
      </StatusWord>
      {detail !== undefined && <p className="secondary">{detail}</p>}
      {faults.map(({ pointer, expected }) => (
        <p key={pointer} className="secondary small">
          <span className="mono">{pointer}</span>: {expected}
        </p>
      ))}
    </div>
  );
}
