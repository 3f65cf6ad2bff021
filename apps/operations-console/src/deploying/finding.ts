/** What one check found; a warning keeps nobody from deploying. */
export type Finding = {
  readonly name: string;
  readonly verdict: 'good' | 'warning' | 'bad';
  /** For people, with counts and names of journeys; empty when there is nothing to say. */
  readonly detail: string;
};

const most = 10;

/** Names, the first ten of them. */
export function named(names: readonly string[]): string {
  const rest = names.length > most ? ` and ${names.length - most} more` : '';
  return `${names.slice(0, most).join(', ')}${rest}`;
}
