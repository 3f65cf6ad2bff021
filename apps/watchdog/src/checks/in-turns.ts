const atOnce = 10;

/** The answers for all items, ten of them asked for at a time. */
export async function inTurns<T, R>(
  items: readonly T[],
  ask: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const answers: R[] = [];
  for (let next = 0; next < items.length; next += atOnce) {
    answers.push(...(await Promise.all(items.slice(next, next + atOnce).map(ask))));
  }
  return answers;
}
