import type { ReactNode } from 'react';
import { type Status, statuses } from './status.js';

const size = 15;

/** A state as glyph and word; the word can be a better one than the vocabulary's. */
export function StatusWord({
  status,
  children,
  plain = false,
}: {
  readonly status: Status;
  readonly children?: ReactNode;
  /** Whether the word keeps the colour of text, with only the glyph coloured. */
  readonly plain?: boolean;
}) {
  const { icon: Icon, word, tone } = statuses[status];
  return (
    <span className={plain ? 'word' : `word strong tone-${tone}`}>
      <Icon size={size} className={`tone-${tone}`} aria-hidden />
      <span>{children ?? word}</span>
    </span>
  );
}

/** The glyph of a state alone, named for who cannot see it. */
export function StatusGlyph({
  status,
  label,
}: {
  readonly status: Status;
  readonly label?: string;
}) {
  const { icon: Icon, word, tone } = statuses[status];
  return <Icon size={18} className={`tone-${tone}`} role="img" aria-label={label ?? word} />;
}

/** A state as a pill. */
export function StatusPill({
  status,
  children,
}: {
  readonly status: Status;
  readonly children?: ReactNode;
}) {
  const { icon: Icon, word, tone } = statuses[status];
  const look = tone === 'track' || tone === 'future' || tone === 'ink' ? 'plain' : tone;
  return (
    <span className={`pill pill-${look}`}>
      <Icon size={size} aria-hidden />
      {children ?? word}
    </span>
  );
}
