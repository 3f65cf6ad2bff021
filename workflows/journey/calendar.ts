import { condition, proxyLocalActivities } from '@temporalio/workflow';
import { isInfused, type JourneyState } from '#domain/journey/state.js';
import { earliest, type Instant } from '#domain/time/instant.js';
import type { JourneyActivities } from './activities.js';
import type { Journey } from './journey.js';

const activities = proxyLocalActivities<Pick<JourneyActivities, 'resolveCalendar'>>({
  startToCloseTimeout: '5 seconds',
  summary: 'Windows and visits counted from the day of the infusion',
});

/** Expands the calendar of monitoring and follow-up once the infusion has begun. Never returns. */
export async function resolveCalendar(journey: Journey): Promise<never> {
  for (;;) {
    await condition(() => isInfused(journey.state) && journey.state.calendar === null);
    journey.isBusy = true;
    const { enrolment, rules } = journey.state;
    const resolved = await activities.resolveCalendar({
      anchor: firstInfusion(journey.state) ?? journey.now(),
      zone: enrolment.zone,
      windows: rules.monitoring.windows,
      visits: rules.followUp.visits,
      toleranceDays: rules.followUp.toleranceDays,
    });
    journey.apply({ kind: 'calendar-resolved', resolved });
    journey.isBusy = false;
  }
}

function firstInfusion(state: JourneyState): Instant | undefined {
  return earliest(
    state.infusions.map(({ startedAt, completedAt }) => startedAt ?? completedAt ?? undefined),
  );
}
