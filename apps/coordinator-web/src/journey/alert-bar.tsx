import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Status } from '../api/queries.js';
import { useNow } from '../app/clock.js';
import { useMay } from '../decisions/rights.js';
import { statuses } from '../status/status.js';
import { alertName } from '../words/names.js';
import { dateTimeZone } from '../words/time.js';
import { texts } from '../words/texts.js';
import { useAct } from './act.js';

const { journey: words } = texts;
type Alert = Status['alerts'][number];

/** The alerts nobody has answered: one as it is, several as one line that opens. */
export function AlertBar({ status, zone }: { readonly status: Status; readonly zone: string }) {
  const now = useNow();
  const [isOpen, { toggle }] = useDisclosure(false);
  const open = status.alerts
    .filter(({ acknowledgedBy }) => acknowledgedBy === null)
    .toSorted((a, b) => Date.parse(b.raisedAt) - Date.parse(a.raisedAt));
  const [latest] = open;
  if (latest === undefined) return null;
  const { icon: Alarm } = statuses.overdue;
  const tone = open.some(({ severity }) => severity === 'immediate') ? 'overdue' : 'due';
  const said = ({ kind, raisedAt }: Alert): string =>
    words.alert(alertName(kind), dateTimeZone(raisedAt, zone, now));
  return (
    <section className={`bar bar-${tone} wrap`} role="alert">
      <Alarm size={20} className={`tone-${tone}`} aria-hidden />
      <p>
        <b>{open.length === 1 ? said(latest) : words.alerts(open.length)}</b>
        {open.length > 1 && ` ${words.latestAlert(said(latest))}`}
      </p>
      {open.length === 1 ? (
        <Acknowledge alert={latest} status={status} />
      ) : (
        <Button onClick={toggle} aria-expanded={isOpen}>
          {isOpen ? words.fewerAlerts : words.allAlerts}
        </Button>
      )}
      {isOpen && (
        <ul className="bar-list">
          {open.map((alert) => (
            <li key={alert.alertId} className="row apart">
              <span>{said(alert)}</span>
              <Acknowledge alert={alert} status={status} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Acknowledge({ alert, status }: { readonly alert: Alert; readonly status: Status }) {
  const act = useAct();
  const may = useMay(status);
  if (may('acknowledge-alert') !== true) return null;
  return (
    <Button
      onClick={() =>
        act({ kind: 'decide', type: 'acknowledge-alert', data: { alertId: alert.alertId } })
      }
    >
      {words.acknowledge}
    </Button>
  );
}
