import { Drawer } from '@mantine/core';
import type { Status } from '../api/queries.js';
import { Loaded } from '../states/states.js';
import { decisionWords } from '../words/decision-words.js';
import { texts } from '../words/texts.js';
import { DecisionForm } from './decision-form.js';
import { useDecisionSchemas } from './decision-schema.js';
import type { Wanted } from './wanted.js';

/** The panel in which a decision is taken and signed, beside the evidence it rests on. */
export function DecisionPanel({
  wanted,
  status,
  zone,
  onClose,
}: {
  readonly wanted: Wanted;
  readonly status: Status;
  readonly zone: string;
  readonly onClose: () => void;
}) {
  const schemas = useDecisionSchemas();
  const { name } = decisionWords(wanted.type);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={400}
      title={name}
      withOverlay={false}
      lockScroll={false}
      trapFocus={false}
      closeOnClickOutside={false}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': texts.states.close }}
      classNames={{ content: 'panel', header: 'panel-head', body: 'panel-body' }}
    >
      <Loaded query={schemas} what={name} rows={4}>
        {(all) => (
          <DecisionForm
            key={`${wanted.type} ${JSON.stringify(wanted.data ?? {})}`}
            wanted={wanted}
            schema={all[wanted.type] ?? {}}
            status={status}
            zone={zone}
            onClose={onClose}
          />
        )}
      </Loaded>
    </Drawer>
  );
}
