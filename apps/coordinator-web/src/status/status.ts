import {
  IconAlertOctagonFilled,
  IconAlertTriangleFilled,
  IconCheck,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconHandStop,
  IconHourglass,
  IconLock,
  IconPlayerPlayFilled,
  IconPlayerStopFilled,
  IconPlugConnectedX,
  type TablerIcon,
} from '@tabler/icons-react';

/** The colour of a state, named as in the tokens. */
export type Tone =
  'track' | 'met' | 'accent' | 'wait' | 'blocked' | 'due' | 'overdue' | 'hold' | 'future' | 'ink';

/** How one state looks and reads everywhere: never by colour alone. */
export type StatusLook = {
  readonly icon: TablerIcon;
  readonly word: string;
  readonly tone: Tone;
  /** Whether its cell on the track is filled with the colour, or tinted with an edge. */
  readonly cell: 'filled' | 'outlined' | 'line';
};

/** The vocabulary of states; there is no other. */
export const statuses = {
  done: { icon: IconCheck, word: 'Done', tone: 'track', cell: 'line' },
  met: { icon: IconCircleCheck, word: 'Met', tone: 'met', cell: 'outlined' },
  current: { icon: IconPlayerPlayFilled, word: 'In progress', tone: 'accent', cell: 'filled' },
  waiting: { icon: IconHourglass, word: 'Waiting', tone: 'wait', cell: 'outlined' },
  blocked: { icon: IconLock, word: 'Blocked', tone: 'blocked', cell: 'outlined' },
  due: { icon: IconAlertTriangleFilled, word: 'Due soon', tone: 'due', cell: 'outlined' },
  overdue: { icon: IconAlertOctagonFilled, word: 'Overdue', tone: 'overdue', cell: 'filled' },
  hold: { icon: IconHandStop, word: 'On hold', tone: 'hold', cell: 'filled' },
  planned: { icon: IconCircleDashed, word: 'Planned', tone: 'future', cell: 'line' },
  refused: { icon: IconCircleX, word: 'Refused', tone: 'overdue', cell: 'outlined' },
  proposed: { icon: IconAlertTriangleFilled, word: 'Proposed', tone: 'due', cell: 'outlined' },
  'not-live': { icon: IconPlugConnectedX, word: 'Not live', tone: 'due', cell: 'outlined' },
  closed: { icon: IconPlayerStopFilled, word: 'Closed', tone: 'ink', cell: 'line' },
} as const satisfies Readonly<Record<string, StatusLook>>;

/** The name of a state. */
export type Status = keyof typeof statuses;
