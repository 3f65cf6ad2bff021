import { useEffect, useState } from 'react';
import type { JourneyListItem } from '#contracts/http/journey-list.schema.js';

type Items = readonly JourneyListItem[];

const orderOf = (items: Items): string => items.map(({ journeyId }) => journeyId).join(' ');

/**
 * Rows that do not move under a finger: while held, what is shown keeps its order and only its content is renewed;
 * `changed` says how many rows wait to come, go or move.
 */
export function useHeld(items: Items, isHeld: boolean) {
  const [order, setOrder] = useState<readonly string[]>(() =>
    items.map(({ journeyId }) => journeyId),
  );
  const present = orderOf(items);
  useEffect(() => {
    if (!isHeld) setOrder(items.map(({ journeyId }) => journeyId));
    // What is appended by scrolling moves nothing.
    else setOrder((before) => (present.startsWith(before.join(' ')) ? present.split(' ') : before));
  }, [present, isHeld]);
  const byId = new Map(items.map((item) => [item.journeyId, item]));
  const shown = order.flatMap((id) => byId.get(id) ?? []);
  const changed = items.filter(({ journeyId }, index) => order[index] !== journeyId).length;
  return {
    shown,
    changed: isHeld ? changed : 0,
    show: () => setOrder(items.map(({ journeyId }) => journeyId)),
  };
}
