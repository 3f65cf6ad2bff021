import type { RecurringTest } from './monitoring-rules.js';
import type { Range } from './range.js';

/** What the construct can do besides. */
export type Features = {
  /** A way to remove the cells: the agent, and how many doses of it are kept ready. */
  readonly safetySwitch?: {
    readonly mechanism: string;
    readonly agent: string;
    readonly mgPerKg?: number;
    readonly dosesInStock: number;
  };
  /** What an armoured construct secretes, and what is watched because of it. */
  readonly armoured?: { readonly payload: string; readonly tests: readonly RecurringTest[] };
  readonly checkpointEdits: readonly string[];
};

/** A published limit of a release test. */
export type ReleaseLimit = {
  readonly test: string;
  readonly kind: 'minimum' | 'maximum';
  readonly value: number;
  readonly unit: string;
};

/** Minutes from its anchor within which a container has to be begun, or to be given as a whole. */
export type ThawClock = {
  readonly name: string;
  readonly anchor: 'out-of-freezer' | 'thaw-begun' | 'thawed';
  readonly until: 'begun' | 'given';
  readonly minutes: number;
};

/** How many containers a product has; `kinds` by their cells where they differ. */
export type Containers = {
  readonly minimum: number;
  readonly maximum?: number;
  readonly volumeMl?: Range;
  /** The next is thawed only when the one before is given. */
  readonly oneAtATime: boolean;
  readonly kinds: readonly {
    readonly cells: number;
    readonly colour: string;
    readonly volumeMl?: number;
  }[];
};

/** A part of the product with its own certificate of release, given apart from the others. */
export type Component = {
  readonly id: string;
  readonly minimumContainers: number;
  readonly maximumContainers?: number;
  readonly containerMl?: number;
  readonly cellsPerMl?: Range;
};

/** What the cells of a donor have to fulfil. */
export type DonorRules = {
  readonly eligibilityDetermined: boolean;
  /** Donor-specific antibodies of the patient. */
  readonly antibodies: 'negative' | 'recorded';
  readonly histocompatibility: 'recorded' | 'not-asked';
  /** Graft-versus-host disease is graded by it; above the grade monitoring stays open. */
  readonly gvhd: {
    readonly scale: string;
    readonly closeMaximumGrade: number;
    readonly cadenceDays: number;
  };
};
