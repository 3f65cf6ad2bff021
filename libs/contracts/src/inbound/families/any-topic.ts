import { alike, eventType, type EventTypes } from '../event-type.js';
import { code, identifier, oneOf, reference, sha256, text, wholeBetween } from '../fields.js';

/** What any partner may say on its own topic. */
export const anyTopicTypes: EventTypes = {
  'record.retracted': eventType({
    retractedId: text,
    reason: oneOf('wrong-patient', 'entered-in-error', 'duplicate'),
    belongsTo: identifier.exactOptional(),
  }),
  'request.acknowledged': eventType({ requestId: reference }),
  'identifier.assigned': eventType({ system: text, value: identifier }),
  'document.attached': eventType({ kind: code, sha256, documentId: reference }),
  ...alike(
    ['label.printed', 'label.applied', 'label.voided'],
    eventType({
      labelId: identifier,
      bagId: identifier,
      copies: wholeBetween(1, 100).exactOptional(),
    }),
  ),
};
