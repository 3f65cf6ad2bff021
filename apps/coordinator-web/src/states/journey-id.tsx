import { ActionIcon, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { texts } from '../words/texts.js';

const spokenGroups = 3;

/** The id of a journey in groups of four as people read it aloud; the first stands out. */
export function JourneyId({
  id,
  isShort = false,
}: {
  readonly id: string;
  readonly isShort?: boolean;
}) {
  const groups = id.match(/.{1,4}/g) ?? [];
  const shown = isShort ? groups.slice(0, spokenGroups) : groups;
  const isCut = shown.length < groups.length;
  return (
    <span className="journey-id" title={isCut ? id : undefined}>
      {shown.map((group, index) => (
        // The gap is drawn, so that what is copied is the id.
        <span key={index} className={index === 0 ? 'first' : 'rest'}>
          {group}
        </span>
      ))}
      {isCut && <span className="rest">…</span>}
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
