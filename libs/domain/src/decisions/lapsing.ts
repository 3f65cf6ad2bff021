/** Decisions that lapse when a course of lymphodepletion has to be permitted anew. */
export const lymphodepletionPermissions: readonly string[] = [
  'authorize-lymphodepletion',
  'waive-lymphodepletion',
  'verify-product-identity',
  'authorize-infusion',
];

/** Decisions that lapse when a chain of dates has to be sought anew. */
export const bookings: readonly string[] = ['book-schedule', 'change-schedule'];
