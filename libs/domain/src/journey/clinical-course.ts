import type { FactData } from '../facts/fact-data.js';
import type { ReportedHarm } from '../toxicity/reported.js';
import type { Evidenced } from './evidence.js';

/** What was reported of the patient since the infusion, beside what is observed and graded. */
export type ClinicalCourse = {
  /** The unit the patient was last admitted or transferred to; discharge stands beside it. */
  readonly stay: Evidenced<Pick<FactData['patient.admitted'], 'unit'>> | null;
  readonly adverseEvents: readonly ReportedHarm[];
  readonly reactions: readonly ReportedHarm[];
  readonly gvhd: Evidenced<Pick<FactData['gvhd.assessed'], 'grade' | 'scale'>> | null;
  readonly activations: readonly Evidenced<
    Pick<FactData['safety-switch.activated'], 'agent' | 'dose' | 'unit'>
  >[];
  readonly responses: readonly Evidenced<
    Pick<FactData['response.assessed'], 'criteria' | 'response' | 'mrd'>
  >[];
  /** The latest word on each antigen of the disease. */
  readonly antigens: Readonly<
    Record<string, Evidenced<Pick<FactData['antigen.tested'], 'status'>>>
  >;
  readonly relapse: Evidenced<Pick<FactData['relapse.detected'], 'lineageSwitch'>> | null;
  readonly malignancies: Readonly<
    Record<
      string,
      Evidenced<{
        readonly status: 'suspected' | 'confirmed' | 'excluded';
        readonly vectorPositive?: boolean;
      }>
    >
  >;
  readonly failedContacts: readonly Evidenced<
    Pick<FactData['contact.failed'], 'attempt' | 'channel'>
  >[];
  /** Forms of the registry that were sent, as `<visit>/<form>`. */
  readonly reported: Readonly<Record<string, Evidenced<object>>>;
  /** Reports of serious harm to authority or maker, by their references. */
  readonly safetyReports: Readonly<Record<string, Evidenced<object>>>;
};

/** Nothing reported yet. */
export const nothingReported: ClinicalCourse = {
  stay: null,
  adverseEvents: [],
  reactions: [],
  gvhd: null,
  activations: [],
  responses: [],
  antigens: {},
  relapse: null,
  malignancies: {},
  failedContacts: [],
  reported: {},
  safetyReports: {},
};
