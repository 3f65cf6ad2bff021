import {
  IconBook2,
  IconBuildingHospital,
  IconChartBar,
  IconTransfer,
  IconCalendarHeart,
  IconChecklist,
  IconRoute,
  IconServerCog,
  IconShieldCheck,
  type TablerIcon,
  IconTruckDelivery,
} from '@tabler/icons-react';
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
const clinical = [
  'coordinator',
  'physician',
  'nurse',
  'pharmacist',
  'apheresis',
  'cell-processing',
];

/** The screens in the order of the rail. */
export const screens: readonly Screen[] = [
  { path: '/', name: names.worklist, icon: IconChecklist, letter: 'w' },
  { path: '/journeys', name: names.journeys, icon: IconRoute, letter: 'j' },
  { path: '/logistics', name: names.logistics, icon: IconTruckDelivery, letter: 'l' },
  { path: '/quality', name: names.quality, icon: IconShieldCheck, letter: 'q' },
  { path: '/follow-up', name: names.followUp, icon: IconCalendarHeart, letter: 'f' },
  { path: '/hand-over', name: names.handover, icon: IconTransfer, letter: 'h', roles: clinical },
  {
    path: '/insight',
    name: names.insight,
    icon: IconChartBar,
    letter: 'i',
    roles: ['coordinator', 'operations', 'quality'],
  },
  {
    path: '/operations',
    name: names.operations,
    icon: IconServerCog,
    letter: 'o',
    roles: ['operations'],
  },
  {
    path: '/administration',
    name: names.administration,
    icon: IconBuildingHospital,
    letter: 'a',
    roles: ['administrator'],
  },
  { path: '/reference', name: names.reference, icon: IconBook2, letter: 'r' },
];
