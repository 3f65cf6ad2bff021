import { decisionTexts } from './decision-texts.js';
import { insightTexts } from './insight-texts.js';
import { journeyTexts } from './journey-texts.js';
import { operationsTexts } from './operations-texts.js';
import { scheduleTexts } from './schedule-texts.js';
import { screenTexts } from './screen-texts.js';
import { shellTexts } from './shell-texts.js';
import { worklistTexts } from './worklist-texts.js';

/** Every text of the page; what is missing here is not said. */
export const texts = {
  ...shellTexts,
  ...screenTexts,
  ...journeyTexts,
  ...decisionTexts,
  ...worklistTexts,
  ...insightTexts,
  ...scheduleTexts,
  ...operationsTexts,
} as const;
