import type { Client } from '@temporalio/client';
import type { JourneyClock } from '#domain/time/clock.js';
import type { EnrolledCourses, NewCourse } from '#register/enrolled-courses.js';
import { startOnce } from '#temporal/start-once.js';
import { journeyStart, journeyWorkflowType } from '#workflows/journey/messages.js';

/** What beginning another course depends on. */
export type NewCoursePorts = {
  readonly enrolments: EnrolledCourses;
  readonly temporal: Client;
  readonly clock: JourneyClock;
};

/** Begins the journeys of patients who are treated again, as the journals of their first ones say. */
export class NewCourses {
  constructor(private readonly ports: NewCoursePorts) {}

  /** Returns when the journey of a course is started; told of it again it changes nothing more. */
  async begin(course: NewCourse): Promise<void> {
    const { enrolments, temporal, clock } = this.ports;
    const { isStarted } = await enrolments.accept(course);
    if (isStarted) return;
    await startOnce(temporal, journeyWorkflowType, journeyStart(course, clock));
    await enrolments.markStarted(course.journeyId);
  }
}
