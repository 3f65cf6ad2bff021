import { Button, NumberInput, Radio, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Enrolled } from '#contracts/http/enrolment.schema.js';
import { rolesAt } from '../access/person.js';
import { useSession } from '../access/session.js';
import { ask } from '../api/http.js';
import { ProblemError } from '../api/problem.js';
import { useProducts, useSites } from '../api/queries.js';
import { StatusWord } from '../status/status-word.js';
import { indicationName, sentenceOf } from '../words/names.js';
import { texts } from '../words/texts.js';
import { emptyEnrolment, type EnrolmentForm, enrolmentOf, faultsIn } from './enrolment-form.js';

const { enrol: words } = texts;
const poundsPerKg = 2.204_622_6;
const programmes = ['commercial', 'trial', 'expanded-access', 'named-patient'] as const;

/** Enrolling a patient: the therapy first, then who the patient is. */
export function EnrolmentScreen() {
  const { person } = useSession();
  const { data: sites = [] } = useSites();
  const { data: products = [] } = useProducts();
  const navigate = useNavigate();
  const [key, setKey] = useState(() => crypto.randomUUID());
  const own = sites.filter(({ id }) => rolesAt(person, [id]).includes('coordinator'));
  const form = useForm<EnrolmentForm>({
    initialValues: { ...emptyEnrolment, siteId: '' },
    validate: faultsIn,
    validateInputOnBlur: true,
  });
  const enrol = useMutation({
    mutationFn: (values: EnrolmentForm) =>
      ask<Enrolled>('/api/v1/journeys', {
        method: 'POST',
        idempotencyKey: key,
        body: enrolmentOf(values),
      }),
    onSuccess: ({ journeyId }) =>
      void navigate({ to: '/journeys/$journeyId', params: { journeyId } }),
    onError: (error) => {
      if (error instanceof ProblemError && error.status >= 400 && error.status < 500)
        setKey(crypto.randomUUID());
    },
  });
  const { fields } = words;
  const site = own.find(({ id }) => id === form.values.siteId);
  const offered = products.filter(({ id }) => site?.qualifiedFor.includes(id) ?? true);
  const indications = [
    ...new Set(
      products
        .find(({ id }) => id === form.values.product)
        ?.versions.filter(
          ({ jurisdiction }) => site === undefined || jurisdiction === site.jurisdiction,
        )
        .map(({ indication }) => indication),
    ),
  ];
  const { weightKg } = form.values;

  return (
    <form
      className="screen enrolment"
      onSubmit={form.onSubmit((values) => enrol.mutate(values))}
      noValidate
    >
      <div className="screen-head">
        <h1>{words.title}</h1>
        <span className="secondary">{words.says}</span>
      </div>
      <section className="card">
        <div className="card-head">
          <h2>{words.therapy}</h2>
        </div>
        <div className="card-body form-grid">
          <Select
            label={fields.siteId}
            withAsterisk
            data={own.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps('siteId')}
          />
          <Select
            label={fields.product}
            withAsterisk
            data={offered.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps('product')}
          />
          <Select
            label={fields.indication}
            withAsterisk
            disabled={indications.length === 0}
            data={indications.map((value) => ({ value, label: indicationName(value) }))}
            {...form.getInputProps('indication')}
          />
          <Radio.Group
            label={fields.diseaseStatus}
            withAsterisk
            {...form.getInputProps('diseaseStatus')}
          >
            <div className="row choices apart-choices">
              <Radio value="relapsed" label={words.diseaseStatus.relapsed} />
              <Radio value="refractory" label={words.diseaseStatus.refractory} />
            </div>
          </Radio.Group>
          <NumberInput
            label={fields.ageYears}
            withAsterisk
            hideControls
            {...form.getInputProps('ageYears')}
          />
          <NumberInput
            label={fields.weightKg}
            description={
              weightKg === '' ? undefined : words.pounds((weightKg * poundsPerKg).toFixed(0))
            }
            withAsterisk
            hideControls
            {...form.getInputProps('weightKg')}
          />
          <NumberInput
            label={fields.priorLines}
            withAsterisk
            hideControls
            allowDecimal={false}
            {...form.getInputProps('priorLines')}
          />
          <Select
            label={fields.programme}
            withAsterisk
            data={programmes.map((value) => ({ value, label: sentenceOf(words.programme[value]) }))}
            {...form.getInputProps('programme')}
          />
          <TextInput label={fields.studyId} {...form.getInputProps('studyId')} />
          <TextInput label={fields.referralId} {...form.getInputProps('referralId')} />
        </div>
      </section>
      <section className="card">
        <div className="card-head">
          <h2>{words.patient}</h2>
          <span className="secondary small">{words.patientHint}</span>
        </div>
        <div className="card-body form-grid">
          <TextInput
            label={fields.name}
            withAsterisk
            autoComplete="off"
            {...form.getInputProps('name')}
          />
          <TextInput
            label={fields.birthDate}
            withAsterisk
            type="date"
            {...form.getInputProps('birthDate')}
          />
          <TextInput
            label={fields.recordNumber}
            withAsterisk
            autoComplete="off"
            {...form.getInputProps('recordNumber')}
          />
          <TextInput
            label={fields.phone}
            type="tel"
            autoComplete="off"
            {...form.getInputProps('phone')}
          />
        </div>
      </section>
      {enrol.error !== null && <Refusal error={enrol.error} />}
      <div>
        <Button type="submit" variant="filled" size="md" disabled={enrol.isPending}>
          {words.button}
        </Button>
      </div>
    </form>
  );
}

function Refusal({ error }: { readonly error: Error }) {
  const { title, detail, faults = [] } = error instanceof ProblemError ? error.problem : {};
  return (
    <div role="alert" className="bar bar-overdue">
      <div className="stack">
        <StatusWord status="refused">
          {words.refused} {title ?? error.message}.
        </StatusWord>
        {detail !== undefined && <p>{detail}</p>}
        {faults.map(({ pointer, expected }) => (
          <p key={pointer} className="small">
            <span className="mono">{pointer}</span>: {expected}
          </p>
        ))}
      </div>
    </div>
  );
}
