import type { Outcome } from '#domain/journey/vocabulary.js';
import type { JourneyInput } from '../journey/messages.js';

export declare function treatmentJourney(input: JourneyInput): Promise<Outcome>;
