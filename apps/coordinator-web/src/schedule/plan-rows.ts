import { isMovable, type Link, type Movable } from './plan.js';

/** From when until when something lasts, in epoch milliseconds. */
type Span = readonly [from: number, until: number];

/** One row of the chain: a link, or the two ends of the manufacture. */
export type PlanRow = {
  readonly link: string;
  readonly links: readonly string[];
  readonly before: Span | null;
  readonly after: Span | null;
  readonly movable: Movable | null;
  readonly status: Link['status'] | null;
  /** Whether nobody has offered the date it would have. */
  readonly isWish: boolean;
};

const ends = ['manufacturing-start', 'expected-release'];

/** The chain as rows from top to bottom. */
export function rowsOf(links: readonly Link[], stage: string): readonly PlanRow[] {
  const of = (name: string): Link | undefined => links.find(({ link }) => link === name);
  const [begin, release] = ends.map(of);
  const single = (name: string): readonly PlanRow[] => {
    const link = of(name);
    return link === undefined ? [] : [rowOf(link, stage)];
  };
  return [
    ...single('apheresis'),
    ...single('pickup'),
    ...(begin === undefined || release === undefined
      ? []
      : [
          {
            ...rowOf(begin, stage),
            links: ends,
            before: spanOf(begin.before, release.before),
            after: spanOf(begin.after, release.after),
          },
        ]),
    ...single('bed'),
  ];
}

function rowOf({ link, before, after, isMoved, status }: Link, stage: string): PlanRow {
  const isKnown = after !== null;
  return {
    link,
    links: [link],
    before: spanOf(before, before),
    after: spanOf(after, after),
    movable: isKnown && isMovable(link, stage) ? link : null,
    status: isKnown ? status : null,
    isWish: isMoved && status === 'asked' && link !== 'pickup',
  };
}

function spanOf(from: string | null, until: string | null): Span | null {
  const start = from ?? until;
  if (start === null) return null;
  return [Date.parse(start), Date.parse(until ?? start)];
}
