import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp, IconPhone } from '@tabler/icons-react';
import type { Requirement, Status } from '../api/queries.js';
import { useNow } from '../app/clock.js';
import { useMay } from '../decisions/rights.js';
import { isDueSoon, isOverdue } from '../status/journey-state.js';
import type { Status as StatusName } from '../status/status.js';
import { StatusGlyph } from '../status/status-word.js';
import { ownerName } from '../words/names.js';
import { dateTime, dateTimeZone, withLocalTimes } from '../words/time.js';
import { texts } from '../words/texts.js';
import { useAct } from './act.js';

const { journey: words, gates } = texts;

/** The requirements of the gate ahead: what is missing above what is there, each with its evidence. */
export function WaitingForCard({
  status,
  zone,
}: {
  readonly status: Status;
  readonly zone: string;
}) {
  const now = useNow();
  const { waitingFor, rules, asOf, outcome } = status;
  const gateNames = [...new Set(waitingFor.map(({ gate }) => gate))];
  return (
    <div className="column">
      {gateNames.length === 0 && (
        <section className="card">
          <p className="card-body secondary">
            {outcome === null ? words.nothingWaits : words.closedWaits}
          </p>
        </section>
      )}
      {gateNames.map((gate) => {
        const all = waitingFor.filter((one) => one.gate === gate);
        const met = all.filter((one) => one.met);
        return (
          <section key={gate} className="card" aria-label={words.waitingFor(gates[gate] ?? gate)}>
            <div className="card-head">
              <h2>{words.waitingFor(gates[gate] ?? gate)}</h2>
              <span className="secondary">{words.met(met.length, all.length)}</span>
            </div>
            <ul>
              {[...all.filter((one) => !one.met), ...met].map((one) => (
                <RequirementRow
                  key={one.requirement}
                  requirement={one}
                  holds={status.holds.length > 0}
                  status={status}
                  zone={zone}
                />
              ))}
            </ul>
          </section>
        );
      })}
      <p className="quiet small">
        {words.ruleSet(rules.id.slice(0, 8), rules.unverified)}{' '}
        {words.checked(dateTimeZone(asOf, zone, now))}
      </p>
    </div>
  );
}

function stateOf(
  { met, owner, requirement, dueAt, actions }: Requirement,
  holds: boolean,
  now: number,
): StatusName {
  if (met) return 'met';
  if (requirement === 'no-hold' && holds) return 'hold';
  if (dueAt !== undefined && isOverdue({ at: dueAt }, now)) return 'overdue';
  if (dueAt !== undefined && isDueSoon({ at: dueAt }, now)) return 'due';
  return owner === 'time' || actions.every(({ kind }) => kind === 'record') ? 'waiting' : 'blocked';
}

function RequirementRow({
  requirement,
  holds,
  status,
  zone,
}: {
  readonly requirement: Requirement;
  readonly holds: boolean;
  readonly status: Status;
  readonly zone: string;
}) {
  const now = useNow();
  const [isOpen, { toggle }] = useDisclosure(false);
  const { met, text, rule, owner, dueAt, consequence, since } = requirement;
  const state = stateOf(requirement, holds, now);
  const urgent = state === 'overdue' || state === 'due' ? `tone-${state}` : '';
  return (
    <li className={met ? 'requirement' : 'requirement unmet'}>
      <button type="button" className="requirement-button" aria-expanded={isOpen} onClick={toggle}>
        <StatusGlyph status={state} />
        <span className="requirement-words">
          <span className="strong">{withLocalTimes(text, zone, now)}</span>
          <span className="secondary small">{withLocalTimes(rule, zone, now)}</span>
        </span>
        <span className="requirement-owner">
          <span>{ownerName(owner)}</span>
          {!met && (
            <span className="secondary small">{words.since(dateTime(since, zone, now))}</span>
          )}
        </span>
        <span className="requirement-due">
          {!met && dueAt !== undefined && (
            <span className={`strong ${urgent}`}>{words.by(dateTime(dueAt, zone, now))}</span>
          )}
          {!met && consequence !== undefined && (
            <span className="secondary small">{words.consequence(consequence)}</span>
          )}
        </span>
        {isOpen ? (
          <IconChevronUp size={16} aria-hidden />
        ) : (
          <IconChevronDown size={16} aria-hidden />
        )}
      </button>
      {isOpen && <RequirementDetails requirement={requirement} status={status} />}
    </li>
  );
}

function RequirementDetails({
  requirement,
  status,
}: {
  readonly requirement: Requirement;
  readonly status: Status;
}) {
  const act = useAct();
  const may = useMay(status);
  const { evidence, contact, actions, met } = requirement;
  return (
    <div className="requirement-details">
      <h3>{words.evidenceTitle}</h3>
      {evidence.length === 0 ? (
        <p className="secondary">{words.noEvidence}</p>
      ) : (
        <ul className="mono small">
          {evidence.map((id) => (
            <li key={id}>{id}</li>
          ))}
        </ul>
      )}
      {contact !== undefined && contact !== null && (
        <p className="word">
          <IconPhone size={15} aria-hidden />
          <span>
            {words.contact}: <b>{contact.organisation}</b>, {contact.phone}, {contact.hours}
          </span>
        </p>
      )}
      {!met && (
        <div className="row wrap">
          {actions
            .filter(({ kind, name }) => kind === 'record' || may(name) === true)
            .map(({ kind, name, label, basis }) => (
              <Button
                key={name}
                onClick={() =>
                  act(kind === 'decide' ? { kind, type: name, basis } : { kind, type: name })
                }
              >
                {label}
              </Button>
            ))}
        </div>
      )}
    </div>
  );
}
