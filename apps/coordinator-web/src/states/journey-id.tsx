import { ActionIcon, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { texts } from '../words/texts.js';

/** The id of a journey as people say it: the first group stands out. */
export function JourneyId({ id }: { readonly id: string }) {
  const [prefix, first, ...rest] = id.split('-');
  if (first === undefined) return <span className="journey-id">{id}</span>;
  return (
    <span className="journey-id">
      <span className="dim">{prefix}-</span>
      <b>{first}</b>
      {rest.length > 0 && `-${rest.join('-')}`}
    </span>
  );
}

/** Copies the whole id. */
export function CopyId({ id }: { readonly id: string }) {
  return (
    <CopyButton value={id}>
      {({ copied, copy }) => (
        <ActionIcon onClick={copy} aria-label={copied ? texts.journey.copied : texts.journey.copy}>
          {copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
        </ActionIcon>
      )}
    </CopyButton>
  );
}
