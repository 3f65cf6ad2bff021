export { alarmPath } from './alarm-path.workflow.js';
export { treatmentJourney } from './protocol-versions.js';
