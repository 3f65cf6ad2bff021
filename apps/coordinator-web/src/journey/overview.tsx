import { useNavigate } from '@tanstack/react-router';
import type { Status } from '../api/queries.js';
import { useNow } from '../app/clock.js';
import { FullTrack } from '../track/full-track.js';
import { texts } from '../words/texts.js';
import { ActionsCard } from './actions-card.js';
import { BesideCards } from './beside-cards.js';
import { DeadlinesCard } from './deadlines-card.js';
import { trackViewOf } from './journey-view.js';
import { stationDates } from './station-dates.js';
import { WaitingForCard } from './waiting-for-card.js';

/** Why the journey is not further, until when, and what the person can do about it. */
export function Overview({ status, zone }: { readonly status: Status; readonly zone: string }) {
  const now = useNow();
  const navigate = useNavigate({ from: '/journeys/$journeyId' });
  const view = trackViewOf(status, now);
  return (
    <>
      <FullTrack
        view={view}
        dates={stationDates(status.milestones, zone, now)}
        siding={view.bridging === undefined ? undefined : texts.track.bridging[view.bridging]}
        onOpen={() => void navigate({ search: { tab: 'timeline' } })}
      />
      <div className="two-columns">
        <WaitingForCard status={status} zone={zone} />
        <div className="column">
          <DeadlinesCard status={status} zone={zone} />
          <ActionsCard status={status} />
          <BesideCards status={status} zone={zone} />
        </div>
      </div>
    </>
  );
}
