export { treatmentJourney } from './protocol-versions.js';
