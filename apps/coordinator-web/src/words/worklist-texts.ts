/** What the worklist and the views of one kind of work say. */
export const worklistTexts = {
  worklist: {
    head: (late: number, today: number) => {
      if (late === 0 && today === 0) return 'Nothing is overdue, nothing is due today';
      return late === 0
        ? `Nothing overdue, ${today} for now and today`
        : `${late} overdue, ${today} for now and today`;
    },
    count: (count: number) => (count === 1 ? '1 task waits.' : `${count} tasks wait.`),
    show: 'Which tasks are shown',
    nextView: 'next view',
    filtered: 'Nothing that waits passes these filters.',
    clear: 'Remove filters',
    views: {
      me: 'For me',
      taken: 'Taken by me',
      partners: 'Also with partners',
      snoozed: 'Also put off',
    },
    parts: { overdue: 'Overdue', today: 'Now and today', week: 'This week', later: 'Later' },
    nothing: {
      me: 'Nothing waits for you.',
      taken: 'You have taken nothing on.',
      partners: 'Nothing waits, not even for a partner.',
      snoozed: 'Nothing waits, and nothing was put off.',
    },
    nothingHint: 'New tasks appear here by themselves, the most urgent first.',
    stillOpen: (text: string) => `Still open: ${text}`,
    ifNot: (text: string) => `If not: ${text}`,
    ifNothing: 'If nothing is done',
    why: 'Why this is here',
    openSince: (at: string) => `open since ${at}`,
    since: (age: string) => `open ${age.replace(' ago', '')}`,
    due: (at: string) => `by ${at}`,
    owner: 'Owner',
    taken: 'Taken by',
    you: 'you',
    call: 'Whom to call',
    open: 'Open',
    openJourney: 'Open journey',
    claim: 'Take it on',
    later: 'Later',
    in: (length: string) => `in ${length}`,
  },
  views: {
    quality: {
      title: 'Quality',
      says: 'Journeys on hold: excursions, identity, specification, deviations.',
      none: 'No journey is on hold.',
      noneHint: 'A hold appears here the moment it is placed, with who lifts it.',
    },
    logistics: {
      title: 'Logistics',
      says: 'Cells and products on their way, the shortest time left first.',
      none: 'Nothing is in transit.',
      noneHint: 'A shipment appears here when it is picked up.',
    },
    followUp: {
      title: 'Follow-up',
      says: 'Visits and registry forms to year 15, the next due first.',
      none: 'Nobody is in follow-up yet.',
      noneHint: 'Patients come here when monitoring ends.',
    },
  },
  savedViews: {
    button: 'Views',
    none: 'No view is kept yet.',
    keep: 'Keep these filters…',
    remove: (name: string) => `Remove “${name}”`,
    title: 'Keep these filters',
    name: 'Name',
    nameHint: 'On this device, for whoever works here.',
    save: 'Keep view',
  },
  reference: {
    title: 'Products and sites',
    says: 'What is in force, since when, and how many numbers are verified at their source.',
    products: 'Products and their rules',
    sites: 'Sites',
    columns: {
      product: 'Product',
      indication: 'Indication',
      jurisdiction: 'Where',
      from: 'In force from',
      numbers: 'Numbers',
      unverified: 'Not verified',
      site: 'Site',
      zone: 'Time zone',
      qualified: 'Qualified for',
    },
    target: (target: string) => `target ${target}`,
  },
} as const;
