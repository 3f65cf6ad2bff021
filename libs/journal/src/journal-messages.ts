import canonicalize from 'canonicalize';
import { journalTopic, requestsTopic } from '#contracts/topics.js';
import type { JournalRecord } from '#domain/journey/record.js';
import type { DetailOf } from '#domain/journey/record-detail.js';

/** What is published of a record: on which topic, under which key, as which bytes. */
export type JournalMessage = {
  readonly topic: string;
  readonly key: string;
  readonly value: string;
  readonly headers: Readonly<Record<string, string>>;
};

const headers = { 'content-type': 'application/cloudevents+json' };

/** The journal's message of a record: canonical JSON, so that a repeat is the same to the byte. */
export function journalMessage(record: JournalRecord): JournalMessage {
  return {
    topic: journalTopic,
    key: record.subject,
    value: canonicalize(record) ?? '',
    headers,
  };
}

/** The message to a partner that a record asks for; none for most records. */
export function requestMessages(record: JournalRecord): readonly JournalMessage[] {
  if (record.type !== 'request.sent') return [];
  const { type, requestId, partnerId, dueAt, data } = record.data
    .detail as DetailOf['request.sent'];
  const request = {
    specversion: '1.0',
    id: requestId,
    source: record.source,
    type,
    subject: record.subject,
    time: record.time,
    data: { requestId, dueAt, coi: record.subject, ...data },
  };
  const topic = requestsTopic(partnerId);
  return [{ topic, key: record.subject, value: canonicalize(request) ?? '', headers }];
}
