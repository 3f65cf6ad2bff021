import { Button, Popover } from '@mantine/core';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PatientIdentity } from '#contracts/http/patient.schema.js';
import { rolesAt } from '../access/person.js';
import { useSession } from '../access/session.js';
import { ask } from '../api/http.js';
import { Loaded } from '../states/states.js';
import { texts } from '../words/texts.js';

const { journey: words } = texts;
const clinical = [
  'coordinator',
  'physician',
  'nurse',
  'pharmacist',
  'apheresis',
  'cell-processing',
];

/** Who the patient is: hidden until somebody of the treating team asks, and never kept. */
export function Identity({
  journeyId,
  sites,
}: {
  readonly journeyId: string;
  readonly sites: readonly string[];
}) {
  const { person } = useSession();
  const [isShown, setShown] = useState(false);
  if (!rolesAt(person, sites).some((role) => clinical.includes(role))) return null;
  return (
    <Popover opened={isShown} onChange={setShown} position="bottom-end" withArrow>
      <Popover.Target>
        <Button
          leftSection={isShown ? <IconEyeOff size={16} /> : <IconEye size={16} />}
          onClick={() => setShown((shown) => !shown)}
        >
          {isShown ? words.hideIdentity : words.showIdentity}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>{isShown && <Shown journeyId={journeyId} />}</Popover.Dropdown>
    </Popover>
  );
}

function Shown({ journeyId }: { readonly journeyId: string }) {
  const identity = useQuery({
    queryKey: ['identity', journeyId],
    queryFn: ({ signal }) =>
      ask<{ readonly patient: PatientIdentity }>(
        `/api/v1/journeys/${encodeURIComponent(journeyId)}/patient`,
        { signal },
      ),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return (
    <Loaded query={identity} what={words.identity.name} rows={3}>
      {({ patient }) => (
        <div className="stack">
          <dl className="facts">
            <dt>{words.identity.name}</dt>
            <dd className="strong">{patient.name}</dd>
            <dt>{words.identity.birthDate}</dt>
            <dd>{patient.birthDate}</dd>
            <dt>{words.identity.recordNumber}</dt>
            <dd className="mono">{patient.recordNumber}</dd>
            {contactsOf(patient).map((contact) => (
              <Contact key={contact} text={contact} />
            ))}
          </dl>
          <p className="quiet small">{words.identityRecorded}</p>
        </div>
      )}
    </Loaded>
  );
}

function Contact({ text }: { readonly text: string }) {
  return (
    <>
      <dt>{words.identity.contact}</dt>
      <dd>{text}</dd>
    </>
  );
}

function contactsOf({ contacts }: PatientIdentity): readonly string[] {
  if (contacts === undefined) return [];
  const all = Array.isArray(contacts) ? contacts : [contacts];
  return all.map((contact) => Object.values(contact).join(', ')).filter((text) => text !== '');
}
