/** What the simulated people read of a journey's status: the API's object, as far as they look at it. */
export type JourneyStatus = {
  readonly journeyId: string;
  readonly version: number;
  readonly asOf: string;
  readonly stage: string;
  readonly outcome: string | null;
  readonly sites: { readonly treating: string };
  readonly product: string;
  readonly indication: string;
  readonly rules: { readonly id: string };
  readonly identifiers: readonly { readonly system: string; readonly value: string }[];
  readonly tracks: readonly { readonly name: string; readonly state: string }[];
  readonly waitingFor: readonly Requirement[];
  readonly material: {
    readonly donations: readonly { readonly donationId: string }[];
    readonly batches: readonly {
      readonly batchId: string;
      readonly attempt: number;
      readonly status: string;
    }[];
    readonly bags: readonly { readonly bagId: string; readonly batchId?: string }[];
    readonly shipments: readonly {
      readonly shipmentId: string;
      readonly excursions?: readonly {
        readonly assessment: string | null;
        readonly disposition: string | null;
      }[];
    }[];
  };
  readonly toxicity: {
    readonly [kind in 'crs' | 'icans']: {
      readonly grade: number | null;
      readonly status?: string;
    };
  };
};

/** One requirement of the next gate. */
export type Requirement = {
  readonly gate: string;
  readonly requirement: string;
  readonly met: boolean;
  readonly owner: string;
  readonly basis: string;
  readonly evidence: readonly string[];
  readonly actions: readonly { readonly kind: string; readonly name: string }[];
};
