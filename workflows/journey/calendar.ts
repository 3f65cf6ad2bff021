import { condition, proxyLocalActivities } from '@temporalio/workflow';
import { dayZeroToResolve } from '#domain/journey/day-zero.js';
import type { JourneyActivities } from './activities.js';
import type { Journey } from './journey.js';

const activities = proxyLocalActivities<Pick<JourneyActivities, 'resolveCalendar'>>({
  startToCloseTimeout: '5 seconds',
  summary: 'Windows and visits counted from the day of the infusion',
});

/** Expands the calendar of monitoring and follow-up once it is known when the infusion began. Never returns. */
export async function resolveCalendar(journey: Journey): Promise<never> {
  for (;;) {
    await condition(
      () => journey.state.stage !== 'closed' && dayZeroToResolve(journey.state) !== undefined,
    );
    const anchor = dayZeroToResolve(journey.state) ?? journey.now();
    const { enrolment, rules } = journey.state;
    journey.isBusy = true;
    const resolved = await activities.resolveCalendar({
      anchor,
      zone: enrolment.zone,
      windows: rules.monitoring.windows,
      visits: rules.followUp.visits,
      toleranceDays: rules.followUp.toleranceDays,
    });
    journey.apply({ kind: 'calendar-resolved', resolved });
    journey.isBusy = false;
  }
}
