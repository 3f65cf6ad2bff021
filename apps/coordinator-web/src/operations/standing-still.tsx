import { Table } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { OperationsOverview } from '#contracts/http/operations-overview.schema.js';
import { JourneyId } from '../states/journey-id.js';
import { actorName, sentenceOf, siteShort, stageName, wordsOf } from '../words/names.js';
import { texts } from '../words/texts.js';
import { ago } from '../words/time.js';

const { operations: words, journey } = texts;

function criticalityName(criticality: string): string {
  const names: Readonly<Record<string, string>> = journey.criticality;
  return (names[criticality] ?? sentenceOf(criticality)).toLowerCase();
}

function JourneyLink({ id }: { readonly id: string }) {
  return (
    <Link to="/journeys/$journeyId" params={{ journeyId: id }} className="plain-link">
      <JourneyId id={id} isShort />
    </Link>
  );
}

/** Journeys that do not move as they should. */
export function Stuck({ journeys }: { readonly journeys: OperationsOverview['stuck'] }) {
  return (
    <Listed
      id="stuck"
      title={words.stuck.title}
      hint={words.stuck.hint}
      none={words.stuck.none}
      columns={words.stuck.columns}
    >
      {journeys.map(({ journeyId, site, stage, criticality, findings, history }) => (
        <Table.Tr key={journeyId}>
          <Table.Td>
            <JourneyLink id={journeyId} />
          </Table.Td>
          <Table.Td>
            <b>{stageName(stage)}</b>
            <br />
            <span className="small secondary">
              {siteShort(site)}, {criticalityName(criticality)}
            </span>
          </Table.Td>
          <Table.Td>
            {findings.map(({ kind, text }) => (
              <span key={kind} className="block">
                {text}
              </span>
            ))}
          </Table.Td>
          <Table.Td>{ago(findings[0]?.since ?? 0, Date.now())}</Table.Td>
          <Table.Td>
            {history !== null && (
              <a
                href={history}
                target="_blank"
                rel="noreferrer"
                className="word"
                title={words.temporalHint}
              >
                <IconExternalLink size={15} aria-hidden />
                {words.stuck.history}
              </a>
            )}
          </Table.Td>
        </Table.Tr>
      ))}
    </Listed>
  );
}

/** Events that wait in their journeys for an earlier one. */
export function Parked({ parked }: { readonly parked: OperationsOverview['parked'] }) {
  return (
    <Listed
      title={words.parked.title}
      hint={String(parked.total)}
      none={words.parked.none}
      columns={words.parked.columns}
    >
      {parked.events.map(({ journeyId, source, eventId, type, reason, receivedAt }) => (
        <Table.Tr key={`${source} ${eventId}`}>
          <Table.Td>
            <b>{sentenceOf(type)}</b>
            <br />
            <span className="small secondary">{actorName(source)}</span>
          </Table.Td>
          <Table.Td>{reason === null ? '' : wordsOf(reason)}</Table.Td>
          <Table.Td>
            <JourneyLink id={journeyId} />
          </Table.Td>
          <Table.Td>{ago(receivedAt, Date.now())}</Table.Td>
        </Table.Tr>
      ))}
    </Listed>
  );
}

/** Events that no journey can take now. */
export function WaitingRoom({ waiting }: { readonly waiting: OperationsOverview['waiting'] }) {
  return (
    <Listed
      title={words.waiting.title}
      hint={words.waiting.hint}
      none={words.waiting.none}
      columns={words.waiting.columns}
    >
      {waiting.map(({ reason, events, oldest }) => (
        <Table.Tr key={reason}>
          <Table.Th scope="row">{words.waiting.reasons[reason] ?? wordsOf(reason)}</Table.Th>
          <Table.Td>{events}</Table.Td>
          <Table.Td>{ago(oldest, Date.now())}</Table.Td>
        </Table.Tr>
      ))}
    </Listed>
  );
}

/** Journeys that lists show as they were earlier; nothing is drawn when there is none. */
export function Quarantine({ journeys }: { readonly journeys: OperationsOverview['quarantine'] }) {
  if (journeys.length === 0) return null;
  return (
    <Listed
      title={words.quarantine.title}
      hint={words.quarantine.hint}
      none=""
      columns={words.quarantine.columns}
    >
      {journeys.map(({ journeyId, reason, partition, offset }) => (
        <Table.Tr key={journeyId}>
          <Table.Td>
            <JourneyLink id={journeyId} />
          </Table.Td>
          <Table.Td>{reason}</Table.Td>
          <Table.Td className="mono">
            {partition}:{offset}
          </Table.Td>
        </Table.Tr>
      ))}
    </Listed>
  );
}

function Listed({
  id,
  title,
  hint,
  none,
  columns,
  children,
}: {
  readonly id?: string;
  readonly title: string;
  readonly hint: string;
  readonly none: string;
  readonly columns: readonly string[];
  readonly children: readonly ReactNode[];
}) {
  return (
    <section className="card" id={id}>
      <div className="card-head">
        <h2>{title}</h2>
        <span className="small secondary">{hint}</span>
      </div>
      {children.length === 0 ? (
        <p className="card-body secondary">{none}</p>
      ) : (
        <Table className="dates">
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <Table.Th key={column}>{column}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>{children}</Table.Tbody>
        </Table>
      )}
    </section>
  );
}
