import type { Status } from '../api/queries.js';
import { sentenceOf } from '../words/names.js';
import { dateTimeZone } from '../words/time.js';
import { texts } from '../words/texts.js';
import { Sheet } from './sheet.js';

const { documents: words, custody } = texts;

type Line = { readonly what: string; readonly id: string; readonly detail: string };

/** Every collection, batch, bag and shipment with its identifiers, for paper. */
export function CustodyRecord({
  status,
  zone,
}: {
  readonly status: Status;
  readonly zone: string;
}) {
  const now = Date.parse(status.asOf);
  const { donations, batches, bags, shipments } = status.material;
  const lines: readonly Line[] = [
    ...status.identifiers.map(({ system, value }) => ({
      what: sentenceOf(system),
      id: value,
      detail: '',
    })),
    ...donations.map(({ donationId, completedAt }) => ({
      what: words.collection,
      id: donationId,
      detail: dateTimeZone(completedAt, zone, now),
    })),
    ...batches.map(({ batchId, status: state, startedAt }) => ({
      what: words.batch,
      id: batchId,
      detail: `${dateTimeZone(startedAt, zone, now)}, ${sentenceOf(state).toLowerCase()}`,
    })),
    ...bags.map((bag) => ({
      what: words.bag,
      id: bag.bagId,
      detail:
        'batchId' in bag ? custody.fromBatch(bag.batchId) : custody.fromDonation(bag.donationId),
    })),
    ...shipments.map(({ shipmentId, milestones }) => ({
      what: words.shipment,
      id: shipmentId,
      detail: milestones
        .map(({ name, at }) => `${sentenceOf(name)} ${dateTimeZone(at, zone, now)}`)
        .join('; '),
    })),
  ];
  return (
    <Sheet title={words.custody} status={status} zone={zone}>
      <table>
        <tbody>
          {lines.map(({ what, id, detail }) => (
            <tr key={`${what} ${id}`}>
              <th scope="row">{what}</th>
              <td className="mono">{id}</td>
              <td>{detail}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  );
}
