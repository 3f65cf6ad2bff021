// Written by `npm run schemas` from the schemas of the API: change those.

/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "DescribedDecision".
 */
export type DescribedDecision =
  | {
      type: 'accept-referral';
      data: {};
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'decline-referral';
      data: DiscardOfOne;
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'assign-task';
      data: {
        taskId: string;
        subject: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'acknowledge-alert';
      data: {
        alertId: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'place-hold';
      data: {
        kind: string;
        /**
         * a code or a short phrase without anything that names the patient
         */
        reason: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'lift-hold';
      data: {
        kind: string;
        /**
         * a code or a short phrase without anything that names the patient
         */
        reason: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'confirm-eligibility';
      data: {};
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'reject-eligibility';
      data: DiscardOfOne;
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'defer-eligibility';
      data: {
        until: string;
        /**
         * a code or a short phrase without anything that names the patient
         */
        reason: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'select-product';
      data: {
        product: string;
        indication: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'book-schedule';
      data: {
        slotId?: string;
        apheresisAppointmentId?: string;
        bedAppointmentId?: string;
        pickupAt?: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'change-schedule';
      data: {
        slotId?: string;
        apheresisAppointmentId?: string;
        bedAppointmentId?: string;
        pickupAt?: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'accept-low-yield';
      data: {
        /**
         * @minItems 1
         * @maxItems 20
         */
        donationIds: string[];
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'request-second-apheresis';
      data: DiscardOfOne;
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'plan-bridging';
      data: {
        modality: 'chemotherapy' | 'radiation' | 'steroid' | 'targeted' | 'checkpoint-inhibitor';
        regimen: string;
        from: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'accept-material';
      data: {
        donationId: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'dispose-material';
      data: {
        bagId: string;
        disposition: 'retain' | 'return' | 'destroy';
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'allocate-unit';
      data: {
        unitId: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'order-remanufacture';
      data: {
        batchId: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'dispose-excursion';
      data: {
        shipmentId: string;
        disposition: 'acceptable' | 'acceptable-with-conditions' | 'rejected';
        conditions?: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'request-out-of-specification-supply';
      data: {
        batchId: string;
        regulatorReference?: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'accept-out-of-specification';
      data: {
        batchId: string;
        regulatorReference?: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'refuse-out-of-specification';
      data: {
        batchId: string;
        /**
         * a code or a short phrase without anything that names the patient
         */
        reason: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'authorize-lymphodepletion';
      data: {
        regimen: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'hold-lymphodepletion';
      data: DiscardOfOne;
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'waive-lymphodepletion';
      data: DiscardOfOne;
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'repeat-lymphodepletion';
      data: DiscardOfOne;
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'verify-product-identity';
      data: {
        batchId: string;
        bagId: string;
        scannedCoi: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'authorize-infusion';
      data: {
        doseNumber: number;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'withdraw-authorization';
      data: {
        requestId: string;
        /**
         * a code or a short phrase without anything that names the patient
         */
        reason: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'confirm-toxicity-grade';
      data: {
        kind:
          | 'crs'
          | 'icans'
          | 'iec-hs'
          | 'icaht'
          | 'delayed-neurotoxicity'
          | 'gvhd'
          | 'infection'
          | 'infusion-reaction';
        grade: number;
        scale: string;
        agrees: boolean;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'order-safety-switch';
      data: {
        agent: string;
        /**
         * a code or a short phrase without anything that names the patient
         */
        reason: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'attribute-finding';
      data: {
        kind:
          | 'crs'
          | 'icans'
          | 'iec-hs'
          | 'icaht'
          | 'delayed-neurotoxicity'
          | 'gvhd'
          | 'infection'
          | 'infusion-reaction';
        finding: 'crs' | 'infection' | 'both' | 'other';
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'discharge';
      data: {};
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'close-monitoring';
      data: {};
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'override-requirement';
      data: {
        gate: string;
        requirement: string;
        /**
         * a code or a short phrase without anything that names the patient
         */
        reason: string;
        validUntil: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'adopt-rules';
      data: {
        rulesId: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'resolve-identity-mismatch';
      data: {
        finding: 'label-error' | 'swap-confirmed' | 'scan-error';
        /**
         * @maxItems 50
         */
        identifiers?: string[];
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'answer-review';
      data: {
        reviewId: string;
        finding: string;
        /**
         * a code or a short phrase without anything that names the patient
         */
        reason: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'retract-record';
      data: {
        source: string;
        eventId: string;
        /**
         * a code or a short phrase without anything that names the patient
         */
        reason: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'reopen-journey';
      data: DiscardOfOne;
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'start-new-course';
      data: {
        product: string;
        indication: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'withdraw-patient';
      data: {
        scope:
          | 'treatment'
          | 'data-sharing'
          | 'registry'
          | 'follow-up'
          | 'research'
          | 'out-of-specification'
          | 'retained-cells';
        /**
         * a code or a short phrase without anything that names the patient
         */
        reason: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'transfer-site';
      data: {
        siteId: string;
        until?: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'share-with-site';
      data: {
        siteId: string;
        until?: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    }
  | {
      type: 'close-journey';
      data: {
        outcome: string;
        /**
         * a code or a short phrase without anything that names the patient
         */
        reason: string;
      };
      /**
       * of the requirement in waitingFor that the decision meets
       */
      basis?: string | null;
      signature?: StepUpSignature | StepUpSignature[];
    };

export interface paths {
  '/api/v1/session': {
    /**
     * `readSession`: Which installation this is and where to sign in
     */
    get: {
      parameters: {
        path?: never;
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': Session;
          };
        };
        500: ProblemAnswer;
      };
    };
  };
  '/api/v1/me': {
    /**
     * `readPerson`: Who you are here and what you may do where
     */
    get: {
      parameters: {
        path?: never;
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': Person;
          };
        };
        401: ProblemAnswer;
        403: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/journeys': {
    /**
     * `enrolPatient`: Enrol a patient
     */
    post: {
      parameters: {
        path?: never;
        query?: never;
        header: {
          'Idempotency-Key': string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': EnrolmentRequest;
        };
      };
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': Enrolled;
          };
        };
        201: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': Enrolled;
          };
        };
        400: ProblemAnswer;
        401: ProblemAnswer;
        403: ProblemAnswer;
        409: ProblemAnswer;
        413: ProblemAnswer;
        415: ProblemAnswer;
        422: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
    /**
     * `listJourneys`: Find journeys of your sites
     */
    get: {
      parameters: {
        path?: never;
        query?: {
          site?: string | string[];
          stage?: string | string[];
          product?: string | string[];
          hold?: string | string[];
          criticality?: string | string[];
          /**
           * the subject of whoever has taken on a task of the journey
           */
          assignee?: string | string[];
          overdue?: 'true' | 'false';
          /**
           * an identifier of the journey, its material or its orders, however it is written; exactly a record number
           */
          q?: string;
          sort?: 'nextDeadline' | 'stageSince' | 'enrolledAt';
          cursor?: string;
          limit?: number;
        };
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': JourneyList;
          };
        };
        400: ProblemAnswer;
        401: ProblemAnswer;
        403: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/journeys/{journeyId}': {
    /**
     * `readStatus`: Where a journey stands and why it is not further
     */
    get: {
      parameters: {
        path: {
          journeyId: string;
        };
        query?: {
          consistency?: 'eventual' | 'strong';
        };
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': JourneyStatus;
          };
        };
        400: ProblemAnswer;
        401: ProblemAnswer;
        403: ProblemAnswer;
        404: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/journeys/{journeyId}/timeline': {
    /**
     * `readTimeline`: The journal of a journey
     */
    get: {
      parameters: {
        path: {
          journeyId: string;
        };
        query?: {
          direction?: 'forward' | 'backward';
          type?: string | string[];
          cursor?: string;
          limit?: number;
        };
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': Timeline;
          };
        };
        400: ProblemAnswer;
        401: ProblemAnswer;
        403: ProblemAnswer;
        404: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/journeys/{journeyId}/patient': {
    /**
     * `readIdentity`: Who the patient is
     */
    get: {
      parameters: {
        path: {
          journeyId: string;
        };
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': RecordedIdentity;
          };
        };
        401: ProblemAnswer;
        403: ProblemAnswer;
        404: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
    /**
     * `changeIdentity`: Give or correct identity
     */
    put: {
      parameters: {
        path: {
          journeyId: string;
        };
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': IdentityChange;
        };
      };
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': Enrolled;
          };
        };
        400: ProblemAnswer;
        401: ProblemAnswer;
        403: ProblemAnswer;
        404: ProblemAnswer;
        413: ProblemAnswer;
        415: ProblemAnswer;
        422: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/journeys/{journeyId}/notes/{noteId}': {
    /**
     * `readNote`: Free text that came with an event
     */
    get: {
      parameters: {
        path: {
          journeyId: string;
          noteId: string;
        };
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': KeptNote;
          };
        };
        401: ProblemAnswer;
        403: ProblemAnswer;
        404: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/journeys/{journeyId}/decisions': {
    /**
     * `decide`: Decide
     */
    post: {
      parameters: {
        path: {
          journeyId: string;
        };
        query?: never;
        header: {
          'Idempotency-Key': string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': DescribedDecision;
        };
      };
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': DecisionAnswer;
          };
        };
        400: ProblemAnswer;
        401: ProblemAnswer;
        403: ProblemAnswer;
        404: ProblemAnswer;
        409: ProblemAnswer;
        413: ProblemAnswer;
        415: ProblemAnswer;
        422: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/stream': {
    /**
     * `followJourneys`: What moves at your sites, while it moves
     */
    get: {
      parameters: {
        path?: never;
        query?: never;
        header?: {
          'Last-Event-ID'?: string;
        };
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'text/event-stream': StreamedRecord;
          };
        };
        401: ProblemAnswer;
        403: ProblemAnswer;
        429: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/products': {
    /**
     * `listProducts`: Products, the rules of each and how far their numbers are verified
     */
    get: {
      parameters: {
        path?: never;
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': ProductList;
          };
        };
        401: ProblemAnswer;
        403: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/sites': {
    /**
     * `listSites`: Sites
     */
    get: {
      parameters: {
        path?: never;
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': SiteList;
          };
        };
        401: ProblemAnswer;
        403: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
    /**
     * `changeSites`: Register sites, their products and who serves them; counts within a second
     */
    put: {
      parameters: {
        path?: never;
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': SiteChange;
        };
      };
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': SiteList;
          };
        };
        400: ProblemAnswer;
        401: ProblemAnswer;
        403: ProblemAnswer;
        409: ProblemAnswer;
        413: ProblemAnswer;
        415: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/health/live': {
    /**
     * `isAlive`: Whether the process lives
     */
    get: {
      parameters: {
        path?: never;
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': {
              status: string;
            };
          };
        };
      };
    };
  };
  '/metrics': {
    /**
     * `readMeasurements`: What the process measures of itself, as Prometheus reads it
     */
    get: {
      parameters: {
        path?: never;
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
        };
      };
    };
  };
  '/health/ready': {
    /**
     * `isReady`: Whether the process is of use
     */
    get: {
      parameters: {
        path?: never;
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': {
              status: string;
              checks: {
                [k: string]: string;
              };
            };
          };
        };
        503: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': {
              status: string;
              checks: {
                [k: string]: string;
              };
            };
          };
        };
      };
    };
  };
  '/api/v1/worklist': {
    /**
     * `readWorklist`: What waits for you, most urgent first
     */
    get: {
      parameters: {
        path?: never;
        query?: {
          site?: string | string[];
          product?: string | string[];
          stage?: string | string[];
          kind?: string | string[];
          /**
           * only what waits for one of these of your roles
           */
          role?: string | string[];
          journeyId?: string;
          /**
           * only what you have taken on
           */
          mine?: 'true' | 'false';
          /**
           * also what waits for a partner, whom you can only ask
           */
          partners?: 'true' | 'false';
          /**
           * also what you have put off
           */
          snoozed?: 'true' | 'false';
          cursor?: string;
          limit?: number;
        };
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': Worklist;
          };
        };
        400: ProblemAnswer;
        401: ProblemAnswer;
        403: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/worklist/{taskId}/claim': {
    /**
     * `claimTask`: Take a task on
     */
    post: {
      parameters: {
        path: {
          taskId: string;
        };
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': Task;
          };
        };
        401: ProblemAnswer;
        403: ProblemAnswer;
        404: ProblemAnswer;
        409: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/worklist/{taskId}/hand-over': {
    /**
     * `handOverTask`: Give a task to somebody else
     */
    post: {
      parameters: {
        path: {
          taskId: string;
        };
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': HandOver;
        };
      };
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': Task;
          };
        };
        400: ProblemAnswer;
        401: ProblemAnswer;
        403: ProblemAnswer;
        404: ProblemAnswer;
        409: ProblemAnswer;
        413: ProblemAnswer;
        415: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/worklist/{taskId}/snooze': {
    /**
     * `snoozeTask`: Put a task off for yourself
     */
    post: {
      parameters: {
        path: {
          taskId: string;
        };
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': Snooze;
        };
      };
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': Task;
          };
        };
        400: ProblemAnswer;
        401: ProblemAnswer;
        403: ProblemAnswer;
        404: ProblemAnswer;
        409: ProblemAnswer;
        413: ProblemAnswer;
        415: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/journeys/{journeyId}/facts': {
    /**
     * `recordFact`: Write down what you saw or were told
     */
    post: {
      parameters: {
        path: {
          journeyId: string;
        };
        query?: never;
        header: {
          'Idempotency-Key': string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': FactEntry;
        };
      };
      responses: {
        202: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': AcceptedFact;
          };
        };
        400: ProblemAnswer;
        401: ProblemAnswer;
        403: ProblemAnswer;
        404: ProblemAnswer;
        413: ProblemAnswer;
        415: ProblemAnswer;
        422: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/journeys/{journeyId}/custody': {
    /**
     * `readCustody`: Identity and custody: every bag, label, scan, hand-over and temperature
     */
    get: {
      parameters: {
        path: {
          journeyId: string;
        };
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': Custody;
          };
        };
        401: ProblemAnswer;
        403: ProblemAnswer;
        404: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/journeys/{journeyId}/custody/export': {
    /**
     * `exportCustody`: The whole record in one sealed file
     */
    get: {
      parameters: {
        path: {
          journeyId: string;
        };
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': CustodyFile;
          };
        };
        401: ProblemAnswer;
        403: ProblemAnswer;
        404: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/signature-keys': {
    /**
     * `readSignatureKeys`: The public keys with which signatures are checked
     */
    get: {
      parameters: {
        path?: never;
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': SignatureKeys;
          };
        };
        500: ProblemAnswer;
      };
    };
  };
  '/api/v1/journeys/{journeyId}/schedule': {
    /**
     * `readSchedule`: The chain of dates
     */
    get: {
      parameters: {
        path: {
          journeyId: string;
        };
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': Schedule;
          };
        };
        401: ProblemAnswer;
        403: ProblemAnswer;
        404: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/journeys/{journeyId}/schedule/preview': {
    /**
     * `previewSchedule`: What a change of the dates would move and break
     */
    post: {
      parameters: {
        path: {
          journeyId: string;
        };
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': ScheduleChange;
        };
      };
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': SchedulePreview;
          };
        };
        400: ProblemAnswer;
        401: ProblemAnswer;
        403: ProblemAnswer;
        404: ProblemAnswer;
        413: ProblemAnswer;
        415: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/journeys/{journeyId}/toxicity': {
    /**
     * `readToxicity`: Every toxicity over time with the inputs of each grade
     */
    get: {
      parameters: {
        path: {
          journeyId: string;
        };
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': Toxicity;
          };
        };
        401: ProblemAnswer;
        403: ProblemAnswer;
        404: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/journeys/{journeyId}/accesses': {
    /**
     * `readAccesses`: Who touched the identity of the patient
     */
    get: {
      parameters: {
        path: {
          journeyId: string;
        };
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': Accesses;
          };
        };
        401: ProblemAnswer;
        403: ProblemAnswer;
        404: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/handover': {
    /**
     * `readHandover`: What one shift tells the next
     */
    get: {
      parameters: {
        path?: never;
        query?: {
          site?: string;
          /**
           * the start of the shift, in journey time
           */
          since?: string;
        };
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': Handover;
          };
        };
        400: ProblemAnswer;
        401: ProblemAnswer;
        403: ProblemAnswer;
        404: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/sites/{siteId}/on-call': {
    /**
     * `readOnCall`: Who is called, in which order
     */
    get: {
      parameters: {
        path: {
          siteId: string;
        };
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': OnCall;
          };
        };
        401: ProblemAnswer;
        403: ProblemAnswer;
        404: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
    /**
     * `changeOnCall`: Give the list anew
     */
    put: {
      parameters: {
        path: {
          siteId: string;
        };
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': OnCallChange;
        };
      };
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': OnCall;
          };
        };
        400: ProblemAnswer;
        401: ProblemAnswer;
        403: ProblemAnswer;
        404: ProblemAnswer;
        413: ProblemAnswer;
        415: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/sites/{siteId}/decisions': {
    /**
     * `decideOfSite`: Declare that a site writes on paper, or that it no longer does
     */
    post: {
      parameters: {
        path: {
          siteId: string;
        };
        query?: never;
        header: {
          'Idempotency-Key': string;
        };
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': SiteDecision;
        };
      };
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': SiteDecisionAnswer;
          };
        };
        400: ProblemAnswer;
        401: ProblemAnswer;
        403: ProblemAnswer;
        404: ProblemAnswer;
        409: ProblemAnswer;
        413: ProblemAnswer;
        415: ProblemAnswer;
        422: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/partners': {
    /**
     * `listPartners`: Partners, what they may publish, their keys
     */
    get: {
      parameters: {
        path?: never;
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': PartnerList;
          };
        };
        401: ProblemAnswer;
        403: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
    /**
     * `changePartners`: Register partners, keys and who supplies what; counts within a second
     */
    put: {
      parameters: {
        path?: never;
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': PartnerChange;
        };
      };
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': PartnerList;
          };
        };
        400: ProblemAnswer;
        401: ProblemAnswer;
        403: ProblemAnswer;
        409: ProblemAnswer;
        413: ProblemAnswer;
        415: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/metrics/journeys': {
    /**
     * `readJourneyMetrics`: How long journeys take, how they end, what goes wrong
     */
    get: {
      parameters: {
        path?: never;
        query?: {
          site?: string;
          product?: string;
          from?: string;
          until?: string;
          by?: 'product' | 'site' | 'month';
        };
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': Metrics;
          };
        };
        400: ProblemAnswer;
        401: ProblemAnswer;
        403: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/emergency-access': {
    /**
     * `takeEmergencyAccess`: Read for four hours what is not yours, on record
     */
    post: {
      parameters: {
        path?: never;
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': EmergencyRequest;
        };
      };
      responses: {
        201: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': EmergencyAccess;
          };
        };
        400: ProblemAnswer;
        401: ProblemAnswer;
        403: ProblemAnswer;
        404: ProblemAnswer;
        413: ProblemAnswer;
        415: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
    /**
     * `listEmergencyAccess`: Who read in an emergency
     */
    get: {
      parameters: {
        path?: never;
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': EmergencyAccessList;
          };
        };
        401: ProblemAnswer;
        403: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/emergency-access/{id}/review': {
    /**
     * `reviewEmergencyAccess`: Say what came of looking into it
     */
    post: {
      parameters: {
        path: {
          id: string;
        };
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': EmergencyReview;
        };
      };
      responses: {
        201: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': EmergencyAccess;
          };
        };
        400: ProblemAnswer;
        401: ProblemAnswer;
        403: ProblemAnswer;
        409: ProblemAnswer;
        413: ProblemAnswer;
        415: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/operations': {
    /**
     * `readOperations`: What is stuck, late, parked, waiting or in quarantine
     */
    get: {
      parameters: {
        path?: never;
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': OperationsOverview;
          };
        };
        401: ProblemAnswer;
        403: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/dead-letters': {
    /**
     * `listDeadLetters`: Events that could not be used, grouped by partner and reason
     */
    get: {
      parameters: {
        path?: never;
        query?: {
          /**
           * of this registered partner; `-` for senders that are not registered
           */
          partner?: string;
          reason?: string;
          type?: string;
          topic?: string;
          /**
           * also those that were replayed or discarded
           */
          done?: 'true' | 'false';
        };
        header?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': DeadLetterList;
          };
        };
        400: ProblemAnswer;
        401: ProblemAnswer;
        403: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/dead-letters/{id}/replay': {
    /**
     * `replayDeadLetter`: Publish an event again, its signature judged as of when it first came
     */
    post: {
      parameters: {
        path: {
          id: string;
        };
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * a code or a short phrase without anything that names the patient
             */
            reason?: string;
          };
        };
      };
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': DisposedLetters;
          };
        };
        400: ProblemAnswer;
        401: ProblemAnswer;
        403: ProblemAnswer;
        404: ProblemAnswer;
        413: ProblemAnswer;
        415: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/dead-letters/{id}/discard': {
    /**
     * `discardDeadLetter`: Lay an event aside: it stays on its topic and is listed no more
     */
    post: {
      parameters: {
        path: {
          id: string;
        };
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': DiscardOfOne;
        };
      };
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': DisposedLetters;
          };
        };
        400: ProblemAnswer;
        401: ProblemAnswer;
        403: ProblemAnswer;
        404: ProblemAnswer;
        413: ProblemAnswer;
        415: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/dead-letters/replay': {
    /**
     * `replayDeadLetterGroup`: Publish the events of a group again
     */
    post: {
      parameters: {
        path?: never;
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': LetterGroupSent;
        };
      };
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': DisposedLetters;
          };
        };
        400: ProblemAnswer;
        401: ProblemAnswer;
        403: ProblemAnswer;
        413: ProblemAnswer;
        415: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
  '/api/v1/dead-letters/discard': {
    /**
     * `discardDeadLetterGroup`: Lay the events of a group aside
     */
    post: {
      parameters: {
        path?: never;
        query?: never;
        header?: never;
        cookie?: never;
      };
      requestBody: {
        content: {
          'application/json': LetterGroupSent;
        };
      };
      responses: {
        200: {
          headers: {[name: string]: unknown};
          content: {
            'application/json': DisposedLetters;
          };
        };
        400: ProblemAnswer;
        401: ProblemAnswer;
        403: ProblemAnswer;
        413: ProblemAnswer;
        415: ProblemAnswer;
        500: ProblemAnswer;
        503: ProblemAnswer;
      };
    };
  };
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "Session".
 */
