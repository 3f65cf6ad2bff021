import { ActionIcon, Button, Select, TextInput } from '@mantine/core';
import { IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OnCall } from '#contracts/http/sites.schema.js';
import { rolesAt } from '../access/person.js';
import { useSession } from '../access/session.js';
import { ask } from '../api/http.js';
import { useZone } from '../api/queries.js';
import { useNow } from '../app/clock.js';
import { roleName } from '../words/names.js';
import { dateTimeZone } from '../words/time.js';
import { texts } from '../words/texts.js';

const { onCall: words, handover } = texts;
type Called = Pick<OnCall['people'][number], 'name' | 'role' | 'phone' | 'subject'>;
const roles = ['coordinator', 'physician', 'nurse', 'pharmacist', 'cell-processing', 'quality'];
const nobody: Called = { name: '', role: 'physician', phone: '' };

/** Who is called at a site, in which order; coordinators of the site change it. */
export function OnCallCard({ onCall }: { readonly onCall: OnCall }) {
  const [isEdited, setEdited] = useState(false);
  const { person } = useSession();
  const mayEdit = rolesAt(person, [onCall.siteId]).includes('coordinator');
  return (
    <section className="card">
      <div className="card-head">
        <h2>{handover.onCall}</h2>
        <span className="row">
          <span className="quiet small">{handover.order}</span>
          {mayEdit && !isEdited && (
            <Button className="no-print" onClick={() => setEdited(true)}>
              {words.edit}
            </Button>
          )}
        </span>
      </div>
      {isEdited ? (
        <EditedList onCall={onCall} onClose={() => setEdited(false)} />
      ) : (
        <CalledList onCall={onCall} mayEdit={mayEdit} />
      )}
    </section>
  );
}

function CalledList({ onCall, mayEdit }: { readonly onCall: OnCall; readonly mayEdit: boolean }) {
  const now = useNow();
  const zone = useZone(onCall.siteId);
  const { people, changedBy, changedAt } = onCall;
  return (
    <>
      {people.length === 0 && (
        <p className="card-body secondary">{mayEdit ? handover.nobodyYet : handover.nobody}</p>
      )}
      <ol>
        {people.map(({ name, role, phone }, index) => (
          <li key={`${name} ${phone}`} className="deadline">
            <div className="row apart">
              <span>
                <b>
                  {index + 1}. {name}
                </b>
                , {roleName(role)}
              </span>
              <a href={`tel:${phone.replaceAll(' ', '')}`}>{phone}</a>
            </div>
          </li>
        ))}
      </ol>
      <p className="card-body small secondary">
        {words.howItCalls}{' '}
        {changedBy !== null &&
          changedAt !== null &&
          `(${words.changed(changedBy, dateTimeZone(changedAt, zone, now))})`}
      </p>
    </>
  );
}

function EditedList({
  onCall,
  onClose,
}: {
  readonly onCall: OnCall;
  readonly onClose: () => void;
}) {
  const queries = useQueryClient();
  const [people, setPeople] = useState<readonly Called[]>(
    onCall.people.length === 0 ? [nobody] : onCall.people,
  );
  const [hasTried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () =>
      ask<OnCall>(`/api/v1/sites/${encodeURIComponent(onCall.siteId)}/on-call`, {
        method: 'PUT',
        body: { people },
        idempotencyKey: crypto.randomUUID(),
      }),
    onSuccess: (saved) => {
      queries.setQueryData(['on-call', onCall.siteId], saved);
      onClose();
    },
  });
  const isWhole = people.every(({ name, role, phone }) =>
    [name, role, phone].every((one) => one.trim() !== ''),
  );
  const change = (index: number, part: Partial<Called>): void =>
    setPeople(people.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const earlier = (index: number): void => {
    const one = people[index];
    if (one !== undefined) setPeople(people.toSpliced(index, 1).toSpliced(index - 1, 0, one));
  };
  return (
    <form
      className="card-body stack"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isWhole) save.mutate();
      }}
    >
      {people.map(({ name, role, phone }, index) => (
        <fieldset key={index} className="called" aria-label={`${index + 1}. ${name}`}>
          <b aria-hidden>{index + 1}.</b>
          <TextInput
            label={words.name}
            value={name}
            onChange={({ currentTarget }) => change(index, { name: currentTarget.value })}
          />
          <Select
            label={words.role}
            data={roles.map((value) => ({ value, label: roleName(value) }))}
            value={role}
            onChange={(value) => change(index, { role: value ?? '' })}
          />
          <TextInput
            label={words.phone}
            type="tel"
            value={phone}
            onChange={({ currentTarget }) => change(index, { phone: currentTarget.value })}
          />
          <ActionIcon
            disabled={index === 0}
            aria-label={words.up}
            title={words.up}
            onClick={() => earlier(index)}
          >
            <IconArrowUp size={17} />
          </ActionIcon>
          <ActionIcon
            disabled={people.length === 1}
            aria-label={words.remove}
            title={words.remove}
            onClick={() => setPeople(people.toSpliced(index, 1))}
          >
            <IconTrash size={17} />
          </ActionIcon>
        </fieldset>
      ))}
      {hasTried && !isWhole && <p className="tone-overdue">{words.needed}</p>}
      {save.error !== null && (
        <p role="alert" className="tone-overdue">
          {save.error.message}
        </p>
      )}
      <div className="row wrap">
        <Button leftSection={<IconPlus size={15} />} onClick={() => setPeople([...people, nobody])}>
          {words.add}
        </Button>
        <Button type="submit" variant="filled" disabled={save.isPending}>
          {words.save}
        </Button>
        <Button onClick={onClose}>{words.cancel}</Button>
      </div>
    </form>
  );
}
