import type { SectionName } from '#config/sections.js';

/** One of our processes: its name, which is its folder under apps/, and the sections of the environment it reads. */
export type Process = { readonly name: string; readonly sections: readonly SectionName[] };

/** A process that stays; `healthPort` is where its health is when that port is free. */
export type Service = Process & { readonly healthPort: number };

/** Runs once before the services and ends. */
export const installation: Process = {
  name: 'installation',
  sections: ['service', 'kafka', 'temporal', 'database', 'partners'],
};

/** Runs the journeys; nothing of them moves before it starts. */
export const treatmentWorker: Service = {
  name: 'treatment-worker',
  sections: ['service', 'kafka', 'temporal', 'payloads', 'database', 'worker'],
  healthPort: 9_464,
};

/** Answers people and the simulator. */
export const coordinatorApi: Service = {
  name: 'coordinator-api',
  sections: [
    'service',
    'http',
    'temporal',
    'payloads',
    'alerts',
    'codec',
    'database',
    'identity',
    'vault',
    'signatures',
    'clock',
    'kafka',
    'operations',
    'partners',
  ],
  healthPort: 9_465,
};

/** Everything that serves beside the worker, in the order in which they are stopped. */
export const otherServices: readonly Service[] = [
  {
    name: 'watchdog',
    sections: ['service', 'kafka', 'temporal', 'payloads', 'database', 'clock', 'watchdog'],
    healthPort: 9_470,
  },
  coordinatorApi,
  {
    name: 'event-intake',
    sections: [
      'service',
      'kafka',
      'temporal',
      'payloads',
      'database',
      'vault',
      'clock',
      'intake',
      'partners',
      'operations',
    ],
    healthPort: 9_466,
  },
  {
    name: 'journal-projector',
    sections: ['service', 'kafka', 'database'],
    healthPort: 9_467,
  },
];

/** Plays partners and people; the first to stop. */
export const simulator: Service = {
  name: 'partner-simulator',
  sections: ['service', 'kafka', 'identity', 'clock', 'partners', 'simulator'],
  healthPort: 9_468,
};

/** Issues the demonstration's tokens; part of the local stack, with variables of its own. */
export const identityProvider: Service = {
  name: 'demonstration-identity',
  sections: ['service'],
  healthPort: 9_469,
};
