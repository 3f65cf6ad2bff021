import {
  alertName,
  deadlineName,
  deadlineSubject,
  holdName,
  sentenceOf,
  stageName,
  wordsOf,
} from '../words/names.js';
import { texts } from '../words/texts.js';

const { gates, toxicity } = texts;

/** What a record of the journal is about, in the middle of a sentence; empty where its name says all. */
export function recordSubject(detail: Readonly<Record<string, unknown>>): string {
  const { gate, stage, alertId, kind, grade, name, purpose, type, outcome } = detail;
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  if (typeof gate === 'string') return gates[gate] ?? wordsOf(gate);
  if (typeof stage === 'string') return stageName(stage).toLowerCase();
  if (typeof alertId === 'string') return alertName(alertId.split('/')[0] ?? alertId);
  if (typeof grade === 'number')
    return `${toxicity.short[text(kind)] ?? sentenceOf(text(kind))} ${toxicity.grade(grade).toLowerCase()}`;
  if (typeof outcome === 'string') return wordsOf(outcome);
  if (typeof name === 'string')
    return [wordsOf(deadlineName(name)), deadlineSubject(name)]
      .filter((part) => part !== '')
      .join(' ');
  if (typeof purpose === 'string') return wordsOf(text(type));
  return typeof kind === 'string' ? holdName(kind) : '';
}
