import { Button, Select } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { SchedulePreviewAnswer } from '#contracts/http/readings.schema.js';
import type { Status } from '../api/queries.js';
import { useNow } from '../app/clock.js';
import { useMay } from '../decisions/rights.js';
import { useAct } from '../journey/act.js';
import { StatusGlyph } from '../status/status-word.js';
import { decisionWords } from '../words/decision-words.js';
import { roleName } from '../words/names.js';
import { dateTime, weekdayDate, withLocalTimes } from '../words/time.js';
import { texts } from '../words/texts.js';
import { bookable, type Change, type Offer } from './plan.js';

const { plan: words } = texts;
const choices = ['slotId', 'apheresisAppointmentId', 'bedAppointmentId'] as const;
const purposes = {
  slotId: 'manufacture',
  apheresisAppointmentId: 'apheresis',
  bedAppointmentId: 'bed',
} as const;
/** A choice of an offer takes the place of a wish for another date. */
const wishes = {
  slotId: [],
  apheresisAppointmentId: ['apheresisAt'],
  bedAppointmentId: ['bedAt'],
} as const satisfies Readonly<Record<(typeof choices)[number], readonly string[]>>;

type Side = {
  readonly preview: SchedulePreviewAnswer;
  readonly offers: readonly Offer[];
  readonly change: Change;
  readonly status: Status;
  readonly zone: string;
  readonly onChange: (change: Change) => void;
};

/** What breaks, what is on offer, what would break nothing, and the button that books. */
export function PlanSide(props: Side) {
  return (
    <div className="column">
      <Breaks {...props} />
      <Offers {...props} />
      <Alternatives {...props} />
      <Book {...props} />
    </div>
  );
}

function isUntouched(change: Change): boolean {
  return Object.keys(change).length === 0;
}

function isBooked({ links }: SchedulePreviewAnswer): boolean {
  return links.some(({ link, before }) => link === 'bed' && before !== null);
}

function Breaks({ preview, change, zone }: Side) {
  const now = useNow(60_000);
  const { links, broken, notOnOffer } = preview;
  const moved = links.filter(({ isMoved }) => isMoved).length;
  return (
    <section className="card" aria-live="polite">
      <div className="card-body stack">
        <h2 className="plan-head">{words.head(broken.length)}</h2>
        <p className="secondary">
          {isUntouched(change)
            ? isBooked(preview)
              ? words.untouched
              : words.notBooked
            : words.moves(moved, links.length - moved)}
        </p>
        {notOnOffer.length > 0 && (
          <p className="tone-overdue">{words.gone(notOnOffer.join(', '))}</p>
        )}
        <ul className="refused">
          {broken.map(({ rule, text, overridable }) => (
            <li key={rule}>
              <StatusGlyph status="overdue" />
              <span>
                <b>{withLocalTimes(text, zone, now)}</b>
                <br />
                <span className="small secondary">
                  {overridable ? words.overridable : words.final}
                </span>
              </span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function Offers({ preview, offers, change, zone, onChange }: Side) {
  const now = useNow(60_000);
  const named = ({ startsAt, id }: Offer): string =>
    startsAt === null ? id : `${dateTime(startsAt, zone, now)} · ${id}`;
  return (
    <section className="card">
      <div className="card-head">
        <h2>{words.offers}</h2>
      </div>
      <div className="card-body stack">
        {choices.map((choice) => {
          const open = offers.filter(
            ({ purpose, isOnOffer }) => isOnOffer && purpose === purposes[choice],
          );
          const gone: readonly string[] = [choice, ...wishes[choice]];
          const rest = Object.fromEntries(
            Object.entries(change).filter(([name]) => !gone.includes(name)),
          );
          return (
            <Select
              key={choice}
              label={words.offer[choice]}
              placeholder={
                open.length === 0 ? words.noOffer : isBooked(preview) ? words.keep : words.choose
              }
              disabled={open.length === 0}
              clearable
              data={open.map((offer) => ({ value: offer.id, label: named(offer) }))}
              value={change[choice] ?? null}
              onChange={(id) => onChange(id === null ? rest : { ...rest, [choice]: id })}
            />
          );
        })}
      </div>
    </section>
  );
}

function Alternatives({ preview, zone, onChange }: Side) {
  const now = useNow(60_000);
  const { alternatives } = preview;
  const day = (at: string | null | undefined): string =>
    at === null || at === undefined ? '–' : weekdayDate(at, zone, now);
  return (
    <section className="card">
      <div className="card-head">
        <h2>{words.alternatives}</h2>
      </div>
      {alternatives.length === 0 && <p className="card-body secondary">{words.noAlternatives}</p>}
      <ul>
        {alternatives.map(({ dates, ...ids }) => (
          <li key={Object.values(ids).join(' ')} className="deadline row apart">
            <span>
              <b>{words.collected(day(dates['apheresis']))}</b>
              <br />
              <span className="small secondary">
                {words.chain(day(dates['manufacturing-start']), day(dates['bed']))}
              </span>
            </span>
            <Button onClick={() => onChange(ids)}>{words.use}</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Book({ preview, change, status, onChange }: Side) {
  const act = useAct();
  const may = useMay(status);
  const type = isBooked(preview) ? 'change-schedule' : 'book-schedule';
  const right = may(type);
  const basis = status.waitingFor
    .flatMap(({ actions }) => actions)
    .find(({ name }) => name === type)?.basis;
  const lock = lockOf(preview, change, type);
  return (
    <section className="card">
      <div className="card-body stack">
        <Button
          variant="filled"
          disabled={lock !== undefined || right !== true}
          leftSection={lock === undefined && right === true ? undefined : <IconLock size={16} />}
          onClick={() => act({ kind: 'decide', type, basis, data: bookable(change) })}
        >
          {type === 'book-schedule' ? words.book : words.change}
        </Button>
        <Button disabled={isUntouched(change)} onClick={() => onChange({})}>
          {words.reset}
        </Button>
        {right !== true && (
          <p className="small secondary">
            <b>{decisionWords(type).name}</b>:{' '}
            {texts.journey.locked((right ?? []).map(roleName).join(', '))}
          </p>
        )}
        {right === true && lock !== undefined && <p className="small secondary">{lock}</p>}
      </div>
    </section>
  );
}

/** Why these dates cannot be booked; undefined when they can. */
function lockOf(
  { broken, links }: SchedulePreviewAnswer,
  change: Change,
  type: string,
): string | undefined {
  if (isUntouched(change)) return words.locked.untouched;
  if (change.apheresisAt !== undefined || change.bedAt !== undefined) return words.locked.wish;
  if (broken.some(({ overridable }) => !overridable)) return words.locked.final;
  const isWhole = links.every(({ link, after }) => link !== 'bed' || after !== null);
  return type === 'book-schedule' && !isWhole ? words.locked.incomplete : undefined;
}
