import type { PlannedEvent } from '../story/planned-event.js';

/** A planned event as the contract's CloudEvent, structured mode. */
export function toCloudEvent(event: PlannedEvent): Readonly<Record<string, unknown>> {
  const { topic: _topic, onlyWhileWaiting: _condition, ...attributes } = event;
  return { specversion: '1.0', ...attributes };
}
