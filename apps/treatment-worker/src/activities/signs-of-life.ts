import type { ActivityInterceptorsFactory } from '@temporalio/worker';

const signsWithinTimeout = 4;

/**
 * Tells the server of an activity that has a heartbeat timeout that it is still under way, so that one whose worker was
 * killed is begun anew after that short time and not after the longest that it may take.
 */
export const signsOfLife: ActivityInterceptorsFactory = (context) => ({
  inbound: {
    execute: async (input, next) => {
      const { heartbeatTimeoutMs } = context.info;
      if (heartbeatTimeoutMs === undefined) return next(input);
      const everyMs = heartbeatTimeoutMs / signsWithinTimeout;
      const telling = setInterval(() => context.heartbeat(), everyMs);
      try {
        return await next(input);
      } finally {
        clearInterval(telling);
      }
    },
  },
});
