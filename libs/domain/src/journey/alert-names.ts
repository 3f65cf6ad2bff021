/** What an alert of each kind calls for, as people read it. */
export const alertNames: Readonly<Record<string, string>> = {
  'review-requested': 'Something needs to be looked into',
  'temperature-excursion': 'Too warm in transit',
  'sterility-failed': 'Sterility test failed after infusion',
  'clinical-message-unusable': 'A clinical message cannot be read',
  'clinical-message-refused': 'A clinical message was refused',
  missed: 'A deadline passed',
  'schedule-broken': 'The chain of dates is broken',
  'schedule-changed': 'A partner moved a date',
  'two-live-labels': 'Two labels are live for one bag',
  'lot-recalled': 'A lot was recalled',
  'toxicity-crs': 'Cytokine release syndrome',
  'toxicity-icans': 'Neurotoxicity (ICANS)',
};
