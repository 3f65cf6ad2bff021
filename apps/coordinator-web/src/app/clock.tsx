import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react';
import { journeyTimeAt, type JourneyClock } from '#domain/time/clock.js';

const ClockContext = createContext<() => number>(Date.now);
const tickMs = 1_000;

/** Gives the page the time of journeys, which in a demonstration runs faster than the wall clock. */
export function ClockProvider({
  clock,
  children,
}: {
  readonly clock: JourneyClock;
  readonly children: ReactNode;
}) {
  const now = useMemo(() => () => journeyTimeAt(clock, Date.now()), [clock]);
  return <ClockContext value={now}>{children}</ClockContext>;
}

/** Journey time now, in epoch milliseconds, anew every `everyMs`. */
export function useNow(everyMs = 10 * tickMs): number {
  const now = use(ClockContext);
  const [time, setTime] = useState(now);
  useEffect(() => {
    setTime(now());
    const timer = setInterval(() => setTime(now()), everyMs);
    return () => clearInterval(timer);
  }, [now, everyMs]);
  return time;
}

/** A function that reads journey time when it is called. */
export function useClock(): () => number {
  return use(ClockContext);
}
