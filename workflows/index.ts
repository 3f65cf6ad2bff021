export { treatmentJourney } from './treatment-journey.workflow.js';
