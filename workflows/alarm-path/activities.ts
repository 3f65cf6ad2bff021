/** What the heartbeat asks of the world; implemented by the treatment worker. */
export type AlarmPathActivities = {
  /** Writes a beat with the publisher of the journal; answers when every in-sync replica has it (wall time). */
  publishBeat(): Promise<string>;
};
