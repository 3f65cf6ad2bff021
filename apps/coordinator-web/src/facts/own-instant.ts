import { type Schema, shapeOf } from '../forms/schema.js';

/** Instants that are no past ones. */
const toCome = ['startsAt', 'expiresAt'];

/** The field of a type that says when it happened; undefined where it has none of its own. */
export function ownInstantOf(type: string, schema: Schema): string | undefined {
  if (type === 'shipment.temperature-breached') return 'since';
  const { properties = {}, required = [] } = shapeOf(schema);
  return required.find(
    (name) =>
      name.endsWith('At') && properties[name]?.format === 'date-time' && !toCome.includes(name),
  );
}
