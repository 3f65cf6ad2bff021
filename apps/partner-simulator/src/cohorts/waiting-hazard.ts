/** The share of patients who leave while they wait `days` each, when every day costs the same share of those who still wait. */
export function leavingShare(hazardPerDay: number, days: readonly number[]): number {
  const left = days.map((one) => 1 - Math.exp(-hazardPerDay * one));
  return left.reduce((sum, one) => sum + one, 0) / days.length;
}

/** The hazard per day at which `share` (0 to below 1) of patients who wait so long leave before the end of it. */
export function hazardFor(share: number, days: readonly number[]): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (leavingShare(middle, days) < share) low = middle;
    else high = middle;
  }
  return low;
}
