import { defineQuery } from '@temporalio/workflow';

/** The type under which the heartbeat is started, on the journeys' task queue. */
export const alarmPathWorkflowType = 'alarmPath';

/** Its address; a later one that must not replay this one's history takes the next number. */
export const alarmPathWorkflowId = 'alarm-path/1';

/** How often it beats; `publishedAt` is handed over from run to run. */
export type AlarmPathInput = {
  readonly everyMs: number;
  readonly publishedAt: string | null;
};

/** When the last beat was in Kafka (wall time), null before the first. */
export const beatQuery = defineQuery<string | null>('beat');
