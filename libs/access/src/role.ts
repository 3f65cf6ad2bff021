/** Every role a person or machine can have at a site, as tokens name them. */
export const roles = [
  'coordinator',
  'physician',
  'nurse',
  'pharmacist',
  'apheresis',
  'cell-processing',
  'quality',
  'logistics',
  'data-manager',
  'operations',
  'auditor',
  'privacy-officer',
  'administrator',
  'partner',
] as const;
export type Role = (typeof roles)[number];

/** The roles that treat a patient and may therefore know who the patient is. */
export const clinicalRoles: readonly Role[] = [
  'coordinator',
  'physician',
  'nurse',
  'pharmacist',
  'apheresis',
  'cell-processing',
];

/** Everybody but machine clients of partners. */
export const people: readonly Role[] = roles.filter((role) => role !== 'partner');

/** Whether a text names a role. */
export function isRole(text: string): text is Role {
  return roles.some((role) => role === text);
}
