/** The parts of the page of one journey, in their order. */
export const tabs = [
  'overview',
  'custody',
  'toxicity',
  'schedule',
  'documents',
  'timeline',
] as const;
export type Tab = (typeof tabs)[number];

/** Which part the address shows, and what somebody came to do. */
export type JourneySearch = {
  readonly tab?: Tab | undefined;
  /** The decision or the type of a fact whose panel is opened at once. */
  readonly act?: string | undefined;
  /** What it is about: an alert, a review, a hold, a toxicity. */
  readonly about?: string | undefined;
};

/** Reads the address of the page of one journey. */
export function journeyTab(search: Readonly<Record<string, unknown>>): JourneySearch {
  const { act, about } = search;
  return {
    tab: tabs.find((tab) => tab === search['tab']),
    act: typeof act === 'string' ? act : undefined,
    about: typeof about === 'string' ? about : undefined,
  };
}
