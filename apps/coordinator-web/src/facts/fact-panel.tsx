import { Drawer, Select } from '@mantine/core';
import { useState } from 'react';
import { recordersOf } from '#domain/facts/recorders.js';
import { rolesAt } from '../access/person.js';
import { useSession } from '../access/session.js';
import type { Status } from '../api/queries.js';
import { Loaded } from '../states/states.js';
import { sentenceOf } from '../words/names.js';
import { texts } from '../words/texts.js';
import { FactForm } from './fact-form.js';
import { factTypes, useFactSchema } from './fact-schemas.js';

const { facts: words } = texts;

/** The panel in which a person records what they saw or were told. */
export function FactPanel({
  type,
  status,
  zone,
  onClose,
}: {
  readonly type: string | undefined;
  readonly status: Status;
  readonly zone: string;
  readonly onClose: () => void;
}) {
  const [chosen, setChosen] = useState<string | null>(type ?? null);
  const schema = useFactSchema(chosen);
  const { person } = useSession();
  const held = rolesAt(person, Object.values(status.sites));
  const mayRecord = factTypes.filter((one) => recordersOf(one).some((role) => held.includes(role)));
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={400}
      title={words.title}
      withOverlay={false}
      lockScroll={false}
      trapFocus={false}
      closeOnClickOutside={false}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': texts.states.close }}
      classNames={{ content: 'panel', header: 'panel-head', body: 'panel-body' }}
    >
      <div className="panel-form">
        <Select
          label={words.what}
          description={words.whatHint}
          searchable
          withAsterisk
          data={mayRecord.map((one) => ({ value: one, label: sentenceOf(one) }))}
          value={chosen}
          onChange={setChosen}
        />
        {chosen !== null && (
          <Loaded query={schema} what={sentenceOf(chosen)} rows={4}>
            {(loaded) => (
              <FactForm
                key={chosen}
                type={chosen}
                schema={loaded}
                status={status}
                zone={zone}
                onClose={onClose}
              />
            )}
          </Loaded>
        )}
      </div>
    </Drawer>
  );
}
