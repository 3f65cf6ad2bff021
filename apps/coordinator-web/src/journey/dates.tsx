import { Table } from '@mantine/core';
import type { Status } from '../api/queries.js';
import { useNow } from '../app/clock.js';
import { milestoneName } from '../words/names.js';
import { SchedulePlan, useMayPlan } from '../schedule/schedule-plan.js';
import { dateTime, difference, zoneName } from '../words/time.js';
import { texts } from '../words/texts.js';

const { dates: words } = texts;

/** The chain of dates: other ones tried where that is still possible, then as booked, as it looks now, as it was. */
export function Dates({ status, zone }: { readonly status: Status; readonly zone: string }) {
  const mayPlan = useMayPlan(status);
  return (
    <>
      {mayPlan && <SchedulePlan status={status} zone={zone} />}
      <DatesTable status={status} zone={zone} />
    </>
  );
}

function DatesTable({ status, zone }: { readonly status: Status; readonly zone: string }) {
  const now = useNow();
  const shown = (at: string | null): string => (at === null ? '–' : dateTime(at, zone, now));
  return (
    <section className="card">
      <div className="card-head">
        <h2>{words.title}</h2>
        <span className="quiet small">{texts.journey.siteTime(zoneName(now, zone))}</span>
      </div>
      <Table className="dates">
        <Table.Thead>
          <Table.Tr>
            {Object.values(words.columns).map((column) => (
              <Table.Th key={column}>{column}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {status.milestones.map(({ name, planned, expected, actual }) => {
            const wanted = planned ?? expected;
            const isLate = actual === null && wanted !== null && Date.parse(wanted) < now;
            return (
              <Table.Tr key={name}>
                <Table.Th scope="row">{milestoneName(name)}</Table.Th>
                <Table.Td>{shown(planned)}</Table.Td>
                <Table.Td className="secondary">{shown(expected)}</Table.Td>
                <Table.Td>{shown(actual)}</Table.Td>
                <Table.Td className={isLate ? 'tone-due strong' : 'secondary'}>
                  {wanted === null || (actual === null && !isLate)
                    ? ''
                    : difference(wanted, actual ?? new Date(now).toISOString())}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </section>
  );
}
