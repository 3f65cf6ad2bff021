import type { EnrolmentRequest } from '#contracts/http/enrolment.schema.js';
import { texts } from '../words/texts.js';

type Filled = number | '';

/** What stands in the form of an enrolment; empty is an empty text. */
export type EnrolmentForm = {
  readonly siteId: string;
  readonly product: string;
  readonly indication: string;
  readonly diseaseStatus: EnrolmentRequest['diseaseStatus'] | '';
  readonly ageYears: Filled;
  readonly weightKg: Filled;
  readonly priorLines: Filled;
  readonly programme: EnrolmentRequest['programme'] | '';
  readonly studyId: string;
  readonly referralId: string;
  readonly name: string;
  readonly birthDate: string;
  readonly recordNumber: string;
  readonly phone: string;
};

/** A form nobody has touched. */
export const emptyEnrolment: EnrolmentForm = {
  siteId: '',
  product: '',
  indication: '',
  diseaseStatus: '',
  ageYears: '',
  weightKg: '',
  priorLines: '',
  programme: 'commercial',
  studyId: '',
  referralId: '',
  name: '',
  birthDate: '',
  recordNumber: '',
  phone: '',
};

const { enrol: words } = texts;
const optional: readonly (keyof EnrolmentForm)[] = ['studyId', 'referralId', 'phone'];

/** What is missing or impossible, by field. */
export function faultsIn(form: EnrolmentForm): Partial<Record<keyof EnrolmentForm, string>> {
  const { ageYears, weightKg } = form;
  const empty = (Object.keys(form) as (keyof EnrolmentForm)[]).filter(
    (name) => !optional.includes(name) && String(form[name] ?? '').trim() === '',
  );
  return {
    ...(ageYears !== '' && (ageYears < 0 || ageYears > 130) ? { ageYears: words.ageRange } : {}),
    ...(weightKg !== '' && (weightKg < 0.5 || weightKg > 500)
      ? { weightKg: words.weightRange }
      : {}),
    ...Object.fromEntries(empty.map((name) => [name, words.needed])),
  };
}

/** What is sent of a form without faults. */
export function enrolmentOf(form: EnrolmentForm): EnrolmentRequest {
  const { studyId, referralId, name, birthDate, recordNumber, phone, ...therapy } = form;
  const given = (text: string): string | undefined =>
    text.trim() === '' ? undefined : text.trim();
  const [study, referral, telephone] = [given(studyId), given(referralId), given(phone)];
  return {
    ...(therapy as Omit<EnrolmentRequest, 'patient' | 'studyId' | 'referralId'>),
    ...(study === undefined ? {} : { studyId: study }),
    ...(referral === undefined ? {} : { referralId: referral }),
    patient: {
      name: name.trim(),
      birthDate,
      recordNumber: recordNumber.trim(),
      ...(telephone === undefined ? {} : { contacts: { phone: telephone } }),
    },
  };
}
