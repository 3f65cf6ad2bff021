import { Tabs } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { decisionRule } from '#domain/decisions/decision-table.js';
import { type Status, useStatus, useZone } from '../api/queries.js';
import { useScreenKeys } from '../app/keys.js';
import { DecisionPanel } from '../decisions/decision-panel.js';
import { FactPanel } from '../facts/fact-panel.js';
import { Failure, LoadingRows } from '../states/states.js';
import { texts } from '../words/texts.js';
import { type Act, ActProvider } from './act.js';
import { Custody } from './custody.js';
import { Dates } from './dates.js';
import { Documents } from './documents.js';
import { HoldBars } from './hold-bars.js';
import { JourneyHead } from './journey-head.js';
import { type Tab, tabs } from './journey-tab.js';
import { Overview } from './overview.js';
import { Timeline } from './timeline.js';
import { Toxicity } from './toxicity.js';

const { journey: words } = texts;

/** One journey. */
export function JourneyScreen() {
  const { journeyId } = useParams({ from: '/journeys/$journeyId' });
  const status = useStatus(journeyId);
  if (status.data !== undefined) return <Journey status={status.data} />;
  return (
    <div className="screen">
      <h1 className="journey-id">{journeyId}</h1>
      <div className="card">
        {status.error === null ? (
          <LoadingRows rows={10} height={44} />
        ) : (
          <Failure error={status.error} what={journeyId} onRetry={() => void status.refetch()} />
        )}
      </div>
    </div>
  );
}

function Journey({ status }: { readonly status: Status }) {
  const { tab = 'overview', act: wanted, about } = useSearch({ from: '/journeys/$journeyId' });
  const navigate = useNavigate({ from: '/journeys/$journeyId' });
  const zone = useZone(status.sites.treating);
  const [act, setAct] = useState<Act | null>(() => actOf(wanted, about, status));
  const close = (): void => {
    setAct(null);
    if (wanted !== undefined) void navigate({ search: { tab }, replace: true });
  };
  const show = (next: Tab): void =>
    void navigate({ search: { tab: next === 'overview' ? undefined : next } });
  useScreenKeys([
    ...tabs.map((name, index) => ({
      hotkey: String(index + 1),
      shown: index === 0 ? ['1', '6'] : [],
      says: index === 0 ? 'tabs' : name,
      run: () => show(name),
    })),
    {
      hotkey: 'n',
      shown: ['N'],
      says: words.keys.record,
      run: () => setAct({ kind: 'record' }),
    },
    {
      hotkey: 'p',
      shown: ['P'],
      says: words.keys.print,
      run: () => show('documents'),
    },
    {
      hotkey: 'Escape',
      shown: ['Esc'],
      says: texts.keys.back,
      run: () => (act === null ? void navigate({ to: '/journeys' }) : close()),
    },
  ]);

  return (
    <ActProvider value={setAct}>
      <div className="screen journey">
        <JourneyHead status={status} />
        <Tabs
          value={tab}
          onChange={(value) => show((value ?? 'overview') as Tab)}
          keepMounted={false}
        >
          <Tabs.List>
            {tabs.map((name) => (
              <Tabs.Tab key={name} value={name}>
                {words.tabs[name]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <div className="journey-body">
            <HoldBars status={status} zone={zone} />
            <Panel name="overview">
              <Overview status={status} zone={zone} />
            </Panel>
            <Panel name="custody">
              <Custody status={status} zone={zone} />
            </Panel>
            <Panel name="toxicity">
              <Toxicity status={status} zone={zone} />
            </Panel>
            <Panel name="schedule">
              <Dates status={status} zone={zone} />
            </Panel>
            <Panel name="documents">
              <Documents status={status} zone={zone} />
            </Panel>
            <Panel name="timeline">
              <Timeline journeyId={status.journeyId} zone={zone} />
            </Panel>
          </div>
        </Tabs>
      </div>
      {act?.kind === 'decide' && (
        <DecisionPanel wanted={act} status={status} zone={zone} onClose={close} />
      )}
      {act?.kind === 'record' && (
        <FactPanel type={act.type} status={status} zone={zone} onClose={close} />
      )}
    </ActProvider>
  );
}

/** The field in which a decision names what it is about. */
const subjectOf: Readonly<Record<string, string>> = {
  'acknowledge-alert': 'alertId',
  'answer-review': 'reviewId',
  'confirm-toxicity-grade': 'kind',
  'lift-hold': 'kind',
};

/** What somebody came to do, as the address says it. */
function actOf(
  name: string | undefined,
  about: string | undefined,
  { waitingFor }: Status,
): Act | null {
  if (name === undefined) return null;
  if (decisionRule(name) === undefined) return { kind: 'record', type: name };
  const action = waitingFor.flatMap(({ actions }) => actions).find((one) => one.name === name);
  const field = subjectOf[name];
  const data = field === undefined || about === undefined ? {} : { [field]: about };
  return { kind: 'decide', type: name, basis: action?.basis, data };
}

function Panel({ name, children }: { readonly name: Tab; readonly children: ReactNode }) {
  return (
    <Tabs.Panel value={name} className="journey-panel">
      {children}
    </Tabs.Panel>
  );
}
