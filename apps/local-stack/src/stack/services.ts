import type { SectionName } from '#config/sections.js';

/** One of our processes: its name, which is its folder under apps/, and the sections of the environment it reads. */
export type Service = { readonly name: string; readonly sections: readonly SectionName[] };

/** Runs once before the services and ends. */
export const installation: Service = {
  name: 'installation',
  sections: ['service', 'kafka', 'temporal', 'database'],
};

/** Runs the journeys; nothing of them moves before it starts. */
export const treatmentWorker: Service = {
  name: 'treatment-worker',
  sections: ['service', 'kafka', 'temporal'],
};

/** Everything that serves beside the worker, in the order in which they are stopped. */
export const otherServices: readonly Service[] = [
  {
    name: 'coordinator-api',
    sections: [
      'service',
      'http',
      'temporal',
      'database',
      'identity',
      'vault',
      'signatures',
      'clock',
    ],
  },
  { name: 'event-intake', sections: ['service', 'kafka', 'temporal', 'database', 'vault'] },
  { name: 'journal-projector', sections: ['service', 'kafka', 'database'] },
];

/** Plays partners and people; the first to stop. */
export const simulator: Service = {
  name: 'partner-simulator',
  sections: ['service', 'kafka', 'identity', 'clock', 'simulator'],
};
