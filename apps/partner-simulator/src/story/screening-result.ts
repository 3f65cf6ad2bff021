/** Tests of which the finding is what the indication asks for. */
const positive: readonly string[] = ['lenalidomide-refractory'];

const measured: Readonly<Record<string, { value: readonly [number, number]; unit: string }>> = {
  alc: { value: [450, 1_900], unit: '/uL' },
  anc: { value: [1_200, 5_000], unit: '/uL' },
  platelets: { value: [80_000, 250_000], unit: '/uL' },
  'marrow-blasts': { value: [1, 60], unit: '%' },
};

/** The result of one screening test of a patient without findings. */
export function normalResult(
  test: string,
  random: { readonly whole: (low: number, high: number) => number },
): Readonly<Record<string, unknown>> {
  const range = measured[test];
  return range === undefined
    ? { qualitative: positive.includes(test) ? 'positive' : 'negative' }
    : { value: random.whole(...range.value), unit: range.unit };
}
