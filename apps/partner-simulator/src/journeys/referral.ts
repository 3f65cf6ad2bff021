/** Who of the simulator's patients a referral is about; `index` counts from 0. */
export type Referral = { readonly seed: number; readonly index: number };

/** The referral number under which the simulator enrols a patient. */
export function referralNumber({ seed, index }: Referral): string {
  return `SIM-${seed}-${String(index).padStart(5, '0')}`;
}

/** The referral behind a number; undefined when it is not one of the simulator's. */
export function referralOf(number: string): Referral | undefined {
  const found = /^SIM-(-?\d+)-(\d+)$/.exec(number);
  return found === null ? undefined : { seed: Number(found[1]), index: Number(found[2]) };
}
