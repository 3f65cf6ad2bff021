export { alarmPath } from './alarm-path.workflow.js';
export { productRecall } from './product-recall.workflow.js';
export { treatmentJourney } from './protocol-versions.js';
export { siteSuspension } from './site-suspension.workflow.js';
