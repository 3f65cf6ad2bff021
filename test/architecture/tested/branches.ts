/** A branch of the clinical journey and the titles of the tests that go through it, with `%s` as they are written. */
export type Branch = { readonly branch: string; readonly tests: readonly string[] };

/** Every branch that a journey may take, in the order in which it may come; a title that no test has fails. */
export const branches: readonly Branch[] = [
  {
    branch: 'ineligible',
    tests: [
      'a patient who is not eligible › ends as ineligible, with the reason',
      'the journey of a patient › ends as ineligible when the physician rejects, and nothing is asked of a manufacturer',
      'a journey among simulated partners and people › closes as ineligible when screening finds an infection',
    ],
  },
  {
    branch: 'deferred and evaluated again',
    tests: [
      'a patient who is not eligible › may be deferred and waits for the date though everything else is met',
    ],
  },
  {
    branch: 'referral declined',
    tests: [
      'a referral that nobody has looked at › is declined with its reason, which ends the journey',
    ],
  },
  {
    branch: 'coverage denied and appealed',
    tests: ['the payer › denies, is asked again by an appeal, and approves'],
  },
  {
    branch: 'coverage expired',
    tests: [
      'the payer › stops paying on a day that is warned of',
      'the authorisation of lymphodepletion › falls when the coverage of the stay ends by its last day',
    ],
  },
  {
    branch: 'consent withdrawn at every stage',
    tests: [
      'consent that is withdrawn › in %s stops the journey where it is, and lets go by the decision',
      'consent that is withdrawn › holds until it is given again',
      'consent that is withdrawn › from %s in %s by a decision leads to %s',
      'consent that is withdrawn › after the infusion stops nothing: the patient stays monitored',
    ],
  },
  {
    branch: 'no slot',
    tests: ['a slot › that nobody offers ends the journey by a decision'],
  },
  {
    branch: 'slot changed',
    tests: [
      'a slot › that the manufacturer moves is looked at by somebody, once for each revision',
    ],
  },
  {
    branch: 'slot lost',
    tests: [
      'the schedule › is booked anew when its slot was withdrawn',
      'a slot › that is lost takes the chain down, is asked for again, and the appointments stay on offer',
      'a slot › that is lost before fresh cells are collected stops the collection',
    ],
  },
  {
    branch: 'apheresis cancelled that morning',
    tests: [
      'an apheresis that is called off that morning › goes back to the dates, and the next one is the first that is made',
    ],
  },
  {
    branch: 'apheresis failed',
    tests: [
      'an apheresis that is called off that morning › is decided by a physician when it failed',
    ],
  },
  {
    branch: 'low yield',
    tests: [
      'a decision › accepting a low yield opens what too few cells had closed',
      'a journey among simulated partners and people › goes on with few cells when a physician accepts them',
    ],
  },
  {
    branch: 'second collection',
    tests: [
      'an apheresis that is called off that morning › is decided by a physician when it failed',
      'a failed manufacture › may lead to a second apheresis, and from there to the patient',
    ],
  },
  {
    branch: 'bag broken',
    tests: [
      'a bag that breaks after the collection › leaves too little unless a physician accepts it or more is collected',
      'a bag that breaks when it is to be given › completes the dose with the others and asks people to look',
      'a released product that is lost › is not lost while one of its bags is whole',
    ],
  },
  {
    branch: 'courier delay and customs',
    tests: ['a shipment that is delayed at customs › is looked after before its shipper warms up'],
  },
  {
    branch: 'shipment lost',
    tests: [
      'a product that is lost on the way to the patient › %s is made again and shipped',
      'trouble on the way to the infusion › is told to people once: %s in %s',
    ],
  },
  {
    branch: 'temperature excursion',
    tests: [
      'a temperature excursion › holds the journey until assessed by the manufacturer and disposed of by quality',
      'a temperature excursion › of product %s that is rejected leads back to manufacture',
      'a temperature excursion › of material that is rejected in %s leads to another collection',
      'the journey of a patient › is held by a temperature excursion on the leg %s until quality disposes of it',
      'a journey among simulated partners and people › is held by an excursion on either leg until quality has decided',
    ],
  },
  {
    branch: 'identity mismatch',
    tests: [
      'an identity mismatch › is lifted by two people of quality, and not placed again for the same scan',
      'identifiers over several journeys › hold both journeys that name one donation as their own',
      'the check at the bedside › of another %s is refused and holds the journey',
    ],
  },
  {
    branch: 'material rejected',
    tests: ['material that the manufacturer rejects › is collected again'],
  },
  {
    branch: 'contamination, and sterility that fails after the infusion',
    tests: [
      'an event that comes before its time › is never parked when it is %s, and counts once its batch is known',
      'sterility that fails after the infusion › pages at once and stops nothing that cannot be stopped',
      'a failed sterility › takes the product away also where the product does not ask for the test',
    ],
  },
  {
    branch: 'manufacture fails and is done again',
    tests: [
      'a failed manufacture › is made again from retained material, shipped and given',
      'the journey of a patient › goes on with a second manufacture from retained material after the first failed',
      'a journey among simulated partners and people › has its product made again from retained material after a failure',
    ],
  },
  {
    branch: 'manufacture given up',
    tests: [
      'a failed manufacture › is not made again when %s',
      'a journey among simulated partners and people › closes when the attempts that are allowed have failed',
    ],
  },
  {
    branch: 'out of specification',
    tests: [
      'a product that misses its specification › is asked for, supplied, agreed to by the patient, accepted by two, and given',
      'a product that misses its specification › that is refused is made again, or collected again',
      'a product that misses its specification › is never accepted when it failed %s',
    ],
  },
  {
    branch: 'progression while waiting',
    tests: [
      'trouble on the way to the infusion › is told to people once: %s in %s',
      'a disease that progresses while the product is made › is told, and the journey ends only by a decision',
    ],
  },
  {
    branch: 'death at any stage',
    tests: [
      'death › in %s closes the journey as deceased, and nothing stays permitted',
      'the journey of a patient › ends with the death of the patient (%p) and withdraws what was authorised',
      'a journey among simulated partners and people › closes with a death while waiting or after the infusion',
    ],
  },
  {
    branch: 'bridging toxicity delays lymphodepletion',
    tests: ['bridging that harmed the patient › keeps lymphodepletion waiting until it is over'],
  },
  {
    branch: 'lymphodepletion held or repeated',
    tests: [
      'lymphodepletion that a physician holds › is taken back at once, and goes on with a new authorisation',
      'before the infusion › lymphodepletion is repeated by a physician when its window has passed',
      'before the infusion › lymphodepletion of more than four weeks ago is repeated where leucocytes %s',
    ],
  },
  {
    branch: 'product before or after its need, storage expiry',
    tests: [
      'a product that comes early › waits in storage, and may no longer be given once it expires',
      'a product that comes late › moves neither bed nor patient by itself',
    ],
  },
  {
    branch: 'infection on the day',
    tests: [
      'the authorisation of an infusion › is withdrawn at once by %s, and everything has to be checked anew',
      'a journey among simulated partners and people › waits out an infection before the infusion',
    ],
  },
  {
    branch: 'partial dose and nothing given',
    tests: [
      'an infusion without anything given › is complete when it was stopped, and the patient is monitored from then on',
      'an infusion without anything given › is not complete when every bag broke',
    ],
  },
  {
    branch: 'cytokine release syndrome and neurotoxicity, both at once',
    tests: [
      'the course of a toxicity › escalates when it rises, and only then',
      'ICANS from 12 years on › an ICE score of %d in an awake patient is grade %d',
    ],
  },
  {
    branch: 'intensive care and admission elsewhere',
    tests: ['a patient who lies elsewhere › in %s is told to people at once'],
  },
  {
    branch: 'tocilizumab out of stock',
    tests: ['a requirement › of %s, %s, is met by what meets it'],
  },
  {
    branch: 'safety switch',
    tests: ['the safety switch › is ordered by two people, and its activation is kept'],
  },
  {
    branch: 'missed check-in',
    tests: [
      'a patient at home who does not check in › is reminded after an hour, called after two, sought through others after four and six',
    ],
  },
  {
    branch: 'relapse and loss of the antigen',
    tests: [
      'a patient in follow-up › whose disease is back keeps the antigens as they were tested last',
    ],
  },
  {
    branch: 'secondary malignancy',
    tests: [
      'a patient in follow-up › with a malignancy that may come from the cells pages; excluded it is no matter',
    ],
  },
  {
    branch: 'lost to follow-up and found again',
    tests: [
      'a patient in follow-up › who cannot be reached three times is told to people once, and the journey stays open',
      'a patient in follow-up › who is found again is counted from then on',
    ],
  },
  {
    branch: 'lot recalled',
    tests: [
      'what concerns many journeys › a recall holds who touched the lot, asks people about who has closed, finds who takes it later, and ends when all have a disposition',
    ],
  },
  {
    branch: 'site suspended',
    tests: [
      'what concerns many journeys › a suspended site holds its open journeys and those enrolled meanwhile, until it is reinstated',
    ],
  },
  {
    branch: 'patient moves site or country',
    tests: [
      'a patient who moves to another centre › is awaited there with the product, and nothing stays permitted at the first',
      'a patient who moves to another centre › gets a new chain of dates before the collection',
    ],
  },
  {
    branch: 'duplicate enrolment',
    tests: [
      'a probable duplicate › is enrolled with a hold that names the other journey',
      'a probable duplicate › goes on when quality has looked',
    ],
  },
  {
    branch: 'unit off the shelf, lost, returned, of a donor who is none',
    tests: [
      'a journey with a product off the shelf › goes from the bed to allocation and on to the shipment: nothing is collected or made',
      'a journey with a product off the shelf › gets another unit, of the same lot, when the first breaks',
      'a journey with a product off the shelf › is not infused with a unit when %s',
      'the journey of a patient › is allocated a unit off the shelf instead of being collected from, and reaches follow-up',
    ],
  },
  {
    branch: 'split dose stopped or postponed by toxicity',
    tests: [
      'a product that is given in two doses › is postponed by CRS of grade 2 until it is grade 1, and to day 21 at most',
      'a product that is given in two doses › ends with its first dose when CRS reaches grade 3',
    ],
  },
];
