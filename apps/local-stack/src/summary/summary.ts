import { stages } from '#domain/journey/vocabulary.js';
import type { JourneyFigures } from './journey-figures.js';
import type { TopicFigures } from './topic-figures.js';

/** Everything that is counted, at one moment; `journeyTime` is RFC 3339 UTC. */
export type Figures = {
  readonly journeyTime: string;
  readonly journeys: JourneyFigures;
  readonly topics: TopicFigures;
};

/** The figures as a block of lines with one bar per stage. */
export function summaryBlock(figures: Figures, patients: number): readonly string[] {
  const { journeys, topics } = figures;
  const counts = stages.map((stage) => journeys.stages[stage] ?? 0);
  const widest = Math.max(...stages.map((stage) => stage.length));
  return [
    `Journey time ${dayAndTime(figures.journeyTime)}   enrolled ${journeys.enrolled} of ${patients}   infused ${journeys.infused}`,
    ...stages.map((stage, index) => {
      const count = counts[index] ?? 0;
      const bar = '█'.repeat(Math.min(count, 40));
      return `  ${stage.padEnd(widest)} ${String(count).padStart(4)} ${bar}`.trimEnd();
    }),
    ...(Object.keys(journeys.outcomes).length > 0 ? [`  ${outcomesOf(journeys)}`] : []),
    eventsOf(topics, journeys.holds),
  ];
}

/** The figures as one line. */
export function summaryLine(figures: Figures, patients: number): string {
  const { journeys, topics } = figures;
  const occupied = stages
    .filter((stage) => (journeys.stages[stage] ?? 0) > 0)
    .map((stage) => `${stage} ${journeys.stages[stage]}`);
  return [
    dayAndTime(figures.journeyTime),
    `enrolled ${journeys.enrolled}/${patients}`,
    ...occupied,
    `infused ${journeys.infused}`,
    eventsOf(topics, journeys.holds),
  ].join(' · ');
}

function eventsOf({ sent, deadLettered, records, waiting }: TopicFigures, holds: number): string {
  const late = waiting.events + waiting.records;
  return `events ${sent}, records ${records}, dead letters ${deadLettered}, holds ${holds}, in work ${late}`;
}

function outcomesOf({ outcomes }: JourneyFigures): string {
  return `closed: ${Object.entries(outcomes)
    .map(([outcome, count]) => `${outcome} ${count}`)
    .join(', ')}`;
}

function dayAndTime(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}
