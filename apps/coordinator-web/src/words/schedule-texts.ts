const days = (count: number): string =>
  Math.abs(count) === 1 ? '1 day' : `${Math.abs(count)} days`;

/** What trying other dates says. */
export const scheduleTexts = {
  plan: {
    title: 'Try other dates',
    hint: 'Drag a bar, or choose it with Tab and press the arrow keys. Nothing is booked yet.',
    chart: 'The chain of dates',
    today: 'today',
    notKnown: 'not known yet',
    nothingYet: 'no date yet',
    rows: {
      apheresis: 'Apheresis',
      pickup: 'Pickup',
      'manufacturing-start': 'Manufacture',
      bed: 'Bed',
    } as Readonly<Record<string, string>>,
    standing: {
      confirmed: 'confirmed',
      held: 'held for us',
      lost: 'not on offer any more',
      asked: 'to be asked for',
    },
    moved: (count: number) => `${days(count)} ${count < 0 ? 'earlier' : 'later'}`,
    legend: {
      was: 'was',
      would: 'would be',
      broken: 'breaks a rule',
      wish: 'nobody has offered it',
    },
    head: (broken: number) =>
      broken === 0 ? 'No rule breaks' : broken === 1 ? '1 rule breaks' : `${broken} rules break`,
    moves: (moved: number, stay: number) =>
      `${moved === 1 ? '1 date moves' : `${moved} dates move`}, ${stay} stay.`,
    untouched: 'This is the chain as it stands. Move a date to see what follows.',
    notBooked: 'Nothing is booked. Choose what is on offer, or take one of the chains below.',
    overridable: 'A physician can override it with a signature and a reason.',
    final: 'This cannot be overridden.',
    offers: 'What partners have offered',
    offer: {
      slotId: 'Manufacturing slot',
      apheresisAppointmentId: 'Apheresis',
      bedAppointmentId: 'Bed',
      pickupAt: 'Pickup',
    },
    noOffer: 'nothing on offer',
    keep: 'as booked',
    choose: 'choose an offer',
    alternatives: 'Chains that break nothing',
    noAlternatives: 'Of what is on offer, no other chain keeps every rule.',
    use: 'Use',
    collected: (at: string) => `Apheresis ${at}`,
    chain: (made: string, bed: string) => `manufacture from ${made}, bed ${bed}`,
    book: 'Book these dates',
    change: 'Change to these dates',
    reset: 'Back to what is booked',
    locked: {
      untouched: 'Move a date or choose an offer first.',
      wish: 'Nobody has offered this date. Ask for it by telephone and record the offer, then book it.',
      final: 'Solve what cannot be overridden first.',
      incomplete: 'A chain needs a slot, an apheresis and a bed. All are booked together or none.',
    },
    gone: (ids: string) => `Not on offer any more: ${ids}.`,
    onlyLooking: 'Coordinators and logistics try other dates here.',
  },
} as const;
