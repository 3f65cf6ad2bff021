import { IconRoute, type TablerIcon } from '@tabler/icons-react';
import { texts } from '../words/texts.js';

/** One screen of the rail. */
export type Screen = {
  readonly path: string;
  readonly name: string;
  readonly icon: TablerIcon;
  /** What is pressed after `G`. */
  readonly letter: string;
  /** The roles it is for; absent: everybody. */
  readonly roles?: readonly string[];
};

const names = texts.screens;

/** The screens in the order of the rail. */
export const screens: readonly Screen[] = [
  { path: '/journeys', name: names.journeys, icon: IconRoute, letter: 'j' },
];
