import { Button } from '@mantine/core';
import type { Status } from '../api/queries.js';
import { useNow } from '../app/clock.js';
import { useMay } from '../decisions/rights.js';
import { statuses } from '../status/status.js';
import { StatusWord } from '../status/status-word.js';
import { decisionWords } from '../words/decision-words.js';
import { roleName, sentenceOf, wordsOf } from '../words/names.js';
import { dateTimeZone, duration } from '../words/time.js';
import { texts } from '../words/texts.js';
import { useAct } from './act.js';

const { custody: words } = texts;
type Excursion = Status['material']['shipments'][number]['excursions'][number];

/** One time a shipment was too warm: how long, how warm, what the manufacturer says, who decides. */
export function ExcursionCard({
  excursion,
  shipmentId,
  status,
  zone,
}: {
  readonly excursion: Excursion;
  readonly shipmentId: string;
  readonly status: Status;
  readonly zone: string;
}) {
  const now = useNow();
  const act = useAct();
  const may = useMay(status);
  const { since, until, worstCelsius, limitCelsius, assessment, disposition } = excursion;
  const isOpen = disposition === null;
  const { icon: Hold } = statuses.hold;
  const lasted = duration((until === undefined ? now : Date.parse(until)) - Date.parse(since));
  const right = may('dispose-excursion');
  return (
    <section className={isOpen ? 'excursion open' : 'excursion'} aria-label={words.tooWarm}>
      <div className="row apart">
        <h3 className="word">
          {isOpen && <Hold size={18} className="tone-hold" aria-hidden />}
          {words.tooWarm}
        </h3>
        <span className="small secondary">{dateTimeZone(since, zone, now)}</span>
      </div>
      <dl className="numbers">
        <div>
          <dt className="small secondary">{words.lasted(celsius(limitCelsius))}</dt>
          <dd className={isOpen ? 'big-number tone-overdue' : 'big-number'}>
            {until === undefined ? words.stillAbove(lasted) : lasted}
          </dd>
        </div>
        <div>
          <dt className="small secondary">{words.worst}</dt>
          <dd className={isOpen ? 'big-number tone-overdue' : 'big-number'}>
            {celsius(worstCelsius)}
          </dd>
        </div>
        <div>
          <dt className="small secondary">{words.limit}</dt>
          <dd className="big-number">{celsius(limitCelsius)}</dd>
        </div>
      </dl>
      <ol className="steps">
        <li>
          <StatusWord status="met">{words.steps.detected}</StatusWord>
        </li>
        <li>
          {assessment === null ? (
            <StatusWord status="waiting">{words.steps.notAssessed}</StatusWord>
          ) : (
            <StatusWord status="met">{words.assessment(wordsOf(assessment))}</StatusWord>
          )}
        </li>
        <li>
          {disposition === null ? (
            <StatusWord status="hold">{words.undecided}</StatusWord>
          ) : (
            <StatusWord status={disposition === 'rejected' ? 'refused' : 'met'}>
              {sentenceOf(disposition)}
            </StatusWord>
          )}
        </li>
      </ol>
      {isOpen &&
        (right === true ? (
          <Button
            variant="filled"
            onClick={() => act({ kind: 'decide', type: 'dispose-excursion', data: { shipmentId } })}
          >
            {words.decide}
          </Button>
        ) : (
          <p className="small secondary">
            <b>{decisionWords('dispose-excursion').name}</b>:{' '}
            {texts.journey.locked((right ?? []).map(roleName).join(', '))}
          </p>
        ))}
    </section>
  );
}

/** `−112.4 °C`: a true minus, one decimal. */
function celsius(value: number): string {
  return `${value.toFixed(1).replace('-', '−')} °C`;
}
