/** Tests of which the finding is what the indication asks for. */
const positive: readonly string[] = ['lenalidomide-refractory'];

const measured: Readonly<Record<string, { value: readonly [number, number]; unit: string }>> = {
  alc: { value: [450, 1_900], unit: '/uL' },
  anc: { value: [1_200, 5_000], unit: '/uL' },
  platelets: { value: [80_000, 250_000], unit: '/uL' },
  'creatinine-clearance': { value: [65, 120], unit: 'mL/min' },
  alt: { value: [10, 45], unit: 'U/L' },
  bilirubin: { value: [5, 18], unit: 'umol/L' },
  lvef: { value: [55, 68], unit: '%' },
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
