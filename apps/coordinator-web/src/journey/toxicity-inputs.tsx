import type { Toxicity } from '#contracts/http/readings.schema.js';
import { useNow } from '../app/clock.js';
import { actorName, wordsOf } from '../words/names.js';
import { dateTime } from '../words/time.js';
import { texts } from '../words/texts.js';
import { iceOf, oxygenOf } from './toxicity-lanes.js';
import { useToxicity } from './toxicity-query.js';

const { toxicity: words } = texts;
type Observation = Toxicity['observations'][number];

/** What a grade rests on, each with its values, its time and who said it. */
export function ToxicityInputs({
  journeyId,
  inputs,
  zone,
}: {
  readonly journeyId: string;
  readonly inputs: readonly string[];
  readonly zone: string;
}) {
  const now = useNow();
  const { data } = useToxicity(journeyId);
  const known = (data?.observations ?? []).filter(({ eventId }) => inputs.includes(eventId));
  if (known.length === 0)
    return <p className="small secondary">{texts.journey.evidence(inputs.length)}</p>;
  return (
    <ul className="stack">
      {known.map((observation) => (
        <li key={observation.eventId}>
          <b>{saidBy(observation)}</b>{' '}
          <span className="small secondary">
            {dateTime(observation.happenedAt, zone, now)}, {actorName(observation.source)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The values of an observation as a clinician writes them; what is not a value is said by its name. */
function saidBy({ type, data }: Observation): string {
  const pressure = [data['systolicMmHg'], data['diastolicMmHg']].filter(isNumber).join('/');
  const parts = [
    isNumber(data['celsius']) ? `${data['celsius'].toFixed(1)} °C` : '',
    pressure === '' ? '' : `${pressure} mmHg`,
    isNumber(data['spo2Percent']) ? `SpO₂ ${data['spo2Percent']} %` : '',
    oxygenOf(data) === undefined ? '' : `${wordsOf(words.oxygen)}: ${oxygenOf(data)}`,
    type === 'ice.assessed' ? words.iceOf(iceOf(data)) : '',
    ...Object.entries(data).flatMap(([name, value]) =>
      typeof value === 'string' && !name.endsWith('At') && name !== 'temperatureSite'
        ? [`${wordsOf(name)} ${wordsOf(value)}`]
        : [],
    ),
  ].filter((part) => part !== '');
  return parts.length === 0 ? wordsOf(type) : parts.join(' · ');
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}
