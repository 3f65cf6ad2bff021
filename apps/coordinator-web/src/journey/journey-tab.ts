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

/** Which part the address shows. */
export function journeyTab(search: Readonly<Record<string, unknown>>): {
  readonly tab?: Tab | undefined;
} {
  return { tab: tabs.find((tab) => tab === search['tab']) };
}
