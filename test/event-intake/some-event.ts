type Event = Readonly<Record<string, unknown>> & { readonly id: string; readonly subject: string };

/** A valid event of the northgate clinic about a journey; `change` makes it another one. */
export function someEvent(subject: string, change: Readonly<Record<string, unknown>> = {}): Event {
  return {
    specversion: '1.0',
    id: crypto.randomUUID(),
    source: 'urn:v2v:site:northgate',
    type: 'patient.measured',
    subject,
    time: '2026-03-02T09:00:00Z',
    data: { weightKg: 34.5, measuredAt: '2026-03-02T08:55:00Z' },
    ...change,
  };
}
