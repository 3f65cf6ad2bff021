import {
  Autocomplete,
  Button,
  Fieldset,
  NumberInput,
  Radio,
  Select,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { fieldName, fieldHint, valueName } from '../words/field-names.js';
import { instantIn, localInput, zoneName } from '../words/time.js';
import { texts } from '../words/texts.js';
import { choicesOf, kindOf, type Schema, shapeOf, type Values } from './schema.js';

const { forms: words } = texts;
const fewChoices = 4;
const longTexts = ['reason', 'note', 'conditions', 'finding', 'description', 'basis'];

/** What can be suggested for fields of a name: identifiers that the journey has. */
export type Suggestions = Readonly<Record<string, readonly string[]>>;

type FieldProps<Value> = {
  readonly name: string;
  readonly schema: Schema;
  readonly isNeeded: boolean;
  readonly isMissing: boolean;
  readonly value: Value | undefined;
  readonly onChange: (value: Value | undefined) => void;
  readonly suggestions: Suggestions;
  readonly zone: string;
};

/** The fields of an object, each asked for in the way that fits it. */
export function SchemaFields({
  schema,
  values,
  onChange,
  missing,
  suggestions,
  zone,
  path = '',
}: {
  readonly schema: Schema;
  readonly values: Values;
  readonly onChange: (values: Values) => void;
  /** The paths that have to be filled in, once somebody tried to send. */
  readonly missing: readonly string[];
  readonly suggestions: Suggestions;
  readonly zone: string;
  readonly path?: string;
}) {
  const { properties = {}, required = [] } = shapeOf(schema);
  return Object.entries(properties).map(([name, field]) => {
    const at = path === '' ? name : `${path}.${name}`;
    const shape = shapeOf(field);
    const kind = kindOf(field);
    const change = (value: unknown): void => onChange({ ...values, [name]: value });
    if (kind === 'group')
      return (
        <Fieldset key={name} legend={fieldName(name)}>
          <SchemaFields
            schema={shape}
            values={(values[name] ?? {}) as Values}
            onChange={change}
            missing={missing}
            suggestions={suggestions}
            zone={zone}
            path={at}
          />
        </Fieldset>
      );
    if (kind === 'groups')
      return (
        <Groups
          key={name}
          name={name}
          path={at}
          items={shape.items ?? {}}
          values={(values[name] ?? []) as readonly Values[]}
          onChange={change}
          missing={missing}
          suggestions={suggestions}
          zone={zone}
        />
      );
    return (
      <Field
        key={name}
        name={name}
        schema={field}
        isNeeded={required.includes(name)}
        isMissing={missing.includes(at)}
        value={values[name]}
        onChange={change}
        suggestions={suggestions}
        zone={zone}
      />
    );
  });
}

function Groups({
  name,
  path,
  items,
  values,
  onChange,
  missing,
  suggestions,
  zone,
}: {
  readonly name: string;
  readonly path: string;
  readonly items: Schema;
  readonly values: readonly Values[];
  readonly onChange: (values: readonly Values[]) => void;
  readonly missing: readonly string[];
  readonly suggestions: Suggestions;
  readonly zone: string;
}) {
  return (
    <Fieldset legend={fieldName(name)}>
      {values.map((one, index) => (
        <div key={index} className="stack group">
          <SchemaFields
            schema={items}
            values={one}
            onChange={(changed) => onChange(values.with(index, changed))}
            missing={missing}
            suggestions={suggestions}
            zone={zone}
            path={`${path}.${index}`}
          />
          <Button
            leftSection={<IconTrash size={15} />}
            onClick={() => onChange(values.toSpliced(index, 1))}
          >
            {words.remove}
          </Button>
        </div>
      ))}
      <Button leftSection={<IconPlus size={15} />} onClick={() => onChange([...values, {}])}>
        {words.add(fieldName(name))}
      </Button>
      {missing.includes(path) && <p className="tone-overdue small">{words.needed}</p>}
    </Fieldset>
  );
}

function Field(props: FieldProps<unknown>) {
  const { name, schema, isNeeded, isMissing, value, onChange, suggestions, zone } = props;
  const shape = shapeOf(schema);
  const shared = {
    label: fieldName(name),
    description: fieldHint(name),
    withAsterisk: isNeeded,
    error: isMissing ? words.needed : undefined,
  };
  const text = typeof value === 'string' ? value : '';
  const known = suggestions[name] ?? [];
  switch (kindOf(schema)) {
    case 'choice':
      return <ChoiceField {...props} />;
    case 'yes-no':
      return (
        <Radio.Group
          {...shared}
          value={value === undefined ? '' : String(value === true)}
          onChange={(chosen) => onChange(chosen === 'true')}
        >
          <div className="row">
            <Radio value="true" label={words.yes} />
            <Radio value="false" label={words.no} />
          </div>
        </Radio.Group>
      );
    case 'number':
      return (
        <NumberInput
          {...shared}
          value={typeof value === 'number' ? value : ''}
          allowDecimal={shape.type === 'number'}
          hideControls
          onChange={(number) => onChange(typeof number === 'number' ? number : undefined)}
        />
      );
    case 'instant':
      return (
        <TextInput
          {...shared}
          type="datetime-local"
          description={words.inZone(zoneName(Date.now(), zone))}
          value={text === '' ? '' : localInput(Date.parse(text), zone)}
          onChange={({ currentTarget }) =>
            onChange(instantIn(currentTarget.value, zone) ?? undefined)
          }
        />
      );
    case 'date':
      return (
        <TextInput
          {...shared}
          type="date"
          value={text}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      );
    case 'texts':
      return (
        <TagsInput
          {...shared}
          description={words.several}
          value={Array.isArray(value) ? (value as string[]) : []}
          data={[...known]}
          onChange={onChange}
        />
      );
    default:
      return longTexts.includes(name) ? (
        <Textarea
          {...shared}
          rows={2}
          value={text}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      ) : (
        <WrittenField {...props} text={text} known={known} shared={shared} />
      );
  }
}

/** A text, with what is known already to choose from. */
function WrittenField({
  onChange,
  text,
  known,
  shared,
}: FieldProps<unknown> & {
  readonly text: string;
  readonly known: readonly string[];
  readonly shared: object;
}) {
  return known.length === 0 ? (
    <TextInput
      {...shared}
      value={text}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  ) : (
    <Autocomplete {...shared} data={[...known]} value={text} onChange={onChange} />
  );
}

function ChoiceField({ name, schema, isNeeded, isMissing, value, onChange }: FieldProps<unknown>) {
  const choices = choicesOf(schema) ?? [];
  const chosen = typeof value === 'string' ? value : null;
  const error = isMissing ? words.needed : undefined;
  if (choices.length <= fewChoices)
    return (
      <Radio.Group
        label={fieldName(name)}
        withAsterisk={isNeeded}
        error={error}
        value={chosen ?? ''}
        onChange={onChange}
      >
        <div className="stack choices">
          {choices.map((choice) => (
            <Radio key={choice} value={choice} label={valueName(choice)} />
          ))}
        </div>
      </Radio.Group>
    );
  return (
    <Select
      label={fieldName(name)}
      withAsterisk={isNeeded}
      error={error}
      searchable
      data={choices.map((choice) => ({ value: choice, label: valueName(choice) }))}
      value={chosen}
      onChange={(one) => onChange(one ?? undefined)}
    />
  );
}
