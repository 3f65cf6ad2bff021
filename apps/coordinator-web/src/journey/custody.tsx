import { Table } from '@mantine/core';
import type { Status } from '../api/queries.js';
import { useNow } from '../app/clock.js';
import { StatusPill, StatusWord } from '../status/status-word.js';
import { sentenceOf, wordsOf } from '../words/names.js';
import { dateTime, dateTimeZone } from '../words/time.js';
import { texts } from '../words/texts.js';
import { ExcursionCard } from './excursion-card.js';

const { custody: words } = texts;
type Props = { readonly status: Status; readonly zone: string };
type Bag = Status['material']['bags'][number];
type Shipment = Status['material']['shipments'][number];

/** The cells of the journey, from the collection to the last bag, and what carries them. */
export function Custody(props: Props) {
  return (
    <div className="two-columns even">
      <div className="column">
        <Bags {...props} />
        <Batches {...props} />
      </div>
      <div className="column">
        <Shipments {...props} />
      </div>
    </div>
  );
}

function Bags({ status, zone }: Props) {
  const now = useNow();
  const { bags, donations } = status.material;
  return (
    <section className="card">
      <div className="card-head">
        <h2>{words.bags}</h2>
        <span className="secondary">{bags.length === 0 ? '' : bags.length}</span>
      </div>
      {bags.length === 0 && <p className="card-body secondary">{words.noBags}</p>}
      <ul>
        {donations.map(({ donationId, attempt, completedAt }) => (
          <li key={donationId} className="deadline">
            <div className="row apart">
              <span className="strong">{sentenceOf('collection')}</span>
              <span>{dateTimeZone(completedAt, zone, now)}</span>
            </div>
            <p className="small secondary">
              <span className="mono">{donationId}</span> · {words.attempt(attempt)}
            </p>
          </li>
        ))}
        {bags.map((bag) => (
          <li key={bag.bagId} className="deadline">
            <div className="row apart">
              <span className="mono strong">{bag.bagId}</span>
              <BagState bag={bag} zone={zone} />
            </div>
            <p className="small secondary">{bagWords(bag)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function BagState({ bag, zone }: { readonly bag: Bag; readonly zone: string }) {
  const now = useNow();
  if (bag.damaged) return <StatusPill status="refused">{words.damaged}</StatusPill>;
  if (!('batchId' in bag)) return <span className="secondary">{words.volume(bag.volumeMl)}</span>;
  if (bag.infusion !== null)
    return (
      <StatusWord
        status={
          bag.infusion === 'stopped' ? 'refused' : bag.infusion === 'completed' ? 'done' : 'current'
        }
      >
        {words.infusion[bag.infusion]}
      </StatusWord>
    );
  if (bag.thawedAt !== null)
    return <StatusWord status="due">{words.thawed(dateTime(bag.thawedAt, zone, now))}</StatusWord>;
  return bag.condition === null ? null : <span>{words.condition(wordsOf(bag.condition))}</span>;
}

function bagWords(bag: Bag): string {
  if ('batchId' in bag)
    return [
      words.fromBatch(bag.batchId),
      bag.component,
      bag.carPositiveViableCells === null
        ? undefined
        : words.cells(bag.carPositiveViableCells.toExponential(2)),
    ]
      .filter((part) => part !== undefined)
      .join(' · ');
  return [words.fromDonation(bag.donationId), bag.labelId === null ? '' : words.label(bag.labelId)]
    .filter((part) => part !== '')
    .join(' · ');
}

function Batches({ status, zone }: Props) {
  const now = useNow();
  const { batches } = status.material;
  if (batches.length === 0) return null;
  return (
    <section className="card">
      <div className="card-head">
        <h2>{words.batches}</h2>
      </div>
      {batches.map(
        ({
          batchId,
          attempt,
          status: state,
          startedAt,
          tests,
          pendingTests,
          expiresAt,
          releaseType,
          failure,
        }) => (
          <div key={batchId} className="card-body stack">
            <div className="row apart">
              <span className="mono strong">{batchId}</span>
              <StatusWord status={batchState(state)}>
                {sentenceOf(state)}
                {releaseType === null || releaseType === 'full' ? '' : ` (${releaseType})`}
              </StatusWord>
            </div>
            <p className="small secondary">
              {[
                words.attempt(attempt),
                dateTimeZone(startedAt, zone, now),
                expiresAt === null ? '' : words.expires(dateTime(expiresAt, zone, now)),
                failure === null ? '' : wordsOf(failure),
              ]
                .filter((part) => part !== '')
                .join(' · ')}
            </p>
            {tests.length > 0 && (
              <Table>
                <Table.Caption>{words.tests}</Table.Caption>
                <Table.Tbody>
                  {tests.map(({ test, passed }) => (
                    <Table.Tr key={test}>
                      <Table.Td>{sentenceOf(test)}</Table.Td>
                      <Table.Td>
                        <StatusWord status={passed ? 'met' : 'refused'} plain={passed}>
                          {passed ? words.passed : words.failed}
                        </StatusWord>
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            )}
            {pendingTests.length > 0 && (
              <p className="tone-due">{words.pending(pendingTests.map(wordsOf).join(', '))}</p>
            )}
          </div>
        ),
      )}
    </section>
  );
}

function batchState(state: string) {
  if (state === 'released') return 'done';
  return state === 'started' ? 'current' : 'refused';
}

function Shipments({ status, zone }: Props) {
  const { shipments } = status.material;
  return (
    <section className="card">
      <div className="card-head">
        <h2>{words.shipments}</h2>
      </div>
      {shipments.length === 0 && <p className="card-body secondary">{words.noShipments}</p>}
      {shipments.map((shipment) => (
        <OneShipment key={shipment.shipmentId} shipment={shipment} status={status} zone={zone} />
      ))}
    </section>
  );
}

function OneShipment({ shipment, status, zone }: Props & { readonly shipment: Shipment }) {
  const now = useNow();
  const {
    shipmentId,
    leg,
    received,
    milestones,
    excursions,
    carrier,
    waybill,
    sealId,
    eta,
    qualifiedUntil,
  } = shipment;
  const about = [
    leg === null ? '' : (words.legs[leg] ?? leg),
    carrier ?? '',
    waybill ?? '',
    sealId === undefined ? '' : words.seal(sealId),
    received || qualifiedUntil === undefined
      ? ''
      : words.qualifiedUntil(dateTime(qualifiedUntil, zone, now)),
    received || eta === undefined ? '' : words.eta(dateTime(eta, zone, now)),
  ];
  return (
    <div className="card-body stack shipment">
      <div className="row apart">
        <span className="mono strong">{shipmentId}</span>
        <StatusWord status={received ? 'done' : shipment.status === 'lost' ? 'refused' : 'current'}>
          {received ? sentenceOf(words.received) : sentenceOf(shipment.status)}
        </StatusWord>
      </div>
      <p className="small secondary">{about.filter((part) => part !== '').join(' · ')}</p>
      <ol className="way">
        {milestones.map(({ name, at }) => (
          <li key={`${name} ${at}`}>
            <span className="strong">{sentenceOf(name)}</span>
            <span className="small secondary">{dateTimeZone(at, zone, now)}</span>
          </li>
        ))}
      </ol>
      {excursions.map((excursion) => (
        <ExcursionCard
          key={excursion.since}
          excursion={excursion}
          shipmentId={shipmentId}
          status={status}
          zone={zone}
        />
      ))}
    </div>
  );
}