export interface Session {
  name: string;
  version: string;
  environment: 'production' | 'training' | 'demonstration';
  /**
   * journey time, which in a demonstration goes faster than the clock
   */
  now: string;
  /**
   * journey time = journeyOrigin + (wall time − wallOrigin) × scale
   */
  clock: {
    wallOrigin: string;
    journeyOrigin: string;
    scale: number;
  };
  identity: {
    /**
     * an OpenID provider: authorization code with PKCE
     */
    issuer: string;
    clientId: string;
    scope: string;
    /**
     * where the provider sends people back to, at this origin
     */
    redirectPath: string;
  };
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "Person".
 */
export interface Person {
  subject: string;
  name: string;
  /**
   * roles by site; `*` stands for every site
   */
  roles: {
    [k: string]: string[];
  };
  /**
   * every site at which the person has a role
   */
  sites: {
    siteId: string;
    roles: string[];
  }[];
  /**
   * the decisions that a role of the person may take, and where
   */
  decisions: {
    type: string;
    signed: boolean;
    persons: number;
    /**
     * what a signature says; null where none is given
     */
    meaning: string | null;
    sites: string[];
  }[];
  /**
   * where operations read the history of a journey
   */
  temporal: {
    url: string;
    namespace: string;
  } | null;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "EnrolmentRequest".
 */
export interface EnrolmentRequest {
  siteId: string;
  indication: string;
  product: string;
  diseaseStatus: 'relapsed' | 'refractory';
  ageYears: number;
  weightKg: number;
  priorLines: number;
  programme: 'commercial' | 'trial' | 'expanded-access' | 'named-patient';
  studyId?: string;
  referralId?: string;
  patient: PatientIdentity;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "PatientIdentity".
 */
export interface PatientIdentity {
  name: string;
  birthDate: string;
  recordNumber: string;
  contacts?:
    | {
        name?: string;
        relation?: string;
        phone?: string;
        email?: string;
        address?: string;
        [k: string]: string | undefined;
      }
    | {
        name?: string;
        relation?: string;
        phone?: string;
        email?: string;
        address?: string;
        [k: string]: string | undefined;
      }[];
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "Enrolled".
 */
export interface Enrolled {
  journeyId: string;
  version: number;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "JourneyList".
 */
export interface JourneyList {
  items: JourneyListItem[];
  /**
   * null on the last page
   */
  nextCursor: string | null;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "JourneyListItem".
 */
export interface JourneyListItem {
  journeyId: string;
  version: number;
  stage: string;
  stageSince: string;
  sites: {
    treating: string;
    collection: string;
  };
  product: string;
  indication: string;
  criticality: string;
  holds: string[];
  nextDeadline: {
    name: string;
    at: string;
    overdue: boolean;
  } | null;
  enrolledAt: string;
  outcome: string | null;
  /**
   * of a closed journey: the stage it ended in
   */
  stageAtEnd: string | null;
  /**
   * not empty: the journey is shown as it was earlier
   */
  dataGaps: {
    kind: 'projection-stopped';
    about: 'journal';
    missing: string[];
    text: string;
  }[];
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "JourneyStatus".
 */
export interface JourneyStatus {
  journeyId: string;
  /**
   * the journal sequence this reflects
   */
  version: number;
  asOf: string;
  environment: 'production' | 'training' | 'demonstration';
  sites: {
    treating: string;
    collection: string;
  };
  sharedWith: {
    siteId: string;
    until: string | null;
  }[];
  product: string;
  indication: string;
  rules: {
    id: string;
    unverified: number;
  };
  course: number;
  previousJourneyId: string | null;
  nextJourneyId: string | null;
  stage: string;
  stageSince: string;
  /**
   * day +n once infused
   */
  day: number | null;
  criticality:
    'thawed' | 'infusing' | 'acute-monitoring' | 'in-transit' | 'product-on-site' | 'stable';
  identifiers: {
    system: string;
    value: string;
  }[];
  tracks: {
    name: string;
    state: string;
    since: string;
    [k: string]: unknown;
  }[];
  milestones: {
    name: string;
    [k: string]: unknown;
  }[];
  waitingFor: {
    gate: string;
    requirement: string;
    met: boolean;
    text: string;
    owner: string;
    since: string;
    dueAt?: string;
    consequence?: string;
    overridable: boolean;
    /**
     * the rule that decided, in words
     */
    rule: string;
    basis: string;
    actions: {
      kind: 'decide' | 'record';
      name: string;
      label: string;
      /**
       * what this decision sends as its basis
       */
      basis?: string;
    }[];
    contact?: Contact | null;
    evidence: string[];
  }[];
  /**
   * two-person decisions that have their first signature
   */
  awaitingSecond: {
    type: string;
    at: string;
    [k: string]: unknown;
  }[];
  /**
   * who looks after which task
   */
  assignments: {
    taskId: string;
    subject: string;
    at: string;
  }[];
  holds: {
    kind: string;
    since: string;
    liftedBy: string;
    [k: string]: unknown;
  }[];
  deadlines: {
    name: string;
    at: string;
    severity: 'immediate' | 'today' | 'planned';
    [k: string]: unknown;
  }[];
  material: {
    donations: {
      [k: string]: unknown;
    }[];
    batches: {
      [k: string]: unknown;
    }[];
    bags: {
      [k: string]: unknown;
    }[];
    /**
     * what came of what, from the days of collection to the bags
     */
    genealogy: {
      kind: string;
      id: string;
      from: string[];
    }[];
    shipments: {
      [k: string]: unknown;
    }[];
  };
  /**
   * other kinds stand here once they were found
   */
  toxicity: {
    crs: {
      /**
       * null when never assessed
       */
      grade: number | null;
      status?: 'proposed' | 'confirmed';
      scale?: string;
      asOf?: string;
      since?: string;
      peak?: number;
      proposedGrade?: number | null;
      atLeast?: boolean;
      missingInputs?: string[];
      inputs?: string[];
      [k: string]: unknown;
    };
    icans: {
      /**
       * null when never assessed
       */
      grade: number | null;
      status?: 'proposed' | 'confirmed';
      scale?: string;
      asOf?: string;
      since?: string;
      peak?: number;
      proposedGrade?: number | null;
      atLeast?: boolean;
      missingInputs?: string[];
      inputs?: string[];
      [k: string]: unknown;
    };
    [k: string]: {
      /**
       * null when never assessed
       */
      grade: number | null;
      status?: 'proposed' | 'confirmed';
      scale?: string;
      asOf?: string;
      since?: string;
      peak?: number;
      proposedGrade?: number | null;
      atLeast?: boolean;
      missingInputs?: string[];
      inputs?: string[];
      [k: string]: unknown;
    };
  };
  windows: {
    name: string;
    from: string;
    until: string;
    zone: string;
    [k: string]: unknown;
  }[];
  precautions: {
    name: string;
    [k: string]: unknown;
  }[];
  attempts: {
    apheresis: number;
    manufacturing: number;
    lymphodepletion: number;
    infusion: number;
  };
  /**
   * in the register, not yet applied
   */
  received: {
    type: string;
    source: string;
    happenedAt: string;
    receivedAt: string;
  }[];
  alerts: {
    [k: string]: unknown;
  }[];
  dataGaps: unknown[];
  outcome: string | null;
  outcomeDetail: {
    infused: boolean;
    stageAtEnd: string;
    reason: string;
    [k: string]: unknown;
  } | null;
  [k: string]: unknown;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "Contact".
 */
export interface Contact {
  organisation: string;
  phone: string;
  hours: string;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "Timeline".
 */
export interface Timeline {
  items: TimelineRecord[];
  /**
   * null on the last page
   */
  nextCursor: string | null;
  /**
   * not empty: later records are missing
   */
  dataGaps: {
    kind: 'projection-stopped';
    about: 'journal';
    missing: string[];
    text: string;
  }[];
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "TimelineRecord".
 */
export interface TimelineRecord {
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  subject: string;
  time: string;
  data: {
    sequence: number;
    previousHash: string;
    hash: string;
    [k: string]: unknown;
  };
  [k: string]: unknown;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "RecordedIdentity".
 */
export interface RecordedIdentity {
  journeyId: string;
  version: number;
  patient: PatientIdentity;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "IdentityChange".
 */
export interface IdentityChange {
  reason: string;
  patient: PatientIdentity;
  signature: StepUpSignature;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "StepUpSignature".
 */
export interface StepUpSignature {
  idToken: string;
  meaning: 'performed' | 'verified' | 'reviewed' | 'approved' | 'released' | 'rejected';
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "KeptNote".
 */
export interface KeptNote {
  journeyId: string;
  noteId: string;
  note: string;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "DiscardOfOne".
 */
export interface DiscardOfOne {
  /**
   * a code or a short phrase without anything that names the patient
   */
  reason: string;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "DecisionAnswer".
 */
export interface DecisionAnswer {
  version: number;
  effects: string[];
  /**
   * true when another person must still sign
   */
  awaitingSecond?: boolean;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "StreamedRecord".
 */
export interface StreamedRecord {
  journeyId: string;
  sequence: number;
  /**
   * the type of the record
   */
  type: string;
  time: string;
  stageBefore: string;
  stage: string;
  holds: string[];
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "ProductList".
 */
export interface ProductList {
  items: {
    id: string;
    name: string;
    target: string[];
    source: string;
    versions: {
      rulesId: string;
      indication: string;
      jurisdiction: string;
      effectiveFrom: string;
      numbers: number;
      unverified: number;
    }[];
  }[];
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "SiteList".
 */
export interface SiteList {
  items: {
    id: string;
    name: string;
    zone: string;
    jurisdiction: string;
    qualifiedFor: string[];
    /**
     * the partners who serve it; null where none are registered
     */
    care: {
      clinic: string;
      laboratory: string;
      courier: string;
    } | null;
  }[];
  /**
   * changes with every change of sites and partners
   */
  version: string;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "SiteChange".
 */
export interface SiteChange {
  /**
   * @minItems 1
   */
  items: {
    id: string;
    name: string;
    zone: string;
    jurisdiction: string;
    qualifiedFor: string[];
    /**
     * as it was, when left out
     */
    care?: {
      clinic: string;
      laboratory: string;
      courier: string;
    } | null;
  }[];
  /**
   * a code or a short phrase without anything that names the patient
   */
  reason: string;
  /**
   * of the list that was changed, so that no change is lost
   */
  version?: string;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "Worklist".
 */
export interface Worklist {
  items: Task[];
  /**
   * null on the last page
   */
  nextCursor: string | null;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "Task".
 */
export interface Task {
  taskId: string;
  journeyId: string;
  kind: 'alert' | 'hold' | 'review' | 'grade' | 'second-signature' | 'requirement' | 'deadline';
  /**
   * what it is about, unique in its journey
   */
  name: string;
  /**
   * what is to be done
   */
  text: string;
  why: string;
  owner: string;
  roles: string[];
  waitsForPartner: boolean;
  severity: 'immediate' | 'today' | 'planned';
  since: string;
  dueAt: string | null;
  overdue: boolean;
  /**
   * what follows when nobody acts
   */
  consequence: string | null;
  actions: {
    kind: 'decide' | 'record';
    name: string;
    label: string;
  }[];
  requirement: {
    gate: string;
    requirement: string;
  } | null;
  contact: Contact | null;
  sites: {
    treating: string;
    collection: string;
  };
  product: string;
  stage: string;
  claimedBy: {
    subject: string;
    name: string;
    at: string;
  } | null;
  snoozedUntil: string | null;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "HandOver".
 */
export interface HandOver {
  to: string;
  /**
   * the name people read
   */
  name?: string;
  note?: string;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "Snooze".
 */
export interface Snooze {
  until: string;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "FactEntry".
 */
export interface FactEntry {
  /**
   * a type of the catalogue of events
   */
  type: string;
  /**
   * as the schema of the type says, without the instant at which it happened
   */
  data: {
    [k: string]: unknown;
  };
  /**
   * when it happened, in journey time
   */
  happenedAt: string;
  entryMode: 'manual' | 'phone' | 'downtime' | 'back-entry';
  /**
   * who said it on the telephone; no patient
   */
  toldBy?: string;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "AcceptedFact".
 */
export interface AcceptedFact {
  eventId: string;
  source: string;
  type: string;
  journeyId: string;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "Custody".
 */
export interface Custody {
  journeyId: string;
  version: number;
  asOf: string;
  environment: string;
  identifiers: {
    system: string;
    value: string;
  }[];
  material: {
    donations: {
      [k: string]: unknown;
    }[];
    batches: {
      [k: string]: unknown;
    }[];
    bags: {
      [k: string]: unknown;
    }[];
    /**
     * what came of what, from the days of collection to the bags
     */
    genealogy: {
      kind: string;
      id: string;
      from: string[];
    }[];
    shipments: {
      [k: string]: unknown;
    }[];
  };
  labels: {
    labelId: string;
    bagId: string;
    state: 'live' | 'voided';
  }[];
  steps: CustodyStep[];
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "CustodyStep".
 */
export interface CustodyStep {
  sequence: number;
  type: string;
  happenedAt: string;
  recordedAt: string;
  by: {
    kind: string;
    id: string;
    role?: string;
  };
  performedBy: string | null;
  toldBy: string | null;
  entryMode: string | null;
  eventId: string | null;
  /**
   * what was said: bags, scans, temperatures
   */
  data: {
    [k: string]: unknown;
  };
  signatures: {
    printedName: string;
    meaning: string;
    signedAt: string;
  }[];
  hash: string;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "CustodyFile".
 */
export interface CustodyFile {
  format: 'vein-to-vein-custody/1';
  exportedAt: string;
  exportedBy: string;
  environment: string;
  journeyId: string;
  version: number;
  /**
   * the public key of the installation; compare it with the one it published
   */
  key: {
    kty: 'OKP';
    crv: 'Ed25519';
    x: string;
    kid: string;
  };
  /**
   * the journal, from the first record
   */
  records: {
    [k: string]: unknown;
  }[];
  /**
   * a JWS over the SHA-256 of the RFC 8785 form of everything else
   */
  seal: string;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "SignatureKeys".
 */
export interface SignatureKeys {
  keys: {
    kty: 'OKP';
    crv: 'Ed25519';
    x: string;
    kid: string;
  }[];
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "Schedule".
 */
export interface Schedule {
  journeyId: string;
  version: number;
  /**
   * IANA time zone of the treatment centre
   */
  zone: string;
  milestones: {
    name: string;
    [k: string]: unknown;
  }[];
  deadlines: {
    name: string;
    at: string;
    severity: 'immediate' | 'today' | 'planned';
    [k: string]: unknown;
  }[];
  windows: {
    name: string;
    from: string;
    until: string;
    zone: string;
    [k: string]: unknown;
  }[];
  /**
   * what partners have offered, confirmed or withdrawn
   */
  offers: {
    kind: 'slot' | 'appointment';
    id: string;
    /**
     * what it is for: `manufacture`, `apheresis`, `bed` and so on
     */
    purpose: string;
    status: string;
    /**
     * whether it can still be booked
     */
    isOnOffer: boolean;
    startsAt: string | null;
    endsAt: string | null;
    holdUntil: string | null;
  }[];
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "ScheduleChange".
 */
export interface ScheduleChange {
  slotId?: string;
  apheresisAppointmentId?: string;
  bedAppointmentId?: string;
  pickupAt?: string;
  /**
   * a wish, though nobody has offered it
   */
  apheresisAt?: string;
  /**
   * a wish, though nobody has offered it
   */
  bedAt?: string;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "SchedulePreview".
 */
export interface SchedulePreview {
  journeyId: string;
  version: number;
  links: {
    link: string;
    before: string | null;
    after: string | null;
    isMoved: boolean;
    status: 'confirmed' | 'held' | 'lost' | 'asked';
    holdUntil: string | null;
  }[];
  broken: {
    rule: string;
    link: string;
    text: string;
    overridable: boolean;
  }[];
  notOnOffer: string[];
  alternatives: {
    slotId: string;
    apheresisAppointmentId: string;
    bedAppointmentId: string;
    dates: {
      [k: string]: string | null;
    };
  }[];
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "Toxicity".
 */
export interface Toxicity {
  journeyId: string;
  version: number;
  grades: {
    at: string;
    sequence: number;
    kind: string;
    said: 'proposed' | 'confirmed' | 'escalated' | 'resolved';
    grade: number;
    scale: string;
    atLeast: boolean;
    missingInputs: string[];
    /**
     * ids of events among the observations
     */
    inputs: string[];
    by: {
      kind: string;
      id: string;
      role?: string;
    };
  }[];
  observations: {
    eventId: string;
    source: string;
    type: string;
    happenedAt: string;
    data: {
      [k: string]: unknown;
    };
    /**
     * corrected or taken back since: it counts no more
     */
    isReplaced: boolean;
  }[];
  drugs: {
    eventId: string;
    source: string;
    type: string;
    happenedAt: string;
    data: {
      [k: string]: unknown;
    };
    /**
     * corrected or taken back since: it counts no more
     */
    isReplaced: boolean;
  }[];
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "Accesses".
 */
export interface Accesses {
  items: {
    at: string;
    subject: string;
    role: string;
    route: string;
    outcome: string;
  }[];
  emergencies: {
    id: number;
    subject: string;
    name: string;
    reason: string;
    givenAt: string;
    until: string;
    reviewedBy: string | null;
  }[];
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "Handover".
 */
export interface Handover {
  siteId: string;
  zone: string;
  since: string;
  asOf: string;
  downtime: Downtime | null;
  enrolled: {
    journeyId: string;
    product: string;
    at: string;
  }[];
  /**
   * alerts, holds, grades and reviews that came up since
   */
  worse: Task[];
  /**
   * overdue, or due within twelve hours
   */
  dueSoon: Task[];
  /**
   * what was said on the telephone or written on paper since
   */
  told: {
    journeyId: string;
    type: string;
    entryMode: string;
    toldBy: string | null;
    writtenBy: string | null;
    at: string;
  }[];
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "Downtime".
 */
export interface Downtime {
  siteId: string;
  declaredBy: string;
  declaredAt: string;
  reason: string;
  endedAt: string | null;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "OnCall".
 */
export interface OnCall {
  siteId: string;
  version: number;
  people: {
    name: string;
    role: string;
    phone: string;
    /**
     * where alerts are mailed to
     */
    email?: string;
    /**
     * as tokens name the person
     */
    subject?: string;
  }[];
  changedBy: string | null;
  changedAt: string | null;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "OnCallChange".
 */
export interface OnCallChange {
  /**
   * @minItems 1
   * @maxItems 20
   */
  people: {
    name: string;
    role: string;
    phone: string;
    /**
     * where alerts are mailed to
     */
    email?: string;
    /**
     * as tokens name the person
     */
    subject?: string;
  }[];
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "SiteDecision".
 */
export interface SiteDecision {
  type: 'declare-downtime' | 'end-downtime';
  data: {
    siteId: string;
    /**
     * a code or a short phrase without anything that names the patient
     */
    reason: string;
  };
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "SiteDecisionAnswer".
 */
export interface SiteDecisionAnswer {
  version: number;
  effects: string[];
  downtime: Downtime;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "PartnerList".
 */
export interface PartnerList {
  items: {
    id: string;
    kind: string;
    source: string;
    sites: '*' | string[];
    publishes: {
      [k: string]: '*' | string[];
    };
    signaturePolicy: string;
    keys: {
      kid: string;
      validFrom: string;
      validUntil?: string;
    }[];
    contact: Contact;
  }[];
  /**
   * who makes and tests each product
   */
  supply: {
    product: string;
    manufacturer: string;
    qualityLaboratory: string;
  }[];
  /**
   * changes with every change of sites and partners
   */
  version: string;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "PartnerChange".
 */
export interface PartnerChange {
  /**
   * @minItems 1
   */
  items: {
    id: string;
    kind: string;
    source: string;
    sites: '*' | string[];
    publishes: {
      [k: string]: '*' | string[];
    };
    signaturePolicy: string;
    keys: {
      kid: string;
      validFrom: string;
      validUntil?: string;
      publicKey?: {
        kty: string;
        crv: string;
        x: string;
      };
    }[];
    contact: {
      organisation: string;
      phone: string;
      hours: string;
    };
  }[];
  /**
   * as it was, when left out
   */
  supply?: {
    product: string;
    manufacturer: string;
    qualityLaboratory: string;
  }[];
  /**
   * a code or a short phrase without anything that names the patient
   */
  reason: string;
  /**
   * of the list that was changed, so that no change is lost
   */
  version?: string;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "Metrics".
 */
export interface Metrics {
  total: {
    group: string;
    journeys: number;
    infused: number;
    closed: number;
    /**
     * from the end of collection to the first infusion
     */
    veinToVeinDays: {
      count: number;
      median: number;
      p10: number;
      p90: number;
    } | null;
    enrolmentToInfusionDays: {
      count: number;
      median: number;
      p10: number;
      p90: number;
    } | null;
    excursions: number;
    /**
     * journeys with a batch out of specification or rejected
     */
    outOfSpecification: number;
    remanufactured: number;
  };
  groups: {
    group: string;
    journeys: number;
    infused: number;
    closed: number;
    /**
     * from the end of collection to the first infusion
     */
    veinToVeinDays: {
      count: number;
      median: number;
      p10: number;
      p90: number;
    } | null;
    enrolmentToInfusionDays: {
      count: number;
      median: number;
      p10: number;
      p90: number;
    } | null;
    excursions: number;
    /**
     * journeys with a batch out of specification or rejected
     */
    outOfSpecification: number;
    remanufactured: number;
  }[];
  stages: {
    stage: string;
    days: {
      count: number;
      median: number;
      p10: number;
      p90: number;
    } | null;
  }[];
  attrition: {
    outcome: string;
    stageAtEnd: string;
    journeys: number;
  }[];
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "EmergencyRequest".
 */
export interface EmergencyRequest {
  reason: string;
  /**
   * the one journey that is needed; without it, every one
   */
  journeyId?: string;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "EmergencyAccess".
 */
export interface EmergencyAccess {
  id: number;
  subject: string;
  name: string;
  journeyId: string | null;
  reason: string;
  givenAt: string;
  until: string;
  reviewedBy: string | null;
  reviewedAt: string | null;
  finding: string | null;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "EmergencyAccessList".
 */
export interface EmergencyAccessList {
  items: EmergencyAccess[];
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "EmergencyReview".
 */
export interface EmergencyReview {
  finding: string;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "OperationsOverview".
 */
export interface OperationsOverview {
  asOf: string;
  watchdog: {
    state: 'ok' | 'silent' | 'unknown';
    /**
     * when it last finished a look at everything
     */
    lookedAt: string | null;
  };
  /**
   * what is amiss with the installation itself
   */
  alarms: {
    kind: string;
    /**
     * what is amiss, in a sentence
     */
    text: string;
    since: string;
    about: string;
  }[];
  /**
   * tellings of alerts to people on call in the last 24 hours
   */
  pages: {
    onTheWay: number;
    givenUp: number;
    nobodyOnCall: number;
  };
  /**
   * the most critical first, then the longest
   */
  stuck: StuckJourney[];
  readers: Reader[];
  /**
   * the waiting room: events that nobody can take now, by why
   */
  waiting: {
    reason: string;
    events: number;
    oldest: string;
  }[];
  /**
   * received within seven days and parked by their journeys; the newest 200
   */
  parked: {
    total: number;
    events: {
      journeyId: string;
      source: string;
      eventId: string;
      type: string;
      reason: string | null;
      receivedAt: string;
    }[];
  };
  /**
   * journeys whose journal the read model no longer follows
   */
  quarantine: {
    journeyId: string;
    site: string;
    product: string;
    stage: string;
    criticality: string;
    /**
     * the page of its Temporal history; null where none is configured
     */
    history: string | null;
    partition: number;
    offset: number;
    reason: string;
  }[];
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "StuckJourney".
 */
export interface StuckJourney {
  journeyId: string;
  site: string;
  product: string;
  stage: string;
  criticality: string;
  /**
   * the page of its Temporal history; null where none is configured
   */
  history: string | null;
  /**
   * @minItems 1
   */
  findings: {
    kind: string;
    /**
     * what is amiss, in a sentence
     */
    text: string;
    since: string;
  }[];
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "Reader".
 */
export interface Reader {
  name: string;
  reads: string;
  /**
   * messages it has still to read
   */
  behind: number | null;
  partitions: {
    topic: string;
    partition: number;
    behind: number;
  }[];
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "DeadLetterList".
 */
export interface DeadLetterList {
  total: number;
  groups: DeadLetterGroup[];
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "DeadLetterGroup".
 */
export interface DeadLetterGroup {
  /**
   * null for senders that are not registered
   */
  partner: string | null;
  organisation: string | null;
  reason: string;
  count: number;
  types: string[];
  firstFailedAt: string;
  lastFailedAt: string;
  /**
   * the newest 100, newest first
   */
  letters: DeadLetter[];
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "DeadLetter".
 */
export interface DeadLetter {
  /**
   * `<topic>:<partition>:<offset>` of the event
   */
  id: string;
  envelope: {
    source: string | null;
    id: string | null;
    type: string | null;
    subject: string | null;
    time: string | null;
  };
  topic: string;
  /**
   * the JSON pointer and what was expected there
   */
  detail: string;
  failedAt: string;
  attempts: number;
  isSigned: boolean;
  replayCount: number;
  disposition: {
    disposition: 'replayed' | 'discarded';
    at: string;
    by: string;
    /**
     * its number in the audit
     */
    operation: number;
  } | null;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "DisposedLetters".
 */
export interface DisposedLetters {
  /**
   * its number in the audit; null when nothing was to be done
   */
  operation: number | null;
  letters: string[];
  /**
   * named, and done with before
   */
  already: string[];
  /**
   * of the group, beyond the limit
   */
  left: number;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "LetterGroupSent".
 */
export interface LetterGroupSent {
  /**
   * null for senders that are not registered
   */
  partner?: string | null;
  /**
   * the reason of the group
   */
  fault?: string;
  type?: string;
  topic?: string;
  /**
   * at most so many, oldest first
   */
  limit?: number;
  /**
   * a code or a short phrase without anything that names the patient
   */
  reason: string;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "Fault".
 */
export interface Fault {
  pointer: string;
  expected: string;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "PresentRequirement".
 */
export interface PresentRequirement {
  id: string;
  text: string;
  met: boolean;
  evidence: string[];
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "Problem".
 */
export interface Problem {
  /**
   * urn:v2v:problem:<code>
   */
  type: string;
  title: string;
  status: number;
  code:
    | 'malformed-json'
    | 'invalid-body'
    | 'invalid-query'
    | 'idempotency-key-missing'
    | 'unauthenticated'
    | 'forbidden'
    | 'not-found'
    | 'unknown-journey'
    | 'unknown-note'
    | 'unknown-task'
    | 'unknown-dead-letter'
    | 'no-identity'
    | 'decision-refused'
    | 'basis-changed'
    | 'journey-closed'
    | 'task-claimed'
    | 'not-snoozable'
    | 'conflict'
    | 'too-large'
    | 'unsupported-media-type'
    | 'idempotency-key-reused'
    | 'unknown-site'
    | 'unknown-product'
    | 'no-rules-in-force'
    | 'no-partners'
    | 'unknown-fact'
    | 'unknown-decision'
    | 'signature-missing'
    | 'signature-unexpected'
    | 'token-invalid'
    | 'token-for-other-record'
    | 'authentication-too-old'
    | 'token-used'
    | 'other-person'
    | 'same-person-twice'
    | 'wrong-meaning'
    | 'too-many-requests'
    | 'internal'
    | 'unavailable'
    | 'no-worker'
    | 'identity-provider-unavailable';
  detail?: string;
  instance?: string;
  faults?: Fault[];
  /**
   * why the protocol refuses a decision
   */
  reason?: string;
  unmet?: UnmetRequirement[];
  /**
   * what a decision whose basis has changed rests on now
   */
  requirements?: PresentRequirement[];
  version?: number;
  /**
   * the basis in force
   */
  basis?: string;
}
/**
 * This interface was referenced by `Paths`'s JSON-Schema
 * via the `definition` "UnmetRequirement".
 */
export interface UnmetRequirement {
  id: string;
  text: string;
  owner: string;
}

/** What every refusal is answered with. */
export interface ProblemAnswer {
  headers: { [name: string]: unknown };
  content: { 'application/problem+json': Problem };
}
