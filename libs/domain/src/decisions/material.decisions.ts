import { currentDonations } from '../gates/collected-material.js';
import { isProductLost } from '../gates/product-released.js';
import { sameIdentifier } from '../identifiers/normalised-identifier.js';
import { begunAt, type JourneyState, productInHand } from '../journey/state.js';
import { because, type Check } from './because.js';

/** Every bag of material and product that was named for a journey. */
function bagsOf({ donations, batches }: JourneyState): readonly string[] {
  return [
    ...donations.flatMap(({ bags }) => bags.map(({ bagId }) => bagId)),
    ...batches.flatMap(({ release }) => release?.bags.map(({ bagId }) => bagId) ?? []),
  ];
}

function isWanted(state: JourneyState, bagId: unknown): boolean {
  const product = productInHand(state)?.release?.bags ?? [];
  return !isProductLost(state) && product.some((one) => sameIdentifier(one.bagId, bagId));
}

/** What speaks against decisions of quality about collected material and product that is not given. */
export const materialChecks: Readonly<Record<string, Check>> = {
  'accept-material': (state, { data }) =>
    currentDonations(state).some((one) => sameIdentifier(one.donationId, data['donationId']))
      ? null
      : because('donation-unknown', 'This is no donation of the present collection', 'quality'),
  'dispose-material': (state, { data }) => {
    const { bagId, disposition } = data;
    if (!bagsOf(state).some((one) => sameIdentifier(one, bagId))) {
      return because('bag-unknown', 'This bag is not of this journey', 'quality');
    }
    const isGiven = state.infusions.some(
      (one) => sameIdentifier(one.bagId, bagId) && begunAt(one) !== undefined,
    );
    if (isGiven) return because('bag-given', 'This bag has been given to the patient', 'quality');
    return disposition !== 'retain' && isWanted(state, bagId)
      ? because('product-in-hand', 'This bag is the product the patient waits for', 'physician')
      : null;
  },
};
