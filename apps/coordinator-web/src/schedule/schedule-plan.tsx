import { useState } from 'react';
import { rolesAt } from '../access/person.js';
import { useSession } from '../access/session.js';
import type { Status } from '../api/queries.js';
import { useScreenKeys } from '../app/keys.js';
import { Loaded } from '../states/states.js';
import { texts } from '../words/texts.js';
import { ChainChart } from './chain-chart.js';
import { PlanLegend } from './plan-legend.js';
import { PlanSide } from './plan-side.js';
import { usePreview, useSchedule } from './plan-queries.js';
import { type Change, movableUntil, movedTo } from './plan.js';

const { plan: words } = texts;
const planners = ['coordinator', 'logistics'];

/** Whether other dates can be tried: by whom, and as long as a date can still be moved. */
export function useMayPlan({ sites, stage, outcome }: Status): boolean {
  const { person } = useSession();
  const held = rolesAt(person, Object.values(sites));
  const stages: readonly string[] = movableUntil.bed;
  return outcome === null && stages.includes(stage) && planners.some((role) => held.includes(role));
}

/** Other dates tried on the chain before anything is booked. */
export function SchedulePlan({ status, zone }: { readonly status: Status; readonly zone: string }) {
  const { journeyId, stage } = status;
  const [change, setChange] = useState<Change>({});
  const schedule = useSchedule(journeyId);
  const preview = usePreview(journeyId, change);
  const reset = (): void => setChange({});
  const offers = schedule.data?.offers ?? [];
  useScreenKeys([{ hotkey: 'r', shown: ['R'], says: words.reset, run: reset }]);
  return (
    <div className="two-columns plan">
      <section className="card">
        <div className="card-head wrap">
          <h2>{words.title}</h2>
          <PlanLegend />
        </div>
        <div className="card-body">
          <p className="small secondary no-touch">{words.hint}</p>
          <Loaded query={preview} what={words.title}>
            {({ links, broken }) => (
              <ChainChart
                links={links}
                broken={broken.map(({ link }) => link)}
                stage={stage}
                zone={zone}
                onMove={(link, at) =>
                  setChange((before) => movedTo(before, link, at, offers, zone))
                }
                onReset={reset}
              />
            )}
          </Loaded>
        </div>
      </section>
      {preview.data !== undefined && (
        <PlanSide
          preview={preview.data}
          offers={offers}
          change={change}
          status={status}
          zone={zone}
          onChange={setChange}
        />
      )}
    </div>
  );
}
