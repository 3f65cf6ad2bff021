import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconLock, IconPhoneIncoming } from '@tabler/icons-react';
import { decisionTable, type DecisionRule } from '#domain/decisions/decision-table.js';
import type { Stage } from '#domain/journey/vocabulary.js';
import type { Status } from '../api/queries.js';
import { useMay } from '../decisions/rights.js';
import { decisionWords } from '../words/decision-words.js';
import { roleName } from '../words/names.js';
import { texts } from '../words/texts.js';
import { useAct } from './act.js';

const { journey: words } = texts;
/** Taken from where they belong: the bar of a hold, an alert, a first signature, the course of a toxicity. */
const elsewhere = ['acknowledge-alert', 'lift-hold', 'confirm-toxicity-grade'];

/** What ends something for the patient: never the first thing that is offered. */
const ending = ['close-journey', 'withdraw-patient', 'reject-eligibility', 'decline-referral'];

/** What the person can do here, and what others can, with the reason why not. */
export function ActionsCard({ status }: { readonly status: Status }) {
  const act = useAct();
  const may = useMay(status);
  const wanted = status.waitingFor.filter(({ met }) => !met).flatMap(({ actions }) => actions);
  const decisions = [
    ...new Map(
      wanted.filter(({ kind }) => kind === 'decide').map((one) => [one.name, one]),
    ).values(),
  ];
  const open = decisions
    .filter(({ name }) => may(name) === true)
    .toSorted((a, b) => Number(ending.includes(a.name)) - Number(ending.includes(b.name)));
  const locked = decisions.filter(({ name }) => may(name) !== true);
  const others = Object.entries<DecisionRule>(decisionTable)
    .filter(([type, { stages }]) => isIn(stages, status.stage) && may(type) === true)
    .map(([type]) => type)
    .filter((type) => !elsewhere.includes(type) && !decisions.some(({ name }) => name === type));
  return (
    <section className="card">
      <div className="card-head">
        <h2>{words.actions}</h2>
      </div>
      <div className="card-body stack">
        {open.map(({ name, label, basis }, index) => (
          <Button
            key={name}
            fullWidth
            variant={index === 0 && !ending.includes(name) ? 'filled' : 'default'}
            justify="flex-start"
            onClick={() => act({ kind: 'decide', type: name, basis })}
          >
            {label}
          </Button>
        ))}
        {open.length === 0 && <p className="secondary">{words.noActions}</p>}
        <div className="stack">
          <Button
            fullWidth
            leftSection={<IconPhoneIncoming size={16} />}
            onClick={() => act({ kind: 'record' })}
          >
            {words.record}
          </Button>
          {others.length > 0 && (
            <Menu>
              <Menu.Target>
                <Button fullWidth rightSection={<IconChevronDown size={14} />}>
                  {words.otherDecisions}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {others.map((type) => (
                  <Menu.Item key={type} onClick={() => act({ kind: 'decide', type })}>
                    {decisionWords(type).name}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          )}
        </div>
        {locked.map(({ name, label }) => {
          const needed = may(name);
          return (
            <p key={name} className="word small secondary">
              <IconLock size={15} aria-hidden />
              <span>
                <b>{label}</b>:{' '}
                {words.locked(Array.isArray(needed) ? needed.map(roleName).join(', ') : '')}
              </span>
            </p>
          );
        })}
      </div>
    </section>
  );
}

function isIn(stages: readonly Stage[] | undefined, stage: string): boolean {
  return stages === undefined ? stage !== 'closed' : stages.some((one) => one === stage);
}
