import { ApplicationFailure as temporal_ApplicationFailure, CancellationScope as temporal_CancellationScope, allHandlersFinished as temporal_allHandlersFinished, condition as temporal_condition, continueAsNew as temporal_continueAsNew, defineQuery as temporal_defineQuery, defineSignal as temporal_defineSignal, defineUpdate as temporal_defineUpdate, isCancellation as temporal_isCancellation, log as temporal_log, proxyActivities as temporal_proxyActivities, proxyLocalActivities as temporal_proxyLocalActivities, setCurrentDetails as temporal_setCurrentDetails, setDefaultSignalHandler as temporal_setDefaultSignalHandler, setHandler as temporal_setHandler, upsertSearchAttributes as temporal_upsertSearchAttributes, workflowInfo as temporal_workflowInfo } from "@temporalio/workflow";
import { SearchAttributeType as temporal_SearchAttributeType, defineSearchAttributeKey as temporal_defineSearchAttributeKey } from "@temporalio/common";

;// external "@temporalio/workflow"

;// ./dist/workflows/stages/eligibility.stage.js
/** The clinic screens, the payer answers, the patient consents, a physician confirms. */
const eligibility = (journey) => journey.gate('eligibility.confirmed', 'eligibility.requested');
;// ./dist/workflows/stages/follow-up.stage.js
/** The visits of the registry calendar, to its last one. */
const followUp = (journey) => journey.gate('follow-up.may-close', 'assessment.due');
;// ./dist/workflows/stages/infusion.stage.js
/** The clinic is authorised and gives every bag. */
const infusion = (journey) => journey.gate('infusion.complete', 'infusion.authorized');
;// ./dist/workflows/stages/leukapheresis.stage.js
/** The day's counts allow it, cells are collected, counted and labelled. */
const leukapheresis = async (journey) => {
    await journey.gate('apheresis.may-start');
    await journey.gate('material.may-ship');
};
;// ./dist/workflows/stages/lymphodepletion.stage.js
/** The clinic is authorised and gives the regimen; two people identify the product, a physician authorises the infusion. */
const lymphodepletion = (journey) => journey.gate('infusion.may-start', 'lymphodepletion.authorized');
;// ./dist/workflows/stages/manufacturing.stage.js
/** The product is made and tested; a failed attempt is made again from retained material when quality orders it. */
const manufacturing = (journey) => journey.gate('product.may-ship', 'quality-test.requested', 'remanufacture.requested');
;// ./dist/workflows/stages/monitoring.stage.js
/** Assessments at their cadence until the windows are over, nothing is open and a physician closes. */
const monitoring = (journey) => journey.gate('monitoring.may-end', 'assessment.due');
;// ./dist/workflows/stages/referral.stage.js
/** The patient is enrolled; the site is qualified and knows who the patient is. */
const referral = (journey) => journey.gate('referral.complete');
;// ./dist/workflows/stages/scheduling.stage.js
/** Slot, apheresis and bed are offered, booked together by the coordinator, ordered, and confirmed by who owns them. */
const scheduling = (journey) => journey.gate('schedule.confirmed', 'appointment.requested', 'slot.requested', 'manufacturing.ordered', 'apheresis.requested');
;// ./dist/workflows/stages/shipping.stage.js
/** The material travels to the manufacturer, who receives and identifies it. */
const outboundShipment = (journey) => journey.gate('manufacturing.may-start', 'pickup.requested');
/** The product travels to the treatment centre, is received and checked; a physician authorises lymphodepletion. */
const inboundShipment = (journey) => journey.gate('lymphodepletion.may-start', 'pickup.requested');
;// ./dist/libs/domain/src/time/instant.js
const dayMs = 86_400_000;
/** `instant` moved by `days` times 24 hours (not calendar days). */
function plusDays(instant, days) {
    return toInstant(Date.parse(instant) + days * dayMs);
}
/** `instant` moved by `hours`. */
function plusHours(instant, hours) {
    return toInstant(Date.parse(instant) + hours * 3_600_000);
}
/** `instant` moved by `minutes`. */
function plusMinutes(instant, minutes) {
    return toInstant(Date.parse(instant) + minutes * 60_000);
}
/** Epoch milliseconds as an instant. */
function toInstant(ms) {
    return new Date(ms).toISOString();
}
/** An instant of any offset in UTC; a calendar date, and what is no instant, stays as it is. */
function inUtc(stated) {
    const ms = stated.includes('T') ? Date.parse(stated) : Number.NaN;
    return Number.isNaN(ms) ? stated : toInstant(ms);
}
/** The first instant of a calendar date in UTC, or the instant itself; what is neither stays as it is. */
function startOf(stated) {
    const ms = Date.parse(stated);
    return Number.isNaN(ms) ? stated : toInstant(ms);
}
/** Whether `a` lies before `b`; offsets may differ. */
function isBefore(a, b) {
    return Date.parse(a) < Date.parse(b);
}
/** Whether `b` is reached or passed at `a`. */
function isAtOrAfter(a, b) {
    return Date.parse(a) >= Date.parse(b);
}
/** The earliest of the given instants, or undefined when there is none. */
function earliest(instants) {
    let first;
    for (const instant of instants) {
        if (instant !== undefined && (first === undefined || isBefore(instant, first)))
            first = instant;
    }
    return first;
}
;// ./dist/libs/domain/src/identifiers/normalised-identifier.js
const donationNumberLength = 13;
const scannedDonationLength = 16;
/**
 * An identifier as it is compared: without blanks, in capitals, a scanned ISBT 128 donation number without its data
 * identifier `=` and flag characters. Events carry it in this form; what people decide keeps the form they signed.
 */
function normalisedIdentifier(written) {
    const plain = written.replaceAll(/\s/g, '').toUpperCase();
    return plain.startsWith('=') && plain.length === scannedDonationLength
        ? plain.slice(1, 1 + donationNumberLength)
        : plain;
}
/** Whether two identifiers are the same, however they are written; what is no text is none. */
function sameIdentifier(a, b) {
    return (typeof a === 'string' &&
        typeof b === 'string' &&
        normalisedIdentifier(a) === normalisedIdentifier(b));
}
/** The key under which a record knows an identifier; undefined when it does not. */
function keyOf(record, identifier) {
    return Object.keys(record).find((key) => sameIdentifier(key, identifier));
}
/** What a record knows under an identifier; undefined when it knows nothing. */
function known(record, identifier) {
    const key = keyOf(record, identifier);
    return key === undefined ? undefined : record[key];
}
;// ./dist/libs/domain/src/journey/state.js


/** When a bag began to flow into the patient; one that was stopped had begun. */
function begunAt({ startedAt, completedAt, stopped }) {
    return startedAt ?? completedAt ?? stopped?.at;
}
/** When the first product began to flow into the patient. */
function firstInfusionAt(state) {
    return earliest(state.infusions.map(begunAt));
}
/** Whether any product has begun to flow into the patient. */
function isInfused(state) {
    return firstInfusionAt(state) !== undefined;
}
/** Whether what was scanned names this journey: its identifier or one registered for it. */
function isOfJourney(state, scanned) {
    const assigned = state.assignedIdentifiers.map(({ value }) => value);
    return [state.journeyId, ...assigned].some((known) => sameIdentifier(known, scanned));
}
/** The batch of the latest attempt, if manufacture has begun. */
function currentBatch(state) {
    return state.batches.reduce((latest, batch) => (latest === undefined || batch.attempt >= latest.attempt ? batch : latest), undefined);
}
/**
 * The batch that is the patient's product now: of the latest attempt, released at some time, and not given up for another
 * attempt. What is scanned as product has to belong to it.
 */
function productInHand(state) {
    const batch = currentBatch(state);
    return batch === undefined || batch.release === null || isGivenUp(state, batch)
        ? undefined
        : batch;
}
/** Whether another attempt at the product was ordered instead of a batch. */
function isGivenUp(state, batch) {
    return state.decisions.some(({ type, data, at }) => (type === 'order-remanufacture' && sameIdentifier(data['batchId'], batch.batchId)) ||
        (type === 'request-second-apheresis' && isBefore(batch.startedAt, at)));
}
/** The decision of a type that is in force, newest first when there are several. */
function decisionInForce(state, type) {
    return state.decisions.findLast((decision) => decision.type === type);
}
/** Whether a gate was passed since the present stage began. */
function isPassedInStage(state, gate) {
    return state.openedGates.some((opened) => opened.gate === gate && !isBefore(opened.at, state.stageSince));
}
;// ./dist/libs/domain/src/journey/day-zero.js


/**
 * The instant whose calendar day is day 0 and whose calendar is still to be resolved: none is yet, or the first infusion is
 * known by now to have begun on an earlier day. Undefined when the calendar stands.
 */
function dayZeroToResolve(state) {
    const anchor = firstInfusionAt(state);
    const { calendar } = state;
    return anchor === undefined || calendar === null || isBefore(anchor, calendar.dayZeroStartsAt)
        ? anchor
        : undefined;
}
;// ./dist/workflows/journey/calendar.js


const activities = temporal_proxyLocalActivities({
    startToCloseTimeout: '5 seconds',
    summary: 'Windows and visits counted from the day of the infusion',
});
/** Expands the calendar of monitoring and follow-up once it is known when the infusion began. Never returns. */
async function resolveCalendar(journey) {
    for (;;) {
        await temporal_condition(() => journey.state.stage !== 'closed' && dayZeroToResolve(journey.state) !== undefined);
        const anchor = dayZeroToResolve(journey.state) ?? journey.now();
        const { enrolment, rules } = journey.state;
        journey.isBusy = true;
        const resolved = await activities.resolveCalendar({
            anchor,
            zone: enrolment.zone,
            windows: rules.monitoring.windows,
            visits: rules.followUp.visits,
            toleranceDays: rules.followUp.toleranceDays,
        });
        journey.apply({ kind: 'calendar-resolved', resolved });
        journey.isBusy = false;
    }
}
;// ./dist/workflows/journey/named-identifiers.js

/** What a journey's state names: material that was collected for it, product that was made of it, names registered for it. */
function namedIdentifiers(state) {
    const own = [
        named('journey', state.journeyId, `${state.journeyId}/1`),
        ...state.assignedIdentifiers.map(({ system, value }) => named(system, value, `${state.journeyId}/${state.sequence}`)),
        ...state.donations.flatMap(({ donationId, bags, evidence: { eventId } }) => [
            named('donation', donationId, eventId),
            ...bags.map(({ bagId }) => named('bag', bagId, eventId)),
        ]),
        ...state.batches.flatMap(({ batchId, release, evidence: { eventId } }) => [
            named('batch', batchId, eventId),
            ...(release?.bags ?? []).map(({ bagId }) => named('bag', bagId, release?.evidence.eventId ?? eventId)),
        ]),
    ];
    const keys = new Set(own.map(identifierKey));
    return { own, scanned: scans(state).filter((one) => !keys.has(identifierKey(one))) };
}
function scans(state) {
    return [
        ...state.materialReceipts.flatMap(({ donationIds, bagIds, evidence: { eventId } }) => [
            ...donationIds.map((value) => named('donation', value, eventId)),
            ...bagIds.map((value) => named('bag', value, eventId)),
        ]),
        ...state.productReceipts.flatMap(({ batchId, bags, evidence: { eventId } }) => [
            named('batch', batchId, eventId),
            ...bags.map(({ bagId }) => named('bag', bagId, eventId)),
        ]),
        ...state.infusions.flatMap(({ batchId, bagId, evidence: { eventId } }) => [
            named('batch', batchId, eventId),
            named('bag', bagId, eventId),
        ]),
    ];
}
/** The other journey that a record's event names as the one it is about, if it does. */
function foreignNamesIn({ data }) {
    const coi = data.fact?.data['coi'];
    const isForeign = data.fact?.flags?.includes('identity-mismatch') === true;
    return isForeign && typeof coi === 'string' ? [named('journey', coi, data.fact?.id ?? '')] : [];
}
/** One text per identifier. */
function identifierKey({ system, value }) {
    return `${system}|${value}`;
}
function named(system, value, eventId) {
    return { system, value: normalisedIdentifier(value), eventId };
}
;// ./dist/workflows/journey/claims.js


// One attempt, and no retry that would keep the workflow task open and decisions waiting.
const soon = temporal_proxyLocalActivities({
    startToCloseTimeout: '2 seconds',
    scheduleToCloseTimeout: '2 seconds',
    retry: { maximumAttempts: 1 },
});
const later = temporal_proxyActivities({
    startToCloseTimeout: '30 seconds',
    retry: { initialInterval: '1 second', maximumInterval: '60 seconds', backoffCoefficient: 2 },
});
/**
 * Claims for the journey what it names as its own and says what it scanned that is not, each identifier once a run; what other
 * journeys have to do with the same is told to the domain. The journey goes on meanwhile. Never returns.
 */
async function claimIdentifiers(journey) {
    const told = { claims: new Set(), scans: new Set() };
    for (;;) {
        await temporal_condition(onceAState(journey, () => isAnyNew(newIn(journey, told))));
        const { claims, scans } = newIn(journey, told);
        const { foreignNames } = journey;
        const { foreign, namedElsewhere } = await claim({ journeyId: journey.state.journeyId, claims, scans }, `${claims.length} identifiers claimed, ${scans.length} looked up`);
        for (const one of claims)
            told.claims.add(identifierKey(one));
        for (const one of scans)
            told.scans.add(identifierKey(one));
        journey.foreignNames = journey.foreignNames.filter((one) => !foreignNames.includes(one));
        journey.apply({ kind: 'claims-answered', foreign });
        for (const one of namedElsewhere)
            journey.apply({ ...one, kind: 'named-elsewhere' });
    }
}
/** Within the workflow task where the register answers at once, else outside for as long as it takes. */
async function claim(argument, summary) {
    try {
        return await soon.claimIdentifiers.executeWithOptions({ summary }, [argument]);
    }
    catch (error) {
        if (temporal_isCancellation(error))
            throw error;
        return later.claimIdentifiers.executeWithOptions({ summary }, [argument]);
    }
}
function newIn(journey, told) {
    const { own, scanned } = namedIdentifiers(journey.state);
    return {
        claims: own.filter((one) => !told.claims.has(identifierKey(one))),
        scans: [...scanned, ...journey.foreignNames].filter((one) => !told.scans.has(identifierKey(one))),
    };
}
function isAnyNew({ claims, scans }) {
    return claims.length + scans.length > 0;
}
/** Asks again only when the journey has changed; a closed one is not asked. */
function onceAState(journey, ask) {
    let asked;
    return () => {
        if (journey.state === asked)
            return false;
        asked = journey.state;
        return asked.stage !== 'closed' && ask();
    };
}
;// ./dist/libs/domain/src/gates/product-receipt.js

/** The treatment centre's receipt of the current batch, if there is one. */
function productReceipt(state) {
    const batchId = currentBatch(state)?.batchId;
    return state.productReceipts.findLast((receipt) => receipt.batchId === batchId);
}
;// ./dist/libs/domain/src/gates/bags-to-give.js


/** The bags of the released batch that arrived intact, are not damaged since and have not begun to be given. */
function bagsToGive(state) {
    const receipt = productReceipt(state);
    const released = currentBatch(state)?.release?.bags ?? [];
    return released
        .map(({ bagId }) => bagId)
        .filter((bagId) => receipt?.bags.find((bag) => bag.bagId === bagId)?.condition === 'intact' &&
        !state.damagedBags.includes(bagId) &&
        !state.infusions.some((bag) => bag.bagId === bagId && begunAt(bag) !== undefined));
}
;// ./dist/libs/domain/src/time/stated-date.js

// A day ends last in the zone twelve hours behind UTC.
const lastZoneMs = 12 * 3_600_000;
/**
 * The latest instant that a statement of time allows: a year its end, a month its end, a day its end, each in the zone
 * where it ends last, an instant itself. Undefined when it is none of these.
 */
function latestInstantAllowed(statement) {
    const vague = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(statement);
    if (vague === null) {
        const exact = Date.parse(statement);
        return Number.isNaN(exact) ? undefined : toInstant(exact);
    }
    const [, year, month, day] = vague;
    const end = Date.UTC(Number(year) + (month === undefined ? 1 : 0), month === undefined ? 0 : Number(month) - (day === undefined ? 0 : 1), day === undefined ? 1 : Number(day) + 1);
    return toInstant(end + lastZoneMs);
}
// A day ends first in the zone fourteen hours ahead of UTC.
const firstZoneMs = 14 * 3_600_000;
/** The end of a calendar day (YYYY-MM-DD) in the zone where it ends first: from then on it may be over. */
function earliestEndOfDay(date) {
    return toInstant(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) + 24 * 3_600_000 - firstZoneMs);
}
;// ./dist/libs/domain/src/gates/requirement.js

/** A requirement with what most of them share filled in. */
function requirement(state, input) {
    const { changesAt, dueAt, evidence = [], actions = [], overridable = false, ...rest } = input;
    const doubt = doubtAbout(evidence);
    const isSuspect = doubt !== null;
    const met = rest.met && !isSuspect;
    return {
        ...rest,
        met,
        text: rest.met && isSuspect ? `${rest.text}, ${doubt}` : rest.text,
        since: state.stageSince,
        overridable,
        evidence: evidence.flatMap((one) => one === undefined ? [] : [typeof one === 'string' ? one : one.eventId]),
        actions: met ? [] : actions,
        ...(changesAt === undefined || isSuspect ? {} : { changesAt }),
        ...(dueAt === undefined ? {} : { dueAt }),
    };
}
/** Why what was told opens no gate, in words; null when nothing speaks against it. */
function doubtAbout(evidence) {
    const told = evidence.flatMap((one) => (typeof one === 'object' ? [one] : []));
    if (told.some(({ clockSuspect }) => clockSuspect === true))
        return 'by a clock that runs ahead';
    return told.some(({ disputed }) => disputed === true)
        ? 'which was told in different ways: a review has to be answered'
        : null;
}
/** The action of taking a decision. */
function decide(name, label) {
    return { kind: 'decide', name, label };
}
/** The action of recording what was seen or told. */
function recordFact(name, label) {
    return { kind: 'record', name, label };
}
/** The verdict of a gate over its requirements. */
function evaluation(gate, requirements) {
    const changesAt = earliest(requirements.map((one) => one.changesAt));
    return {
        gate,
        isOpen: requirements.every((one) => one.met),
        requirements,
        ...(changesAt === undefined ? {} : { changesAt }),
    };
}
;// ./dist/libs/domain/src/gates/common-requirements.js




const liftsHold = {
    'identity-mismatch': decide('resolve-identity-mismatch', 'Resolve the identity mismatch'),
    'temperature-excursion': decide('dispose-excursion', 'Decide on the temperature excursion'),
    manual: decide('lift-hold', 'Lift the hold'),
    deviation: decide('lift-hold', 'Lift the hold'),
    recall: decide('lift-hold', 'Lift the hold'),
    'duplicate-enrolment': decide('lift-hold', 'Lift the hold'),
    'identity-mismatch-collateral': decide('lift-hold', 'Lift the hold'),
    'consent-withdrawn': recordFact('consent.signed', 'Record a new consent'),
};
/** What every gate needs: the patient alive and nothing on hold. */
function always(state) {
    return [
        requirement(state, {
            id: 'patient-alive',
            text: 'The patient is alive',
            met: state.death === null,
            owner: 'clinic',
            rule: 'A journey ends with the death of the patient',
            evidence: [state.death?.evidence],
        }),
        requirement(state, {
            id: 'no-hold',
            text: state.holds.length === 0
                ? 'Nothing is on hold'
                : `On hold: ${state.holds.map((hold) => hold.kind).join(', ')}`,
            met: state.holds.length === 0,
            owner: state.holds.some((hold) => hold.kind === 'manual') ? 'coordinator' : 'quality',
            rule: 'No step is taken while a hold stands',
            evidence: state.holds.map((hold) => hold.placedBy),
            actions: state.holds.flatMap((hold) => liftsHold[hold.kind] ?? []),
        }),
    ];
}
/** The patient's consent to treatment, signed and not withdrawn. */
function treatmentConsent(state) {
    const consent = state.consents['treatment'];
    return requirement(state, {
        id: 'treatment-consent',
        text: 'The patient has consented to the treatment',
        met: consent?.given === true,
        owner: 'clinic',
        rule: 'The latest statement about treatment consent counts',
        evidence: [consent?.evidence],
        actions: [recordFact('consent.signed', 'Record the signed consent')],
    });
}
/** The payer's approval of one part of the treatment. */
function coverage(state, covered, now) {
    const known = state.coverage[covered];
    const end = known?.validUntil === undefined ? undefined : latestInstantAllowed(known.validUntil);
    const isValid = end === undefined || isBefore(now, end);
    const met = known?.status === 'approved' && isValid;
    return requirement(state, {
        id: `coverage-${covered}`,
        text: `The payer covers: ${covered}`,
        met,
        owner: 'clinic',
        overridable: true,
        rule: 'The latest answer of the payer counts, until its last day',
        evidence: [known?.evidence],
        actions: [recordFact('coverage.approved', 'Record the approval')],
        changesAt: met ? end : undefined,
    });
}
/** A decision that must be in force; `text` is what it says. */
function decisionTaken(state, decision, id) {
    const made = decisionInForce(state, decision.type);
    return requirement(state, {
        id,
        text: decision.text,
        met: made !== undefined,
        owner: decision.owner,
        rule: `Needs the decision ${decision.type}`,
        evidence: made === undefined ? [] : [`${state.journeyId}/${made.sequence}`],
        actions: [decide(decision.type, decision.label)],
    });
}
;// ./dist/libs/domain/src/journey/event.js

const ownInstantField = {
    'patient.measured': 'measuredAt',
    'screening.resulted': 'collectedAt',
    'laboratory.resulted': 'collectedAt',
    'apheresis.started': 'startedAt',
    'apheresis.completed': 'completedAt',
    'product.received': 'receivedAt',
    'material.received': 'receivedAt',
    'shipment.received': 'receivedAt',
    'disease.progressed': 'assessedAt',
    'lymphodepletion.completed': 'completedAt',
    'product.thawed': 'thawedAt',
    'vitals.recorded': 'measuredAt',
    'capd.assessed': 'assessedAt',
    'medication.given': 'givenAt',
    'response.assessed': 'assessedAt',
    'relapse.detected': 'detectedAt',
    'safety-switch.activated': 'activatedAt',
    'shipment.temperature-breached': 'since',
    'telemetry.recorded': 'recordedAt',
};
/** When an event happened: its type's own instant, else `happenedAt`, else when it was recorded. */
function happenedAt(event) {
    const own = ownInstantField[event.type];
    const value = (own === undefined ? undefined : event.data[own]) ?? event.data['happenedAt'];
    return typeof value === 'string' ? value : event.time;
}
/** An event as if it had been recorded and had happened when it arrived: what is left of the instants of a wrong clock. */
function asArrived(event, arrivedAt) {
    const own = ownInstantField[event.type];
    const fields = [own, 'happenedAt'].filter((field) => field !== undefined && event.data[field] !== undefined);
    const instants = Object.fromEntries(fields.map((field) => [field, arrivedAt]));
    return { ...event, time: arrivedAt, data: { ...event.data, ...instants } };
}
const clockToleranceMs = 5 * 60_000;
/** Whether an event tells of product that flows into the patient. */
function isOfInfusion({ type }) {
    return type.startsWith('infusion.') && type !== 'infusion.reaction-reported';
}
/** Product flows and is thawed after the patient was enrolled; results and consents may be older. */
function isOfTreatment(event) {
    return event.type === 'product.thawed' || isOfInfusion(event);
}
/**
 * Whether the clock of an event is wrong: it says that it was recorded or happened more than five minutes after it `arrivedAt`,
 * or that product was thawed or flowed before the patient was enrolled.
 */
function isClockSuspect(event, arrivedAt, { enrolledAt }) {
    const happened = happenedAt(event);
    const latest = Math.max(Date.parse(event.time), Date.parse(happened));
    return (latest > Date.parse(arrivedAt) + clockToleranceMs ||
        (isOfTreatment(event) && isBefore(happened, enrolledAt)));
}
/** The name under which a journey remembers an event for life, before hashing. */
function eventKey(event) {
    return `${event.source}|${event.id}`;
}
;// ./dist/libs/domain/src/facts/fact.js

/** The evidence an event gives; that of a wrong clock has the time of its arrival, see `asArrived`. */
function evidenceOf({ id, source, ...event }, doubts) {
    return { eventId: id, source, happenedAt: happenedAt(event), ...doubts };
}
/**
 * Whether `incoming` outranks `existing`: facts of one kind order by when they happened, then source, then id,
 * so that the order of arrival never matters. What a wrong clock says ranks by its arrival, and first at one instant: bad news
 * of it counts, and good news opens no gate.
 */
function outranks(incoming, existing) {
    if (existing === undefined)
        return true;
    const difference = Date.parse(incoming.happenedAt) - Date.parse(existing.happenedAt);
    if (difference !== 0)
        return difference > 0;
    if (incoming.clockSuspect !== existing.clockSuspect)
        return incoming.clockSuspect === true;
    if (incoming.source !== existing.source)
        return incoming.source > existing.source;
    return incoming.eventId > existing.eventId;
}
/** Puts `value` under `key` unless what stands there outranks it. */
function latestUnder(record, key, value) {
    return outranks(value.evidence, record[key]?.evidence) ? { ...record, [key]: value } : record;
}
/** Changes the state unless an event that outranks this one already said `what`. */
function stating(state, what, evidence, change) {
    return outranks(evidence, state.statements[what])
        ? change({ ...state, statements: { ...state.statements, [what]: evidence } })
        : state;
}
/** The list with one more item, in the order in which things happened. */
function inOrder(items, item) {
    return [...items, item].toSorted((a, b) => (outranks(a.evidence, b.evidence) ? 1 : -1));
}
/** The list with every item that `matches` changed. */
function changeWhere(items, matches, change) {
    return items.map((item) => (matches(item) ? change(item) : item));
}
;// ./dist/libs/domain/src/gates/wash-out.js



/** The earliest instant at which every wash-out of the recorded medication is over; null when it is unknown. */
function earliestSafeApheresis(state) {
    let earliest = '1970-01-01T00:00:00.000Z';
    for (const rule of state.rules.washOuts) {
        for (const medication of Object.values(state.medications)) {
            if (medication.drugClass !== rule.drugClass)
                continue;
            const last = medication.lastDose === undefined ? undefined : latestInstantAllowed(medication.lastDose);
            if (medication.ongoing === true || medication.unknown === true || last === undefined) {
                return null;
            }
            const safe = plusDays(last, rule.days);
            if (isBefore(earliest, safe))
                earliest = safe;
        }
    }
    return earliest;
}
/** Every wash-out is over on the planned day of the apheresis. */
function washOutsOver(state, apheresisAt) {
    const safeFrom = earliestSafeApheresis(state);
    const met = safeFrom !== null && apheresisAt !== undefined && !isBefore(apheresisAt, safeFrom);
    return requirement(state, {
        id: 'wash-outs-over',
        text: safeFrom === null
            ? 'The last dose of a medication that needs a wash-out is not known'
            : 'All wash-outs are over on the day of the apheresis',
        met,
        owner: 'physician',
        overridable: true,
        rule: 'Per drug class, the interval from the latest instant the last dose may have been given',
        evidence: Object.values(state.medications).map((medication) => medication.evidence),
        actions: [recordFact('medication.recorded', 'Record the last dose')],
    });
}
;// ./dist/libs/domain/src/gates/scheduling.gate.js





/** The schedule in force; what is booked by the ids under which it was offered. */
function bookedSchedule(state) {
    const booked = decisionInForce(state, 'book-schedule');
    if (booked === undefined)
        return null;
    const { data } = booked;
    return {
        slotId: keyOf(state.slots, data['slotId']),
        apheresisAppointmentId: keyOf(state.appointments, data['apheresisAppointmentId']),
        bedAppointmentId: keyOf(state.appointments, data['bedAppointmentId']),
    };
}
/** The appointment for the apheresis that is booked, if any. */
function apheresisAppointment(state) {
    const id = bookedSchedule(state)?.apheresisAppointmentId;
    return id === undefined ? undefined : state.appointments[id];
}
function scheduleBooked(state) {
    const offered = (kind) => Object.values(state.appointments).some((one) => one.kind === kind && one.status !== 'declined' && one.status !== 'cancelled');
    const hasSlot = Object.values(state.slots).some((slot) => slot.status !== 'withdrawn');
    const missing = [
        ...(hasSlot ? [] : ['a manufacturing slot']),
        ...(offered('apheresis') ? [] : ['an apheresis appointment']),
        ...(offered('bed') ? [] : ['a bed']),
    ];
    const schedule = bookedSchedule(state);
    const isStanding = schedule !== null && stands(state, schedule);
    return requirement(state, {
        id: 'schedule-booked',
        text: missing.length === 0 || isStanding
            ? 'The coordinator has booked the chain of dates'
            : `Waiting for the offer of ${missing.join(' and ')}`,
        met: isStanding,
        owner: missing.length === 0 ? 'coordinator' : hasSlot ? 'clinic' : 'manufacturer',
        rule: 'Slot, apheresis and bed are booked together or not at all',
        evidence: [
            ...Object.values(state.slots).map((slot) => slot.evidence.eventId),
            ...Object.values(state.appointments).map((one) => one.evidence.eventId),
        ],
        actions: missing.length === 0 ? [decide('book-schedule', 'Book the schedule')] : [],
    });
}
/** Nothing of what is booked was taken back by who offered it. */
function stands(state, booked) {
    const { slotId, apheresisAppointmentId, bedAppointmentId } = booked;
    const isTakenBack = [apheresisAppointmentId, bedAppointmentId].some((id) => {
        const status = id === undefined ? undefined : state.appointments[id]?.status;
        return status === 'declined' || status === 'cancelled';
    });
    return !isTakenBack && (slotId === undefined || state.slots[slotId]?.status !== 'withdrawn');
}
function confirmedAppointment(state, id, appointmentId, what) {
    const known = appointmentId === undefined ? undefined : state.appointments[appointmentId];
    return requirement(state, {
        id,
        text: `The clinic has confirmed ${what}`,
        met: known?.status === 'confirmed',
        owner: 'clinic',
        rule: 'The highest revision of the appointment counts',
        evidence: [known?.evidence],
        actions: [{ kind: 'record', name: 'appointment.confirmed', label: 'Record the confirmation' }],
    });
}
/** `schedule.confirmed`: every link of the chain of dates is confirmed by who owns it. */
function scheduleConfirmed(state, _now) {
    const schedule = bookedSchedule(state);
    const slot = schedule?.slotId === undefined ? undefined : state.slots[schedule.slotId];
    return evaluation('schedule.confirmed', [
        ...always(state),
        treatmentConsent(state),
        scheduleBooked(state),
        requirement(state, {
            id: 'slot-confirmed',
            text: 'The manufacturer has confirmed the slot',
            met: slot?.status === 'confirmed',
            owner: 'manufacturer',
            rule: 'The highest revision of the slot counts',
            evidence: [slot?.evidence],
            actions: [{ kind: 'record', name: 'slot.confirmed', label: 'Record the confirmation' }],
        }),
        confirmedAppointment(state, 'apheresis-appointment-confirmed', schedule?.apheresisAppointmentId, 'the apheresis'),
        confirmedAppointment(state, 'bed-appointment-confirmed', schedule?.bedAppointmentId, 'the bed'),
        washOutsOver(state, apheresisAppointment(state)?.startsAt),
    ]);
}
;// ./dist/libs/domain/src/gates/screening-requirements.js


const cellsPerMicrolitre = {
    '/uL': 1,
    '10*3/uL': 1_000,
    '10*9/L': 1_000,
    '10*6/L': 1,
};
/** A cell count in cells per microlitre; undefined when the unit is not one of cells per volume. */
function perMicrolitre(value, unit) {
    const factor = cellsPerMicrolitre[unit ?? '/uL'];
    return factor === undefined ? undefined : value * factor;
}
function asMeasured(value, unit, wanted) {
    const measured = perMicrolitre(value, unit);
    const isCells = wanted !== undefined && Object.hasOwn(cellsPerMicrolitre, wanted);
    return isCells ? (measured ?? Number.NaN) / (cellsPerMicrolitre[wanted] ?? 1) : value;
}
function passes(criterion, result) {
    switch (criterion.kind) {
        case 'minimum':
        case 'maximum': {
            if (result.value === undefined || criterion.value === undefined)
                return false;
            const value = asMeasured(result.value, result.unit, criterion.unit);
            // Below something may be anything lower, above something anything higher.
            return criterion.kind === 'minimum'
                ? result.comparator !== '<' && value >= criterion.value
                : result.comparator !== '>' && value <= criterion.value;
        }
        case 'negative':
            return result.qualitative === 'negative';
        case 'done':
            return (result.value !== undefined ||
                (result.qualitative !== undefined && result.qualitative !== 'not-done'));
    }
}
function ruleText(criterion) {
    const unit = criterion.unit === undefined ? '' : ` ${criterion.unit}`;
    switch (criterion.kind) {
        case 'minimum':
            return `${criterion.test} at least ${criterion.value}${unit}`;
        case 'maximum':
            return `${criterion.test} at most ${criterion.value}${unit}`;
        case 'negative':
            return `${criterion.test} must be negative`;
        case 'done':
            return `${criterion.test} must have been tested`;
    }
}
/** One screening criterion: its latest result passes and is not older than `validityDays`. */
function screeningPassed(state, criterion, validity, now) {
    const result = state.screening[criterion.test];
    const validUntil = result === undefined ? undefined : plusDays(result.collectedAt, validity.days);
    const isFresh = result !== undefined &&
        validUntil !== undefined &&
        isBefore(now, validUntil) &&
        (validity.notBefore === undefined || !isBefore(result.collectedAt, validity.notBefore));
    const met = isFresh && passes(criterion, result);
    return requirement(state, {
        id: `screening-${criterion.test}`,
        text: `Screening: ${ruleText(criterion)}`,
        met,
        owner: 'clinic',
        overridable: criterion.overridable,
        rule: `${ruleText(criterion)}; valid for ${validity.days} days after collection`,
        evidence: [result?.evidence],
        actions: [recordFact('screening.resulted', `Record the result of ${criterion.test}`)],
        changesAt: met ? validUntil : undefined,
        consequence: 'The step waits until a valid result is in',
    });
}
;// ./dist/libs/domain/src/gates/leukapheresis.gate.js







/** The donations of the current collection attempt. */
function currentDonations(state) {
    return state.donations.filter((donation) => donation.attempt === state.attempts.apheresis);
}
/** `apheresis.may-start`: counts of the day, wash-outs, consent. */
function apheresisMayStart(state, now) {
    const appointment = apheresisAppointment(state);
    const notBefore = appointment === undefined ? undefined : plusHours(appointment.startsAt, -24);
    const { eligibility, apheresis } = state.rules;
    return evaluation('apheresis.may-start', [
        ...always(state),
        treatmentConsent(state),
        washOutsOver(state, appointment?.startsAt),
        ...apheresis.dayCounts.map((criterion) => screeningPassed(state, criterion, { days: eligibility.screeningValidityDays, notBefore }, now)),
    ]);
}
function enoughCells(state, donations) {
    const counts = donations.flatMap((donation) => state.counts[donation.donationId] ?? []);
    const isCounted = donations.length > 0 && counts.length === donations.length;
    const cd3 = counts.reduce((sum, count) => sum + count.cd3Cells, 0);
    const nucleated = counts.reduce((sum, count) => sum + count.totalNucleatedCells, 0);
    const { minimumCd3Cells, minimumTotalNucleatedCells } = state.rules.apheresis;
    const isEnough = isCounted && cd3 >= minimumCd3Cells && nucleated >= (minimumTotalNucleatedCells ?? 0);
    const isAccepted = decisionInForce(state, 'accept-low-yield') !== undefined;
    return requirement(state, {
        id: 'yield-sufficient',
        text: !isCounted
            ? 'The collected cells are counted'
            : isEnough
                ? 'Enough cells were collected'
                : 'Fewer cells were collected than the product asks for',
        met: isEnough || (isCounted && isAccepted),
        owner: isCounted ? 'physician' : 'clinic',
        overridable: true,
        rule: `At least ${minimumCd3Cells} CD3 cells${minimumTotalNucleatedCells === undefined
            ? ''
            : ` and ${minimumTotalNucleatedCells} nucleated cells`}, all bags of the attempt together`,
        evidence: counts.map((count) => count.evidence),
        actions: isCounted
            ? [
                decide('accept-low-yield', 'Accept the low yield'),
                decide('request-second-apheresis', 'Collect a second time'),
            ]
            : [recordFact('collection.counted', 'Record the cell count')],
    });
}
/** `material.may-ship`: collected, counted, labelled, infectious-disease markers in. */
function materialMayShip(state, now) {
    const donations = currentDonations(state);
    const bags = donations.flatMap((donation) => donation.bags);
    const { apheresis, eligibility } = state.rules;
    return evaluation('material.may-ship', [
        ...always(state),
        treatmentConsent(state),
        requirement(state, {
            id: 'apheresis-completed',
            text: 'The apheresis is completed',
            met: donations.length > 0,
            owner: 'clinic',
            rule: 'A donation of the current attempt, bound to this journey',
            evidence: donations.map((donation) => donation.evidence),
            actions: [
                recordFact('apheresis.completed', 'Record the apheresis'),
                decide('request-second-apheresis', 'Collect a second time'),
            ],
        }),
        enoughCells(state, donations),
        requirement(state, {
            id: 'bags-labelled',
            text: 'Every bag carries its label',
            met: bags.length > 0 && bags.every((bag) => state.labels[bag.bagId] !== undefined),
            owner: 'clinic',
            rule: 'One live label per bag',
            evidence: donations.map((donation) => donation.evidence),
            actions: [recordFact('label.applied', 'Record the label')],
        }),
        ...apheresis.infectiousMarkers.map((test) => screeningPassed(state, { test, kind: 'done', hard: true, overridable: false }, { days: eligibility.screeningValidityDays }, now)),
    ]);
}
;// ./dist/libs/domain/src/journey/vocabulary.js
/** The stages of an autologous journey, in order. */
const stages = [
    'referral',
    'eligibility',
    'scheduling',
    'leukapheresis',
    'outbound-shipment',
    'manufacturing',
    'inbound-shipment',
    'lymphodepletion',
    'infusion',
    'monitoring',
    'follow-up',
    'closed',
];
/** How a journey can end. */
const outcomes = [
    'completed',
    'ineligible',
    'declined',
    'withdrawn',
    'coverage-denied',
    'no-slot',
    'manufacturing-failed',
    'progressed',
    'adverse-event',
    'physician-decision',
    'other-therapy',
    'deceased',
    'lost-to-follow-up',
    'transferred',
    'discontinued',
    'duplicate',
    'entered-in-error',
];
;// ./dist/libs/domain/src/journey/cargo.js



/** The leg a shipment runs: as stated, else by who received it, else by how far the journey is. */
function legOf(state, shipment) {
    if (shipment.leg !== null)
        return shipment.leg;
    const { shipmentId } = shipment;
    if (state.productReceipts.some((one) => one.shipmentId === shipmentId)) {
        return 'manufacturer-to-clinic';
    }
    const isLate = stages.indexOf(state.stage) > stages.indexOf('manufacturing');
    const isMaterial = state.materialReceipts.some((one) => one.shipmentId === shipmentId);
    return isLate && !isMaterial ? 'manufacturer-to-clinic' : 'collection-to-manufacturer';
}
/** The batch that travels or travelled on a shipment, if it carries product. */
function productAboard(state, shipment) {
    if (legOf(state, shipment) !== 'manufacturer-to-clinic')
        return undefined;
    const receipt = state.productReceipts.findLast((one) => one.shipmentId === shipment.shipmentId);
    if (receipt !== undefined)
        return state.batches.find((one) => one.batchId === receipt.batchId);
    // Nobody carries what was not begun: a shipment heard of before the present attempt carries the one before.
    const heardOf = shipment.milestones[0]?.at;
    const begun = state.batches.filter((batch) => heardOf === undefined || isAtOrAfter(heardOf, batch.startedAt));
    return begun.at(-1) ?? currentBatch(state);
}
/** What must come before a scan of product can be judged: its batch or its release, unless another product is in hand. */
function awaitedBeforeScan(state, { batchId }) {
    const known = state.batches.find((batch) => batch.batchId === batchId);
    if (known?.release != null || productInHand(state) !== undefined)
        return null;
    return known === undefined ? 'manufacturing.started' : 'batch.released';
}
;// ./dist/libs/domain/src/gates/release-test.js

/** A release test of a batch has passed, or is pending where the product allows it. */
function testPassed(state, batch, test) {
    const results = batch?.tests.filter((result) => result.test === test) ?? [];
    const isPending = batch?.release?.pendingTests.includes(test) === true &&
        state.rules.manufacturing.mayBePending.includes(test);
    return requirement(state, {
        id: `test-${test}`,
        text: isPending
            ? `${test} is lawfully pending at release`
            : `The release test ${test} has passed`,
        met: results.length > 0 ? results.every((result) => result.passed) : isPending,
        owner: 'quality-laboratory',
        rule: 'Every final result of the batch has passed; a pending test only where the product allows',
        evidence: results.map((result) => result.evidence),
        actions: [recordFact('quality.tested', `Record the result of ${test}`)],
    });
}
;// ./dist/libs/domain/src/gates/product-released.js




/** Tests of a batch that failed and that its product must pass. */
function failedTests(state, batch) {
    const { requiredTests } = state.rules.manufacturing;
    return batch.tests.flatMap(({ test, passed }) => !passed && requiredTests.includes(test) ? [test] : []);
}
/** Required tests of a batch that have not passed and are not lawfully pending. */
function openTests(state, batch) {
    return state.rules.manufacturing.requiredTests.filter((test) => !testPassed(state, batch, test).met);
}
/** Whether the product of the current attempt can no longer be given: its batch ended otherwise, is lost, or all bags broke. */
function isProductLost(state) {
    const batch = currentBatch(state);
    if (batch === undefined)
        return false;
    if (batch.status === 'started')
        return false;
    if (batch.status !== 'released' || failedTests(state, batch).length > 0)
        return true;
    return isLostSinceRelease(state, batch);
}
/** Whether a batch is gone as a thing, whatever its papers say: lost on its way, or no bag of it is whole. */
function isLostSinceRelease(state, batch) {
    const bags = batch.release?.bags ?? [];
    const receipt = state.productReceipts.findLast((one) => one.batchId === batch.batchId);
    const arrivedAs = (bagId) => receipt?.bags.find((bag) => bag.bagId === bagId)?.condition;
    const isBroken = bags.every(({ bagId }) => state.damagedBags.includes(bagId) || (arrivedAs(bagId) ?? 'intact') !== 'intact');
    return isBroken || (receipt === undefined && isLostOnTheWay(state, batch));
}
function isLostOnTheWay(state, batch) {
    const inbound = state.shipments.filter((one) => one.leg === 'manufacturer-to-clinic' && productAboard(state, one) === batch);
    return inbound.length > 0 && inbound.every((one) => one.status === 'lost');
}
/** Why the product in hand may not be given, in words for a clinician; undefined when it may. */
function reasonAgainst(state, batch) {
    if (batch?.status !== 'released' || batch.release === null) {
        return `The product is not released: ${batch?.status ?? 'there is no batch'}`;
    }
    const failed = failedTests(state, batch);
    if (failed.length > 0)
        return `The product failed a release test: ${failed.join(', ')}`;
    const open = openTests(state, batch);
    if (open.length > 0)
        return `The product has no result of a release test: ${open.join(', ')}`;
    if (!isOfJourney(state, batch.release.coi))
        return 'The product is released for somebody else';
    if (isGivenUp(state, batch))
        return 'The product is given up for another attempt';
    return isLostSinceRelease(state, batch) ? 'The product is lost' : undefined;
}
/** The product on site is released for this patient and nothing has taken that back; never overridable. */
function productReleased(state) {
    const batch = currentBatch(state);
    const against = reasonAgainst(state, batch);
    return requirement(state, {
        id: 'product-released',
        text: against ?? 'The product is released for this patient',
        met: against === undefined,
        owner: 'quality',
        rule: 'Released for this patient, every release test passed or lawfully pending, not withdrawn, rejected, lost or given up since',
        evidence: [
            batch?.release?.evidence,
            ...(batch?.tests ?? []).filter((one) => !one.passed).map((one) => one.evidence),
        ],
        actions: [
            decide('order-remanufacture', 'Order manufacture from retained material'),
            decide('request-second-apheresis', 'Collect a second time'),
            decide('close-journey', 'Close the journey'),
        ],
    });
}
;// ./dist/libs/domain/src/gates/manufacturing.gate.js








function isSameSet(a, b) {
    return a.every((one) => b.includes(one)) && b.every((one) => a.includes(one));
}
function materialReceived(state) {
    const donations = currentDonations(state);
    const donationIds = donations.map((donation) => donation.donationId);
    const bagIds = donations.flatMap((donation) => donation.bags.map((bag) => bag.bagId));
    const receipt = state.materialReceipts.findLast((known) => known.donationIds.some((id) => donationIds.includes(id)));
    const isSame = receipt !== undefined &&
        isOfJourney(state, receipt.coi) &&
        isSameSet(receipt.donationIds, donationIds) &&
        isSameSet(receipt.bagIds, bagIds);
    const evidence = [receipt?.evidence];
    return [
        requirement(state, {
            id: 'material-received',
            text: 'The manufacturer has received the material',
            met: receipt !== undefined,
            owner: receipt === undefined && donations.length > 0 ? 'logistics' : 'manufacturer',
            rule: "The manufacturer's own receipt counts; a courier's delivery is a note only",
            evidence,
            actions: [recordFact('material.received', 'Record the receipt')],
        }),
        requirement(state, {
            id: 'material-identity-equal',
            text: 'What the manufacturer scanned is what was collected from this patient',
            met: isSame,
            owner: 'manufacturer',
            rule: 'Chain of identity, donations and bags equal those of the collection',
            evidence: [...evidence, ...donations.map((donation) => donation.evidence)],
        }),
        requirement(state, {
            id: 'material-seal-intact',
            text: 'The seal was intact on arrival',
            met: receipt !== undefined && receipt.sealIntact !== false,
            owner: 'manufacturer',
            rule: 'A broken seal needs a decision of quality',
            evidence,
            overridable: true,
        }),
    ];
}
/** The manufacturer has not rejected what it received; a later receipt is of other material. */
function materialAccepted(state) {
    const rejection = state.materialRejections.at(-1);
    const receipt = state.materialReceipts.at(-1);
    const met = rejection === undefined ||
        (receipt !== undefined && outranks(receipt.evidence, rejection.evidence));
    return requirement(state, {
        id: 'material-accepted',
        text: met
            ? 'The manufacturer has not rejected the material'
            : `The manufacturer has rejected the material: ${rejection.reason}`,
        met,
        owner: 'quality',
        rule: 'The latest of receipt and rejection counts',
        evidence: [rejection?.evidence, ...(rejection === undefined ? [] : [receipt?.evidence])],
        actions: [
            decide('request-second-apheresis', 'Collect a second time'),
            decide('close-journey', 'Close the journey'),
        ],
    });
}
/** No excursion on a leg waits for assessment or disposition. */
function noOpenExcursion(state, leg) {
    const excursions = state.shipments
        .filter((shipment) => shipment.leg === leg || shipment.leg === null)
        .flatMap((shipment) => shipment.excursions);
    return requirement(state, {
        id: 'no-open-excursion',
        text: 'No temperature excursion waits for a decision',
        met: excursions.every((excursion) => excursion.disposition !== null),
        owner: 'quality',
        rule: 'Every excursion is assessed by the manufacturer and disposed of by quality',
        evidence: excursions.map((excursion) => excursion.evidence),
        actions: [decide('dispose-excursion', 'Decide on the temperature excursion')],
    });
}
/** `manufacturing.may-start`: the right material arrived intact, and the payer covers the product. */
function manufacturingMayStart(state, now) {
    return evaluation('manufacturing.may-start', [
        ...always(state),
        treatmentConsent(state),
        coverage(state, 'product', now),
        ...materialReceived(state),
        materialAccepted(state),
        noOpenExcursion(state, 'collection-to-manufacturer'),
    ]);
}
/** How the present attempt stands: as what it ended without a product, undefined while it runs or its product is there. */
function endOf(state, batch) {
    if (batch.status === 'started' || isGivenUp(state, batch))
        return undefined;
    if (batch.status !== 'released')
        return batch.status;
    return isLostSinceRelease(state, batch) ? 'lost' : undefined;
}
function batchReleased(state, batch) {
    const ended = batch === undefined ? undefined : endOf(state, batch);
    const days = state.rules.manufacturing.expectedDays;
    return requirement(state, {
        id: 'batch-released',
        text: ended === undefined
            ? 'The batch is released'
            : `Manufacture attempt ${batch?.attempt ?? 1} ended as ${ended}: decide how to go on`,
        met: batch?.status === 'released' && ended === undefined && !isGivenUp(state, batch),
        owner: ended === undefined ? 'manufacturer' : 'quality',
        rule: 'Released for this patient by the manufacturer, neither lost nor given up for another attempt since',
        evidence: [batch?.evidence, batch?.failure?.evidence, batch?.release?.evidence],
        ...(batch === undefined ? {} : { dueAt: plusDays(batch.startedAt, days) }),
        actions: ended === undefined
            ? []
            : [
                decide('order-remanufacture', 'Order manufacture from retained material'),
                decide('request-second-apheresis', 'Collect a second time'),
                decide('close-journey', 'Close the journey'),
            ],
    });
}
/** The released batch is not past its expiry. */
function notExpired(state, now) {
    const release = currentBatch(state)?.release;
    const expiresAt = release?.expiresAt;
    const met = expiresAt !== undefined && isBefore(now, expiresAt);
    return requirement(state, {
        id: 'product-not-expired',
        text: 'The product is within its shelf life',
        met,
        owner: 'manufacturer',
        rule: 'The expiry stated at release',
        evidence: [release?.evidence],
        changesAt: met ? expiresAt : undefined,
    });
}
/** `product.may-ship`: the batch is released for this patient, tested and within its shelf life. */
function productMayShip(state, now) {
    const batch = currentBatch(state);
    const release = batch?.release;
    return evaluation('product.may-ship', [
        ...always(state),
        treatmentConsent(state),
        batchReleased(state, batch),
        requirement(state, {
            id: 'release-identity-equal',
            text: 'The release names this patient',
            met: release != null && isOfJourney(state, release.coi),
            owner: 'manufacturer',
            rule: 'Chain of identity on the certificate of release',
            evidence: [release?.evidence],
        }),
        ...state.rules.manufacturing.requiredTests.map((test) => testPassed(state, batch, test)),
        notExpired(state, now),
    ]);
}
;// ./dist/libs/domain/src/gates/lymphodepletion.gate.js









/** The product on site is the released one, for this patient, intact and cold. */
function productOnSite(state) {
    const receipt = productReceipt(state);
    const release = currentBatch(state)?.release;
    const received = receipt?.bags.map((bag) => bag.bagId) ?? [];
    const isWhole = receipt !== undefined &&
        isOfJourney(state, receipt.coi) &&
        release !== undefined &&
        release !== null &&
        release.bags.every((bag) => received.includes(bag.bagId));
    const limit = state.rules.product.storageMaxCelsius;
    const evidence = [receipt?.evidence];
    const isIntact = receipt !== undefined &&
        receipt.sealIntact &&
        receipt.bags.every((bag) => bag.condition === 'intact');
    return [
        requirement(state, {
            id: 'product-received',
            text: 'Product received at the treatment centre and identity checked',
            met: isWhole,
            owner: receipt === undefined ? 'logistics' : 'clinic',
            rule: 'Chain of identity, batch and every released bag as scanned by the treatment centre',
            evidence,
            actions: [recordFact('product.received', 'Record receipt')],
        }),
        requirement(state, {
            id: 'product-intact',
            text: 'The seal and every bag were intact on arrival',
            met: isIntact,
            owner: 'quality',
            rule: 'Seal and condition as recorded at receipt',
            evidence,
            overridable: true,
        }),
        requirement(state, {
            id: 'product-cold',
            text: `The product stayed at or below ${limit} °C on its way`,
            met: receipt !== undefined && isAcceptable(state, receipt, limit),
            owner: 'quality',
            rule: `Storage limit of the product, ${limit} °C; above it only with an accepted excursion of at least the warmest reading at receipt`,
            evidence,
        }),
    ];
}
/**
 * Product that was too warm needs its excursions accepted, one of them as warm as what the logger showed at receipt; product
 * of a rejected excursion is never given.
 */
function isAcceptable(state, { shipmentId, maxCelsius }, limit) {
    const shipment = state.shipments.find((one) => one.shipmentId === shipmentId);
    const excursions = shipment?.excursions ?? [];
    const dispositions = excursions.map((excursion) => excursion.disposition);
    if (dispositions.includes('rejected'))
        return false;
    if (maxCelsius <= limit)
        return true;
    return !dispositions.includes(null) && excursions.some((one) => one.worstCelsius >= maxCelsius);
}
/** Nobody is made ready for a product of which no bag is left. */
function bagCanBeGiven(state) {
    const receipt = productReceipt(state);
    return requirement(state, {
        id: 'bag-can-be-given',
        text: 'At least one bag of the product can be given',
        met: bagsToGive(state).length > 0,
        owner: receipt === undefined ? 'logistics' : 'quality',
        rule: 'Released, received intact, not damaged since and not given yet',
        evidence: [receipt?.evidence],
        actions: receipt === undefined
            ? [recordFact('product.received', 'Record receipt')]
            : [
                decide('order-remanufacture', 'Order manufacture from retained material'),
                decide('request-second-apheresis', 'Collect a second time'),
            ],
    });
}
/** No active infection, by a result collected not before `notBefore`. */
function noActiveInfection(state, now, notBefore) {
    return screeningPassed(state, { test: 'active-infection', kind: 'negative', hard: true, overridable: true }, { days: state.rules.eligibility.screeningValidityDays, notBefore }, now);
}
function bridgingWashOut(state, now) {
    const { bridging } = state;
    if (bridging === null)
        return [];
    const days = state.rules.bridging.washOuts.find((rule) => rule.modality === bridging.modality)?.days;
    const safeFrom = bridging.lastDoseAt === null ? undefined : plusDays(bridging.lastDoseAt, days ?? 0);
    const isCompleted = bridging.completedAt !== null &&
        (bridging.startedAt === null || isAtOrAfter(bridging.completedAt, bridging.startedAt));
    const met = isCompleted && safeFrom !== undefined && !isBefore(now, safeFrom);
    return [
        requirement(state, {
            id: 'bridging-wash-out',
            text: !isCompleted
                ? 'Bridging therapy is completed and its wash-out over'
                : 'The wash-out of the bridging therapy is over',
            met,
            owner: isCompleted ? 'time' : 'clinic',
            overridable: true,
            rule: `${days ?? 0} days from the last dose (${bridging.modality}) to lymphodepletion`,
            evidence: [state.statements['bridging/started'], state.statements['bridging/completed']],
            changesAt: isCompleted && !met ? safeFrom : undefined,
            dueAt: safeFrom,
            actions: [recordFact('bridging.completed', 'Record the end of bridging therapy')],
        }),
    ];
}
/** `lymphodepletion.may-start`: only with the product on site. */
function lymphodepletionMayStart(state, now) {
    return evaluation('lymphodepletion.may-start', [
        ...always(state),
        treatmentConsent(state),
        coverage(state, 'product', now),
        coverage(state, 'stay', now),
        ...productOnSite(state),
        productReleased(state),
        bagCanBeGiven(state),
        noOpenExcursion(state, 'manufacturer-to-clinic'),
        notExpired(state, now),
        ...bridgingWashOut(state, now),
        noActiveInfection(state, now),
        decisionTaken(state, {
            type: 'authorize-lymphodepletion',
            text: 'A physician has authorised lymphodepletion',
            label: 'Authorise lymphodepletion',
            owner: 'physician',
        }, 'lymphodepletion-authorized'),
    ]);
}
;// ./dist/libs/domain/src/gates/infusion.gate.js










/** When lymphodepletion lets the infusion happen: from, and until where the product has a last day. */
function infusionWindow(state) {
    const course = state.lymphodepletion;
    const completedAt = course?.completedAt ?? null;
    const isCurrent = course !== null && course.attempt >= state.attempts.lymphodepletion;
    if (completedAt === null || !isCurrent)
        return null;
    const { from, until } = state.rules.lymphodepletion.toInfusionDays;
    return {
        from: plusDays(completedAt, from),
        // 24 hours a day: never later than the last calendar day of the label in any time zone.
        until: until === null ? null : plusDays(completedAt, until),
    };
}
function lymphodepletionDone(state, now) {
    const window = infusionWindow(state);
    const about = `lymphodepletion/${state.lymphodepletion?.attempt ?? 1}`;
    const evidence = [state.statements[`${about}/started`], state.statements[`${about}/completed`]];
    const { from, until, recommendedUntil } = state.rules.lymphodepletion.toInfusionDays;
    const isOver = window?.until != null && !isBefore(now, window.until);
    const isReached = window !== null && !isBefore(now, window.from);
    const isInWindow = isReached && !isOver;
    const next = window === null ? undefined : isReached ? (window.until ?? undefined) : window.from;
    return [
        requirement(state, {
            id: 'lymphodepletion-completed',
            text: 'Lymphodepletion is completed',
            met: window !== null,
            owner: 'clinic',
            rule: 'The end of the last course of lymphodepletion',
            evidence,
            actions: [recordFact('lymphodepletion.completed', 'Record the end of lymphodepletion')],
        }),
        requirement(state, {
            id: 'lymphodepletion-window',
            text: isOver
                ? 'The window after lymphodepletion is over: repeat lymphodepletion or stop'
                : 'The time since lymphodepletion is within the window of the product',
            met: isInWindow,
            owner: isOver ? 'physician' : 'time',
            rule: `${from} to ${until ?? 'any number of'} days after the end of lymphodepletion, recommended until day ${recommendedUntil ?? until ?? from}`,
            evidence,
            changesAt: isOver ? undefined : next,
            dueAt: window?.until ?? undefined,
            consequence: 'After the window lymphodepletion has to be repeated',
            actions: isOver ? [decide('repeat-lymphodepletion', 'Repeat lymphodepletion')] : [],
        }),
    ];
}
function tocilizumabInStock(state, now) {
    const stock = state.medicineStock['tocilizumab'];
    const expiresAt = stock?.expiresOn === undefined ? undefined : earliestEndOfDay(stock.expiresOn);
    const isUsable = expiresAt === undefined || isBefore(now, expiresAt);
    const needed = state.rules.infusion.tocilizumabDoses;
    const met = isUsable && (stock?.doses ?? 0) >= needed;
    return requirement(state, {
        id: 'tocilizumab-in-stock',
        text: `Tocilizumab in stock for this patient: ${needed} doses`,
        met,
        owner: 'clinic',
        overridable: true,
        rule: `At least ${needed} doses before the infusion, within their expiry`,
        evidence: [stock?.evidence],
        changesAt: met ? expiresAt : undefined,
        actions: [recordFact('medicine-stock.confirmed', 'Record the stock')],
    });
}
/** Two people have checked every bag that is to be given; one bag does not speak for another. */
function identityVerified(state) {
    const open = bagsToGive(state);
    const checks = state.decisions.filter(({ type }) => type === 'verify-product-identity');
    const batchId = currentBatch(state)?.batchId;
    const isChecked = (bagId) => checks.some(({ data }) => sameIdentifier(data['bagId'], bagId) && sameIdentifier(data['batchId'], batchId));
    const unchecked = open.filter((bagId) => !isChecked(bagId));
    return requirement(state, {
        id: 'identity-verified-by-two',
        text: checks.length === 0 || unchecked.length === 0
            ? 'Two people have checked that product and patient belong together'
            : `Two people have still to check ${unchecked.join(', ')}`,
        met: open.length > 0 && unchecked.length === 0,
        owner: 'nurse',
        rule: 'Patient, batch and every bag that is to be given, scanned by two people',
        evidence: checks.map(({ sequence }) => `${state.journeyId}/${sequence}`),
        actions: [decide('verify-product-identity', 'Check the identity of the product')],
    });
}
/** `infusion.may-start`: the right product, the right patient, the right time, two people and a physician. */
function infusionMayStart(state, now) {
    return evaluation('infusion.may-start', [
        ...always(state),
        treatmentConsent(state),
        ...productOnSite(state),
        productReleased(state),
        notExpired(state, now),
        ...lymphodepletionDone(state, now),
        noActiveInfection(state, now, state.lymphodepletion?.startedAt ?? undefined),
        tocilizumabInStock(state, now),
        identityVerified(state),
        decisionTaken(state, {
            type: 'authorize-infusion',
            text: 'A physician has authorised the infusion',
            label: 'Authorise the infusion',
            owner: 'physician',
        }, 'infusion-authorized'),
    ]);
}
/** The bags that have to be given before an infusion is complete: those of the product, unless only another one has flowed. */
function bagsOfInfusion(state) {
    const own = currentBatch(state)?.release?.bags.map((bag) => bag.bagId) ?? [];
    const begun = state.infusions.flatMap((bag) => (begunAt(bag) === undefined ? [] : bag.bagId));
    const isOwnGiven = begun.length === 0 || begun.some((bagId) => own.includes(bagId));
    return [...new Set([...(isOwnGiven ? own : []), ...begun])];
}
/** `infusion.complete`: every bag is infused, or stopped with a reason, or was damaged; one at least has begun. */
function infusionComplete(state) {
    const bags = bagsOfInfusion(state);
    const open = bags.filter((bagId) => {
        const infusion = state.infusions.find((known) => known.bagId === bagId);
        const isDone = (infusion !== undefined && (infusion.completedAt !== null || infusion.stopped !== null)) ||
            state.damagedBags.includes(bagId);
        return !isDone;
    });
    return evaluation('infusion.complete', [
        ...always(state).filter((one) => one.id !== 'no-hold'),
        requirement(state, {
            id: 'every-bag-given',
            text: open.length === 0
                ? 'Every bag is given'
                : `${bags.length - open.length} of ${bags.length} bags are given`,
            met: isInfused(state) && open.length === 0,
            owner: 'clinic',
            rule: 'Given, stopped with a reason, or damaged; nothing given at all is no infusion',
            evidence: state.infusions.map((infusion) => infusion.evidence),
            actions: [recordFact('infusion.completed', 'Record the infusion')],
        }),
    ]);
}
;// ./dist/libs/domain/src/deadlines/assessment-cadence.js

/**
 * The next assessment inside the window of daily monitoring: one per cadence interval, due at its end. An interval
 * counts as assessed when an observation falls into it; those over before monitoring began ask for none. Null outside
 * the window.
 */
function nextAssessment(state) {
    const window = state.windows.find((one) => one.name === 'daily-monitoring');
    if (window === undefined || state.stage !== 'monitoring')
        return null;
    const latest = latestObservation(state);
    const cadenceMs = state.rules.monitoring.cadenceHours * 3_600_000;
    const from = Date.parse(window.from);
    const intervalOf = (at) => Math.floor((Date.parse(at) - from) / cadenceMs) + 1;
    const seen = latest === null ? 0 : intervalOf(latest);
    const missed = state.firedSteps.filter((step) => /^next-assessment\/\d+#3$/.test(step));
    const first = intervalOf(state.stageSince);
    const number = Math.max(1, first, seen + 1, ...missed.map((step) => Number(step.slice(16, -2)) + 1));
    const dueAt = plusHours(window.from, number * state.rules.monitoring.cadenceHours);
    return isBefore(window.until, dueAt) ? null : { number, dueAt };
}
function latestObservation(state) {
    const assessments = state.observations.filter((one) => one.type !== 'medication.given');
    return assessments.reduce((latest, { happenedAt }) => latest === null || isBefore(latest, happenedAt) ? happenedAt : latest, null);
}
;// ./dist/libs/domain/src/deadlines/deadline-kinds.js
/** The kinds of deadlines by the first part of their names. */
const deadlineKinds = {
    'offer-held': {
        severity: 'today',
        owner: 'coordinator',
        consequence: 'The offer lapses and the chain of dates has to be sought again',
        due: 'when the offer of a slot or appointment ends that nobody has booked',
    },
    apheresis: {
        severity: 'today',
        owner: 'clinic',
        consequence: 'The manufacturing slot may be lost',
        due: 'at the end of the appointment; warned at its start',
    },
    'material-hold-time': {
        severity: 'immediate',
        owner: 'logistics',
        consequence: 'Fresh cells die: what was collected can no longer be used',
        due: 'the hours of the product after a collection that nobody has received; warned at half of them',
    },
    'material-age': {
        severity: 'planned',
        owner: 'manufacturer',
        consequence: 'What is made from older material counts as out of specification',
        due: 'the days of the product after a collection of which nothing is made; warned 30 days before',
    },
    'manufacturing-turn-around': {
        severity: 'planned',
        owner: 'manufacturer',
        consequence: 'Lymphodepletion and bed move; the disease may need bridging',
        due: 'the expected days of the product after manufacture began',
    },
    'shipper-hold-time': {
        severity: 'immediate',
        owner: 'logistics',
        consequence: 'The shipper no longer keeps the cells cold',
        due: 'when the qualification of the shipper ends; warned two days before',
    },
    'product-expiry': {
        severity: 'planned',
        owner: 'physician',
        consequence: 'The product may no longer be infused',
        due: 'at the expiry stated at release; warned 30 days before',
    },
    'lymphodepletion-to-infusion': {
        severity: 'today',
        owner: 'physician',
        consequence: 'Lymphodepletion has to be repeated',
        due: 'at the end of the window of the product; warned a day before',
    },
    'thaw-clock': {
        severity: 'immediate',
        owner: 'nurse',
        consequence: 'Beyond the stability of the thawed product: the physician decides',
        due: 'the minutes of the product after a bag was thawed',
    },
    'next-assessment': {
        severity: 'immediate',
        owner: 'nurse',
        consequence: 'Cytokine release syndrome and neurotoxicity may go unseen',
        due: 'at the end of each interval of the cadence while the daily window lasts',
    },
    'follow-up-visit': {
        severity: 'planned',
        owner: 'clinic',
        consequence: 'The patient may be lost to follow-up and the registry form is late',
        due: 'at the end of the tolerance of a visit; warned when the visit is due',
    },
    'parked-event': {
        severity: 'today',
        owner: 'coordinator',
        consequence: 'What was reported counts only once what has to come before it is reported too',
        due: 'a day after an event was parked',
    },
    'parked-infusion': {
        severity: 'immediate',
        owner: 'coordinator',
        consequence: 'Product was given of which no release is known here',
        due: 'an hour after the report of a thawed or given bag was parked',
    },
};
;// ./dist/libs/domain/src/deadlines/deadlines.js







/** Hours an event may wait for what has to come before it; an operating default. */
const parkedHours = 24;
const parkedInfusionHours = 1;
/** Every deadline of a journey that is still open, earliest first. */
function deadlinesOf(state) {
    if (state.stage === 'closed')
        return [];
    return [
        ...holdUntil(state),
        ...collection(state),
        ...material(state),
        ...manufacture(state),
        ...shippers(state),
        ...product(state),
        ...deadlines_infusion(state),
        ...thawClocks(state),
        ...assessment(state),
        ...visits(state),
        ...parkedEvents(state),
    ].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.name < b.name ? -1 : 1));
}
/** The earliest deadline that is still open. */
function nextDeadlineOf(state) {
    const [first] = deadlinesOf(state);
    return first === undefined ? undefined : { name: first.name, at: first.at };
}
function holdUntil(state) {
    if (state.stage !== 'scheduling' || bookedSchedule(state) !== null)
        return [];
    return [...Object.values(state.slots), ...Object.values(state.appointments)].flatMap((offer) => offer.status === 'offered' && offer.holdUntil !== undefined
        ? [
            {
                name: `offer-held/${'slotId' in offer ? offer.slotId : offer.appointmentId}`,
                at: offer.holdUntil,
                ...of('offer-held'),
            },
        ]
        : []);
}
function collection(state) {
    const appointment = apheresisAppointment(state);
    const isCollected = state.donations.some((one) => one.attempt === state.attempts.apheresis);
    if (state.stage !== 'leukapheresis' || appointment === undefined || isCollected)
        return [];
    return [
        {
            name: `apheresis/${state.attempts.apheresis}`,
            warnAt: appointment.startsAt,
            at: appointment.endsAt ?? plusHours(appointment.startsAt, 24),
            ...of('apheresis'),
        },
    ];
}
function material(state) {
    const { holdHours, maximumAgeDays } = state.rules.material;
    return currentDonations(state).flatMap(({ donationId, completedAt }) => {
        const isReceived = state.materialReceipts.some((one) => one.donationIds.includes(donationId));
        const isUsed = state.batches.some((batch) => !isBefore(batch.startedAt, completedAt));
        return [
            ...(holdHours === undefined || isReceived || isUsed
                ? []
                : [
                    {
                        name: `material-hold-time/${donationId}`,
                        warnAt: plusHours(completedAt, holdHours / 2),
                        at: plusHours(completedAt, holdHours),
                        ...of('material-hold-time'),
                    },
                ]),
            ...(maximumAgeDays === undefined || isUsed
                ? []
                : [
                    {
                        name: `material-age/${donationId}`,
                        warnAt: plusDays(completedAt, maximumAgeDays - 30),
                        at: plusDays(completedAt, maximumAgeDays),
                        ...of('material-age'),
                    },
                ]),
        ];
    });
}
function manufacture(state) {
    const batch = currentBatch(state);
    if (batch?.status !== 'started')
        return [];
    return [
        {
            name: `manufacturing-turn-around/${batch.batchId}`,
            at: plusDays(batch.startedAt, state.rules.manufacturing.expectedDays),
            ...of('manufacturing-turn-around'),
        },
    ];
}
function shippers(state) {
    const receivedShipments = [
        ...state.materialReceipts.map((receipt) => receipt.shipmentId),
        ...state.productReceipts.map((receipt) => receipt.shipmentId),
    ];
    return state.shipments.flatMap((shipment) => shipment.qualifiedUntil === undefined ||
        shipment.status === 'lost' ||
        receivedShipments.includes(shipment.shipmentId)
        ? []
        : [
            {
                name: `shipper-hold-time/${shipment.shipmentId}`,
                warnAt: plusDays(shipment.qualifiedUntil, -2),
                at: shipment.qualifiedUntil,
                ...of('shipper-hold-time'),
            },
        ]);
}
function product(state) {
    const release = currentBatch(state)?.release;
    if (release === undefined || release === null || isInfused(state))
        return [];
    return [
        {
            name: `product-expiry/${release.batchId}`,
            warnAt: plusDays(release.expiresAt, -30),
            at: release.expiresAt,
            ...of('product-expiry'),
        },
    ];
}
function deadlines_infusion(state) {
    const window = infusionWindow(state);
    if (window === null || window.until === null || isInfused(state))
        return [];
    return [
        {
            name: `lymphodepletion-to-infusion/${state.lymphodepletion?.attempt ?? 1}`,
            warnAt: plusDays(window.until, -1),
            at: window.until,
            ...of('lymphodepletion-to-infusion'),
        },
    ];
}
function thawClocks(state) {
    return state.infusions.flatMap((bag) => bag.thawedAt === null ||
        bag.completedAt !== null ||
        bag.stopped !== null ||
        state.damagedBags.includes(bag.bagId)
        ? []
        : [
            {
                name: `thaw-clock/${bag.bagId}`,
                at: plusMinutes(bag.thawedAt, state.rules.product.thawToInfusionMinutes),
                ...of('thaw-clock'),
            },
        ]);
}
function assessment(state) {
    const next = nextAssessment(state);
    return next === null
        ? []
        : [
            {
                name: `next-assessment/${next.number}`,
                at: next.dueAt,
                ...of('next-assessment'),
            },
        ];
}
function visits(state) {
    return state.visits.flatMap((visit) => visit.completed !== null || isBefore(visit.windowUntil, state.stageSince)
        ? []
        : [
            {
                name: `follow-up-visit/${visit.name}`,
                warnAt: visit.dueAt,
                at: visit.windowUntil,
                ...of('follow-up-visit'),
            },
        ]);
}
/** An event whose precondition never came: somebody has to ask its sender, soon where product was given. */
function parkedEvents(state) {
    return state.parked.map(({ event: { type, id }, since }) => {
        const isGiven = type.startsWith('infusion.') || type === 'product.thawed';
        return isGiven
            ? {
                name: `parked-infusion/${type}/${id}`,
                at: plusHours(since, parkedInfusionHours),
                ...of('parked-infusion'),
            }
            : {
                name: `parked-event/${type}/${id}`,
                at: plusHours(since, parkedHours),
                ...of('parked-event'),
            };
    });
}
function of(kind) {
    const { severity, owner, consequence } = deadlineKinds[kind];
    return { severity, owner, consequence };
}
;// ./dist/libs/domain/src/facts/collection.facts.js

/** One live label per bag: the latest that was applied and not voided. */
function withLabels(state) {
    const live = state.labelsApplied.filter((one) => !state.labelsVoided.includes(one.labelId));
    return { ...state, labels: Object.fromEntries(live.map((one) => [one.bagId, one.labelId])) };
}
function latestEvidence(known, attempt, evidence) {
    return outranks(evidence, known[attempt]) ? { ...known, [attempt]: evidence } : known;
}
/** Leukapheresis: attempts, donations, cell counts and the labels on the bags. */
const collectionFacts = {
    'apheresis.started': {
        apply: (state, { data, evidence }) => ({
            ...state,
            apheresisStarts: latestEvidence(state.apheresisStarts, data.attempt, evidence),
        }),
    },
    'apheresis.completed': {
        apply: (state, { data, evidence }) => {
            const known = state.donations.find((one) => one.donationId === data.donationId);
            if (!outranks(evidence, known?.evidence))
                return state;
            const { donationId, attempt, completedAt, bags } = data;
            const donations = [
                ...state.donations.filter((one) => one !== known),
                { donationId, attempt, completedAt, bags, evidence },
            ];
            return {
                ...state,
                donations: donations.toSorted((a, b) => (a.donationId < b.donationId ? -1 : 1)),
            };
        },
    },
    'apheresis.failed': {
        apply: (state, { data, evidence }) => ({
            ...state,
            apheresisFailures: latestEvidence(state.apheresisFailures, data.attempt, evidence),
        }),
    },
    'collection.counted': {
        apply: (state, { data, evidence }) => ({
            ...state,
            counts: latestUnder(state.counts, data.donationId, { ...data, evidence }),
        }),
    },
    'label.applied': {
        apply: (state, { data, evidence }) => withLabels({
            ...state,
            labelsApplied: inOrder(state.labelsApplied, {
                labelId: data.labelId,
                bagId: data.bagId,
                evidence,
            }),
        }),
    },
    'label.voided': {
        apply: (state, { data }) => withLabels({
            ...state,
            labelsVoided: [...new Set([...state.labelsVoided, data.labelId])].toSorted(),
        }),
    },
};
;// ./dist/libs/domain/src/facts/eligibility.facts.js

function eligibility_facts_coverage(status) {
    return {
        apply: (state, { data, evidence }) => {
            let known = state.coverage;
            const validUntil = 'validUntil' in data ? { validUntil: data.validUntil } : {};
            for (const covered of data.covers) {
                known = latestUnder(known, covered, { status, ...validUntil, evidence });
            }
            return { ...state, coverage: known };
        },
    };
}
/** Referral and eligibility: measurements, screening, medication, consent and coverage. */
const eligibilityFacts = {
    'identifier.assigned': {
        apply: (state, { data: { system, value } }) => {
            const others = state.assignedIdentifiers.filter((one) => one.system !== system || one.value !== value);
            return {
                ...state,
                assignedIdentifiers: [...others, { system, value }].toSorted((a, b) => `${a.value} ${a.system}` < `${b.value} ${b.system}` ? -1 : 1),
            };
        },
    },
    'patient.measured': {
        apply: (state, { data, evidence }) => stating(state, 'weight', evidence, (told) => ({ ...told, weightKg: data.weightKg })),
    },
    'screening.resulted': {
        apply: (state, { data, evidence }) => ({
            ...state,
            screening: latestUnder(state.screening, data.test, { ...data, evidence }),
        }),
    },
    'medication.recorded': {
        apply: (state, { data, evidence }) => ({
            ...state,
            medications: latestUnder(state.medications, data.drug, { ...data, evidence }),
        }),
    },
    'eligibility.assessed': {
        apply: (state, { data, evidence }) => outranks(evidence, state.assessment?.evidence)
            ? { ...state, assessment: { ...data, evidence } }
            : state,
    },
    'consent.signed': {
        apply: (state, { data, evidence }) => ({
            ...state,
            consents: latestUnder(state.consents, data.scope, { given: true, evidence }),
        }),
    },
    'consent.withdrawn': {
        apply: (state, { data, evidence }) => ({
            ...state,
            consents: latestUnder(state.consents, data.scope, { given: false, evidence }),
        }),
    },
    'coverage.approved': eligibility_facts_coverage('approved'),
    'coverage.denied': eligibility_facts_coverage('denied'),
    'coverage.expired': eligibility_facts_coverage('expired'),
};
;// ./dist/libs/domain/src/facts/follow-up.facts.js

/** After the infusion: discharge, follow-up visits, death. */
const followUpFacts = {
    'patient.discharged': {
        apply: (state, { at, evidence }) => stating(state, 'discharge', evidence, (told) => ({ ...told, dischargedAt: at })),
    },
    'follow-up.completed': {
        needs: (state) => (state.calendar === null ? 'infusion.started' : null),
        apply: (state, { data, evidence }) => ({
            ...state,
            visits: changeWhere(state.visits, (visit) => visit.name === data.visit && outranks(evidence, visit.completed ?? undefined), (visit) => ({ ...visit, completed: evidence })),
        }),
    },
    'death.reported': {
        apply: (state, { data, evidence }) => outranks(evidence, state.death?.evidence)
            ? { ...state, death: { ...data, evidence } }
            : state,
    },
};
;// ./dist/libs/domain/src/toxicity/observation.js

const read = {
    'vitals.recorded': [
        'celsius',
        'spo2Percent',
        'oxygen',
        'vasopressors',
        'hypotension',
        'antipyreticGiven',
    ],
    'ice.assessed': [
        'orientation',
        'naming',
        'command',
        'writing',
        'attention',
        'notAssessable',
        'ageYears',
    ],
    'capd.assessed': ['score', 'notAssessable', 'ageYears'],
    'neurology.assessed': ['consciousness', 'seizure', 'motor', 'intracranial'],
    'medication.given': ['drug', 'purpose'],
};
/** Whether grading reads events of a type. */
function isObservationType(type) {
    return Object.hasOwn(read, type);
}
/** What grading keeps of an event that has passed its schema; null for a type that grading does not read. */
function observationOf(event) {
    const { type, eventId, happenedAt } = event;
    if (!isObservationType(type))
        return null;
    const kept = read[type].flatMap((field) => event.data[field] === undefined ? [] : [[field, event.data[field]]]);
    // The event's schema was checked where it came in; only the choice of fields happens here.
    return { type, eventId, happenedAt, data: Object.fromEntries(kept) };
}
/**
 * The observations that grading of toxicity counts: those made since the first infusion, and from before it only that the
 * patient is developmentally delayed, which chooses the tool.
 */
function sinceInfusion(observations, infusedAt) {
    return observations.filter((one) => isAtOrAfter(one.happenedAt, infusedAt) ||
        (one.type === 'ice.assessed' && one.data.notAssessable === 'developmental'));
}
/** Observations of one type, in the order in which they happened (by event id when at the same instant). */
function ofType(observations, type) {
    return observations
        .filter((one) => one.type === type)
        .toSorted((a, b) => Date.parse(a.happenedAt) - Date.parse(b.happenedAt) || (a.eventId < b.eventId ? -1 : 1));
}
;// ./dist/libs/domain/src/toxicity/fever-therapy.js

/** Drugs after which the absence of fever says nothing: antipyretics, interleukin blockers, corticosteroids. */
const maskingDrugs = [
    'acetaminophen',
    'paracetamol',
    'ibuprofen',
    'metamizole',
    'naproxen',
    'tocilizumab',
    'siltuximab',
    'sarilumab',
    'anakinra',
    'ruxolitinib',
    'dexamethasone',
    'methylprednisolone',
    'prednisone',
    'prednisolone',
    'hydrocortisone',
];
/** Whether a drug lowers fever or blocks cytokines. */
function masksFever(drug) {
    const name = drug.trim().toLowerCase();
    return maskingDrugs.some((known) => name === known || name.startsWith(`${known} `));
}
/** Whether CRS no longer needs fever after a medication; premedication before the infusion does not count. */
function isFeverTherapy({ drug, purpose }) {
    return purpose !== 'premedication' && masksFever(drug);
}
/** The ids of the events by which fever is no longer required for CRS, in the order they happened. */
function feverTherapy(observations) {
    return [
        ...ofType(observations, 'vitals.recorded').filter((one) => one.data.antipyreticGiven === true),
        ...ofType(observations, 'medication.given').filter((one) => isFeverTherapy(one.data)),
    ].map((one) => one.eventId);
}
;// ./dist/libs/domain/src/toxicity/retained-observations.js


const types = [
    'vitals.recorded',
    'ice.assessed',
    'capd.assessed',
    'neurology.assessed',
];
function isLasting(observation) {
    switch (observation.type) {
        case 'vitals.recorded':
            return observation.data.antipyreticGiven === true;
        case 'ice.assessed':
            return observation.data.notAssessable === 'developmental';
        case 'medication.given':
            return isFeverTherapy(observation.data);
        default:
            return false;
    }
}
/**
 * The earliest and the latest observation whose effect on grading lasts, of each type: the latest tells whether there was
 * one since the infusion, whenever the infusion becomes known.
 */
function lastingOnes(observations) {
    return [...types, 'medication.given'].flatMap((type) => {
        const lasting = ofType(observations, type).filter(isLasting);
        return [...lasting.slice(0, 1), ...lasting.slice(-1)];
    });
}
/**
 * The observations that later grades can still need: of each type the first (assessed once is not never),
 * those within `cadenceHours` of its latest, and the first and last whose effect lasts. The result, ordered by time, does not depend on the order of arrival.
 */
function retainedObservations(observations, cadenceHours) {
    const recent = types.flatMap((type) => {
        const ordered = ofType(observations, type);
        const latest = ordered.at(-1)?.happenedAt;
        if (latest === undefined)
            return [];
        const oldest = Date.parse(latest) - cadenceHours * 3_600_000;
        return ordered.filter((one, index) => index === 0 || Date.parse(one.happenedAt) >= oldest);
    });
    const kept = new Set([...recent, ...lastingOnes(observations)]);
    return [...kept].toSorted((a, b) => Date.parse(a.happenedAt) - Date.parse(b.happenedAt) || (a.eventId < b.eventId ? -1 : 1));
}
;// ./dist/libs/domain/src/facts/observation.facts.js


/** Keeps of an observation what grading can still need; any other event changes nothing here. */
function withObservation(state, event, madeAt) {
    const observation = observationOf({
        type: event.type,
        eventId: event.id,
        happenedAt: madeAt,
        data: event.data,
    });
    if (observation === null)
        return state;
    const observations = [...state.observations, observation];
    return {
        ...state,
        observations: retainedObservations(observations, state.rules.monitoring.cadenceHours),
    };
}
;// ./dist/libs/domain/src/facts/manufacturing.facts.js



function changeBatch(state, batchId, change) {
    return {
        ...state,
        batches: changeWhere(state.batches, (batch) => batch.batchId === batchId, change),
    };
}
function needsBatch(state, data) {
    return state.batches.some((batch) => batch.batchId === data.batchId)
        ? null
        : 'manufacturing.started';
}
const gravity = [
    'started',
    'released',
    'out-of-specification',
    'failed',
    'rejected',
    'release-withdrawn',
];
/** The graver of two words about a batch stands, whichever came first. */
function graver(a, b) {
    return gravity.indexOf(a) >= gravity.indexOf(b) ? a : b;
}
function endsAs(status) {
    return {
        needs: needsBatch,
        restsOnFacts: true,
        apply: (state, { data }) => changeBatch(state, data.batchId, (batch) => ({
            ...batch,
            status: graver(batch.status, status),
        })),
    };
}
function isKnown(state, batchId) {
    return state.batches.some((batch) => batch.batchId === batchId);
}
function noted(state, event) {
    return { ...state, batchNotices: [...state.batchNotices, event] };
}
function withNoticesApplied(state) {
    const isDue = ({ data }) => isKnown(state, String(data['batchId']));
    const due = state.batchNotices.filter(isDue);
    const rest = { ...state, batchNotices: state.batchNotices.filter((one) => !isDue(one)) };
    return due.reduce(withNotice, rest);
}
function withNotice(state, event) {
    const evidence = evidenceOf(event, {});
    return event.type !== 'batch.release-withdrawn'
        ? withTest(state, event.data, evidence)
        : changeBatch(state, String(event.data['batchId']), (batch) => ({
            ...batch,
            status: graver(batch.status, 'release-withdrawn'),
        }));
}
/** Only final results count; of two about one sample the failed one stands. */
function withTest(state, data, evidence) {
    if (data.resultStatus !== 'final')
        return state;
    return changeBatch(state, data.batchId, (batch) => {
        const known = batch.tests.find((test) => test.test === data.test && test.sampleId === data.sampleId);
        const stands = known !== undefined &&
            (known.passed === data.passed ? outranks(known.evidence, evidence) : !known.passed);
        if (stands)
            return batch;
        const others = batch.tests.filter((test) => test !== known);
        return {
            ...batch,
            tests: [...others, { ...data, evidence }].toSorted((a, b) => `${a.test}/${a.sampleId}` < `${b.test}/${b.sampleId}` ? -1 : 1),
        };
    });
}
function testResult() {
    return {
        needs: needsBatch,
        restsOnFacts: true,
        apply: (state, { data, evidence, event }) => isKnown(state, data.batchId) ? withTest(state, data, evidence) : noted(state, event),
    };
}
/** From the arrival of the material to the release of the batch. */
const manufacturingFacts = {
    'material.received': {
        needs: (state, data) => {
            const isKnownMaterial = data.donationIds.every((id) => state.donations.some((donation) => donation.donationId === id));
            return isKnownMaterial || hasShipped(state) ? null : 'apheresis.completed';
        },
        apply: (state, { data, evidence }) => ({
            ...state,
            materialReceipts: inOrder(state.materialReceipts, { ...data, evidence }),
        }),
    },
    'material.rejected': {
        apply: (state, { data, evidence }) => ({
            ...state,
            materialRejections: inOrder(state.materialRejections, { ...data, evidence }),
        }),
    },
    'manufacturing.started': {
        apply: (state, { data, at, evidence }) => {
            const known = state.batches.find((batch) => batch.batchId === data.batchId);
            if (!outranks(evidence, known?.evidence))
                return state;
            const { batchId, attempt, vectorLot } = data;
            const batch = {
                ...(known ?? { status: 'started', steps: [], tests: [], release: null, failure: null }),
                batchId,
                attempt,
                vectorLot,
                startedAt: at,
                evidence,
            };
            return withNoticesApplied({
                ...state,
                batches: [...state.batches.filter((one) => one !== known), batch].toSorted((a, b) => a.attempt - b.attempt || (a.batchId < b.batchId ? -1 : 1)),
                attempts: {
                    ...state.attempts,
                    manufacturing: Math.max(state.attempts.manufacturing, attempt),
                },
            });
        },
    },
    'manufacturing.step-completed': {
        needs: needsBatch,
        restsOnFacts: true,
        apply: (state, { data, at }) => changeBatch(state, data.batchId, (batch) => {
            const known = batch.steps.find((one) => one.step === data.step);
            if (known !== undefined && isAtOrAfter(at, known.at))
                return batch;
            const others = batch.steps.filter((one) => one !== known);
            return {
                ...batch,
                steps: [...others, { step: data.step, at }].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.step < b.step ? -1 : 1)),
            };
        }),
    },
    'manufacturing.failed': {
        needs: needsBatch,
        restsOnFacts: true,
        apply: (state, { data, evidence }) => changeBatch(state, data.batchId, (batch) => ({
            ...batch,
            status: graver(batch.status, 'failed'),
            failure: outranks(evidence, batch.failure?.evidence)
                ? { ...data, evidence }
                : batch.failure,
        })),
    },
    'quality.tested': testResult(),
    'quality.amended': testResult(),
    'batch.released': {
        needs: needsBatch,
        restsOnFacts: true,
        apply: (state, { data, evidence }) => changeBatch(state, data.batchId, (batch) => ({
            ...batch,
            status: graver(batch.status, 'released'),
            release: outranks(evidence, batch.release?.evidence)
                ? { ...data, evidence }
                : batch.release,
        })),
    },
    'batch.out-of-specification': endsAs('out-of-specification'),
    'batch.rejected': endsAs('rejected'),
    'batch.release-withdrawn': {
        needs: needsBatch,
        restsOnFacts: true,
        apply: (state, { event }) => isKnown(state, String(event.data['batchId']))
            ? withNotice(state, event)
            : noted(state, event),
    },
};
/** Whether the collection is over and material is on its way or further. */
function hasShipped({ stage }) {
    return stages.indexOf(stage) > stages.indexOf('leukapheresis');
}
;// ./dist/libs/domain/src/facts/scheduling.facts.js

const appointmentStatus = { offered: 0, confirmed: 1, declined: 2, cancelled: 3 };
/** A higher revision wins; within one revision the status only moves forward. */
function isNewer(incoming, known, order) {
    if (known === undefined)
        return true;
    const difference = incoming.revision - known.revision || order[incoming.status] - order[known.status];
    return difference === 0 ? outranks(incoming.evidence, known.evidence) : difference > 0;
}
function appointment(status) {
    return {
        apply: (state, { data, evidence }) => {
            const incoming = { ...data, status, evidence };
            const known = state.appointments[data.appointmentId];
            return isNewer(incoming, known, appointmentStatus)
                ? { ...state, appointments: { ...state.appointments, [data.appointmentId]: incoming } }
                : state;
        },
    };
}
const slotStatus = { offered: 0, confirmed: 1, withdrawn: 2 };
function withSlot(state, incoming) {
    return isNewer(incoming, state.slots[incoming.slotId], slotStatus)
        ? { ...state, slots: { ...state.slots, [incoming.slotId]: incoming } }
        : state;
}
function slot(status) {
    return {
        apply: (state, { data, evidence }) => withSlot(state, { ...data, status, evidence }),
    };
}
/** Appointments at the clinic and slots at the manufacturer, each ordered by its revision. */
const schedulingFacts = {
    'appointment.offered': appointment('offered'),
    'appointment.confirmed': appointment('confirmed'),
    'appointment.changed': appointment('confirmed'),
    'appointment.declined': appointment('declined'),
    'appointment.cancelled': appointment('cancelled'),
    'slot.offered': slot('offered'),
    'slot.confirmed': slot('confirmed'),
    'slot.changed': slot('confirmed'),
    'slot.withdrawn': {
        apply: (state, { data, evidence }) => withSlot(state, { ...data, status: 'withdrawn', evidence }),
    },
};
;// ./dist/libs/domain/src/facts/shipment.facts.js


const progress = [
    'known',
    'booked',
    'picked-up',
    'handed-over',
    'customs-cleared',
    'delivered',
    'lost',
];
function furthest(a, b) {
    return progress.indexOf(a) >= progress.indexOf(b) ? a : b;
}
function changeShipment(state, shipmentId, change) {
    const known = state.shipments.some((shipment) => shipment.shipmentId === shipmentId);
    const shipments = known
        ? state.shipments
        : [
            ...state.shipments,
            { shipmentId, leg: null, status: 'known', milestones: [], excursions: [] },
        ].toSorted((a, b) => (a.shipmentId < b.shipmentId ? -1 : 1));
    return {
        ...state,
        shipments: changeWhere(shipments, (shipment) => shipment.shipmentId === shipmentId, change),
    };
}
function withMilestone(shipment, name, at) {
    const milestones = [...shipment.milestones, { name, at }];
    return milestones.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.name < b.name ? -1 : 1));
}
const details = ['leg', 'carrier', 'waybill', 'sealId', 'qualifiedUntil', 'eta'];
/** Milestones arrive in any order: each is kept, the status only moves forward, of each detail the latest word counts. */
function milestone(name, status) {
    return {
        apply: (state, { data, at, evidence }) => {
            const known = changeShipment(state, data.shipmentId, (shipment) => ({
                ...shipment,
                status: furthest(shipment.status, status),
                milestones: withMilestone(shipment, name, at),
            }));
            return details.reduce((told, detail) => withDetail(told, data, detail, evidence), known);
        },
    };
}
function withDetail(state, data, detail, evidence) {
    const value = data[detail];
    if (value === undefined)
        return state;
    return stating(state, `shipment/${data.shipmentId}/${detail}`, evidence, (told) => changeShipment(told, data.shipmentId, (shipment) => ({ ...shipment, [detail]: value })));
}
/** One excursion per device and beginning: a worse report of it needs another decision. */
function withExcursion(excursions, breach, reportedAt, evidence) {
    const { deviceId, limitCelsius, worstCelsius, since, until } = breach;
    const known = excursions.find((one) => one.deviceId === deviceId && Date.parse(one.since) === Date.parse(since));
    const ends = [known?.until, until]
        .flatMap((one) => one ?? [])
        .toSorted((one, other) => Date.parse(one) - Date.parse(other));
    const isWorse = known === undefined || worstCelsius > known.worstCelsius;
    const isAsBad = known?.worstCelsius === worstCelsius;
    const worstAt = isWorse
        ? reportedAt
        : earliest([known.worstAt, isAsBad ? reportedAt : undefined]);
    const excursion = {
        deviceId,
        limitCelsius: Math.min(limitCelsius, known?.limitCelsius ?? limitCelsius),
        worstCelsius: Math.max(worstCelsius, known?.worstCelsius ?? worstCelsius),
        since,
        ...(ends.length === 0 ? {} : { until: ends.at(-1) ?? '' }),
        ...(worstAt === undefined ? {} : { worstAt }),
        assessment: known?.assessment ?? null,
        disposition: isWorse ? null : known.disposition,
        evidence: known !== undefined && outranks(known.evidence, evidence) ? known.evidence : evidence,
    };
    return [...excursions.filter((one) => one !== known), excursion].toSorted((one, other) => Date.parse(one.since) - Date.parse(other.since) || (one.deviceId < other.deviceId ? -1 : 1));
}
/** What the manufacturer said last about an excursion once its worst reading was reported; what it said before says nothing. */
function assessed(state, shipmentId) {
    const words = state.assessments[shipmentId] ?? [];
    return changeShipment(state, shipmentId, (shipment) => ({
        ...shipment,
        excursions: shipment.excursions.map((excursion) => ({
            ...excursion,
            assessment: words.findLast(({ evidence: { happenedAt } }) => [excursion.since, excursion.worstAt ?? excursion.since].every((known) => isAtOrAfter(happenedAt, known)))?.assessment ?? null,
        })),
    }));
}
/** Custody on the road: milestones, temperature excursions and their assessment. */
const shipmentFacts = {
    'shipment.booked': milestone('booked', 'booked'),
    'shipment.picked-up': milestone('picked-up', 'picked-up'),
    'shipment.handed-over': milestone('handed-over', 'handed-over'),
    'shipment.customs-cleared': milestone('customs-cleared', 'customs-cleared'),
    'shipment.delayed': milestone('delayed', 'known'),
    'shipment.delivered': milestone('delivered', 'delivered'),
    'shipment.lost': {
        apply: (state, { data, at }) => changeShipment(state, data.shipmentId, (shipment) => ({
            ...shipment,
            status: 'lost',
            milestones: withMilestone(shipment, 'lost', at),
        })),
    },
    'shipment.damaged': {
        apply: (state, { data, at }) => changeShipment(state, data.shipmentId, (shipment) => ({
            ...shipment,
            milestones: withMilestone(shipment, 'damaged', at),
        })),
    },
    'shipment.temperature-breached': {
        apply: (state, { data, evidence, event }) => assessed(changeShipment(state, data.shipmentId, (shipment) => ({
            ...shipment,
            excursions: withExcursion(shipment.excursions, data, event.time, evidence),
        })), data.shipmentId),
    },
    'excursion.assessed': {
        needs: (state, data) => state.shipments.some((shipment) => shipment.shipmentId === data.shipmentId && shipment.excursions.length > 0)
            ? null
            : 'shipment.temperature-breached',
        apply: (state, { data: { shipmentId, assessment }, evidence }) => {
            const known = state.assessments[shipmentId] ?? [];
            const words = inOrder(known, { assessment, evidence });
            const assessments = { ...state.assessments, [shipmentId]: words };
            return assessed({ ...state, assessments }, shipmentId);
        },
    },
};
;// ./dist/libs/domain/src/facts/treatment.facts.js



function earlier(a, b) {
    return earliest([a ?? undefined, b]) ?? null;
}
/** One entry per bag and the batch it was said to be of; of two times the earlier counts, which is the stricter. */
function changeInfusion(state, { batchId, bagId, doseNumber }, evidence, change) {
    const known = state.infusions.find((one) => one.bagId === bagId && one.batchId === batchId);
    const stopped = [known?.stopped ?? [], change.stopped ?? []]
        .flat()
        .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.reason < b.reason ? -1 : 1));
    const infusion = {
        batchId,
        bagId,
        doseNumber: Math.max(doseNumber ?? 1, known?.doseNumber ?? 1),
        thawedAt: earlier(known?.thawedAt ?? null, change.thawedAt),
        startedAt: earlier(known?.startedAt ?? null, change.startedAt),
        completedAt: earlier(known?.completedAt ?? null, change.completedAt),
        stopped: stopped[0] ?? null,
        evidence: known !== undefined && outranks(evidence, known.evidence) ? known.evidence : evidence,
    };
    return {
        ...state,
        infusions: [...state.infusions.filter((one) => one !== known), infusion].toSorted((a, b) => `${a.bagId}/${a.batchId}` < `${b.bagId}/${b.batchId}` ? -1 : 1),
    };
}
/** A course of lymphodepletion that is authorised and not yet begun: what is told of it waits for its start. */
function needsCourse(state) {
    const { lymphodepletion, attempts } = state;
    return lymphodepletion === null || lymphodepletion.attempt < attempts.lymphodepletion
        ? 'lymphodepletion.started'
        : null;
}
function withDecisionsVoided(state, types) {
    return {
        ...state,
        decisions: state.decisions.filter((decision) => !types.includes(decision.type)),
    };
}
const noBridging = {
    modality: 'unknown',
    planned: false,
    startedAt: null,
    lastDoseAt: null,
    completedAt: null,
    evidence: [],
};
/** The events that had the last word about something, in the order given. */
function saidBy(state, ...about) {
    return about.flatMap((what) => state.statements[what]?.eventId ?? []);
}
function withBridging(state, change) {
    const evidence = saidBy(state, 'bridging/started', 'bridging/completed');
    return { ...state, bridging: { ...(state.bridging ?? noBridging), ...change, evidence } };
}
/** Product on site, bridging, lymphodepletion, infusion. */
const treatmentFacts = {
    'product.received': {
        needs: awaitedBeforeScan,
        apply: (state, { data, evidence }) => ({
            ...state,
            productReceipts: inOrder(state.productReceipts, { ...data, evidence }),
        }),
    },
    'bag.damaged': {
        apply: (state, { data }) => ({
            ...state,
            damagedBags: [...new Set([...state.damagedBags, data.bagId])].toSorted(),
        }),
    },
    'medicine-stock.confirmed': {
        apply: (state, { data, evidence }) => ({
            ...state,
            medicineStock: latestUnder(state.medicineStock, data.drug, {
                doses: data.doses,
                ...(data.expiresOn === undefined ? {} : { expiresOn: data.expiresOn }),
                evidence,
            }),
        }),
    },
    'medicine-stock.withdrawn': {
        apply: (state, { data, evidence }) => ({
            ...state,
            medicineStock: latestUnder(state.medicineStock, data.drug, { doses: 0, evidence }),
        }),
    },
    'bridging.started': {
        apply: (state, { data: { modality }, at, evidence }) => {
            const told = stating(state, 'bridging/started', evidence, (known) => withBridging(known, { startedAt: at }));
            return stating(told, 'bridging/modality', evidence, (known) => withBridging(known, { modality }));
        },
    },
    'bridging.completed': {
        apply: (state, { data: { modality, lastDoseAt }, at, evidence }) => {
            const told = stating(state, 'bridging/completed', evidence, (known) => withBridging(known, { lastDoseAt: lastDoseAt ?? at, completedAt: at }));
            return stating(told, 'bridging/modality', evidence, (known) => withBridging(known, { modality }));
        },
    },
    'lymphodepletion.started': {
        apply: (state, { data: { regimen }, at, evidence }) => {
            const attempt = Math.max(1, state.attempts.lymphodepletion);
            const course = state.lymphodepletion?.attempt === attempt
                ? state.lymphodepletion
                : { attempt, regimen, startedAt: at, dosesGiven: 0, completedAt: null, evidence: [] };
            const begun = { ...state, lymphodepletion: course };
            return stating(begun, `lymphodepletion/${attempt}/started`, evidence, (told) => withCourse(told, { ...course, regimen, startedAt: at }));
        },
    },
    'lymphodepletion.dose-given': {
        needs: needsCourse,
        restsOnFacts: true,
        apply: (state) => state.lymphodepletion === null
            ? state
            : {
                ...state,
                lymphodepletion: {
                    ...state.lymphodepletion,
                    dosesGiven: state.lymphodepletion.dosesGiven + 1,
                },
            },
    },
    'lymphodepletion.completed': {
        needs: needsCourse,
        restsOnFacts: true,
        apply: (state, { data: { completedAt }, evidence }) => {
            const course = state.lymphodepletion;
            if (course === null || isOfEarlierCourse(course, completedAt))
                return state;
            return stating(state, `lymphodepletion/${course.attempt}/completed`, evidence, (told) => ({
                ...withCourse(told, { ...course, completedAt }),
                // What was permitted has been done: nothing is left to withdraw.
                authorizations: told.authorizations.filter((one) => one.kind !== 'lymphodepletion.authorized'),
            }));
        },
    },
    'lymphodepletion.held': {
        apply: (state) => needsCourse(state) === null
            ? state
            : withDecisionsVoided(state, ['authorize-lymphodepletion']),
    },
    'product.thawed': {
        needs: awaitedBeforeScan,
        apply: (state, { data, evidence }) => changeInfusion(state, data, evidence, { thawedAt: data.thawedAt }),
    },
    // Product that flows is never parked: whatever it is, the patient has it.
    'infusion.started': {
        apply: (state, { data, at, evidence }) => changeInfusion(state, data, evidence, { startedAt: at }),
    },
    'infusion.completed': {
        apply: (state, { data, at, evidence }) => changeInfusion(state, data, evidence, { completedAt: at }),
    },
    'infusion.stopped': {
        apply: (state, { data, at, evidence }) => changeInfusion(state, data, evidence, { stopped: { at, reason: data.reason } }),
    },
};
function withCourse(state, course) {
    const about = `lymphodepletion/${course.attempt}`;
    const evidence = saidBy(state, `${about}/started`, `${about}/completed`);
    return { ...state, lymphodepletion: { ...course, evidence } };
}
/** A late word about the course before this one. */
function isOfEarlierCourse({ attempt, startedAt }, completedAt) {
    return attempt > 1 && startedAt !== null && isBefore(completedAt, startedAt);
}
;// ./dist/libs/domain/src/facts/utc-event.js

/** The fields of events that carry an instant; dates among them stay dates. */
const instantField = /^(?:\w+(?:At|Until)|since|until|eta|collectionDate|manufacturingStart|expectedRelease)$/;
/** An event with its instants in UTC, whatever offset its sender wrote: so the journey keeps and shows them. */
function utcEvent(event) {
    const data = Object.entries(event.data).map(([field, value]) => [
        field,
        typeof value === 'string' && instantField.test(field) ? inUtc(value) : value,
    ]);
    return { ...event, time: inUtc(event.time), data: Object.fromEntries(data) };
}
;// ./dist/libs/domain/src/facts/facts.js











const rules = {
    ...eligibilityFacts,
    ...schedulingFacts,
    ...collectionFacts,
    ...shipmentFacts,
    ...manufacturingFacts,
    ...treatmentFacts,
    ...followUpFacts,
};
/** Every event type that changes a journey. */
const factTypes = Object.keys(rules);
/** Whether an event type changes a journey. */
function isFactType(type) {
    return Object.hasOwn(rules, type);
}
/** The state after a fact; types without a rule are remembered by the journal alone. */
function applyFact(state, event, telling = {}) {
    const { suspectAt, isDisputed = false } = telling;
    const told = utcEvent(suspectAt === undefined ? event : asArrived(event, suspectAt));
    return isFactType(told.type)
        ? applyTyped(state, told, told.type, {
            ...(suspectAt === undefined ? {} : { clockSuspect: true }),
            ...(isDisputed ? { disputed: true } : {}),
        })
        : withObservation(state, told, happenedAt(told));
}
function applyTyped(state, event, type, doubts) {
    return rules[type].apply(state, {
        type,
        data: event.data,
        at: happenedAt(event),
        evidence: evidenceOf(event, doubts),
        event,
    });
}
/** Whether the facts are there without which an event would change nothing. */
function isReady(state, event) {
    if (!isFactType(event.type) || rules[event.type].restsOnFacts !== true)
        return true;
    return missingForTyped(state, event, event.type) === null;
}
/** What must be known before an event can be applied, as an event type; null when nothing is missing. */
function missingFor(state, event) {
    return isFactType(event.type) ? missingForTyped(state, event, event.type) : null;
}
function missingForTyped(state, event, type) {
    return rules[type].needs?.(state, event.data) ?? null;
}
;// ./dist/libs/domain/src/told/fact-fields.js
/** The fields of a journey's state that facts alone give, beside the attempts and visits that they count. */
const factFields = [
    'weightKg',
    'assignedIdentifiers',
    'statements',
    'screening',
    'medications',
    'assessment',
    'consents',
    'coverage',
    'appointments',
    'slots',
    'apheresisStarts',
    'apheresisFailures',
    'donations',
    'counts',
    'labels',
    'labelsApplied',
    'labelsVoided',
    'shipments',
    'assessments',
    'materialReceipts',
    'materialRejections',
    'batches',
    'batchNotices',
    'productReceipts',
    'damagedBags',
    'medicineStock',
    'bridging',
    'lymphodepletion',
    'infusions',
    'dischargedAt',
    'death',
];
;// ./dist/libs/domain/src/told/fact-state.js

/** The facts of a state. */
function factStateOf(state) {
    const { manufacturing, lymphodepletion } = state.attempts;
    const completed = state.visits.flatMap(({ name, completed: by }) => by === null ? [] : [[name, by]]);
    return {
        ...Object.fromEntries(factFields.map((field) => [field, state[field]])),
        attempts: { manufacturing, lymphodepletion },
        visitsCompleted: Object.fromEntries(completed),
    };
}
/** A state with other facts. */
function withFactState(state, facts) {
    const { attempts, visitsCompleted, ...rest } = facts;
    return {
        ...state,
        ...rest,
        attempts: { ...state.attempts, ...attempts },
        visits: state.visits.map((visit) => ({
            ...visit,
            completed: visitsCompleted[visit.name] ?? null,
        })),
    };
}
/** The facts before anything is told. */
function noFacts({ weightKg }) {
    return {
        weightKg,
        assignedIdentifiers: [],
        statements: {},
        screening: {},
        medications: {},
        assessment: null,
        consents: {},
        coverage: {},
        appointments: {},
        slots: {},
        apheresisStarts: {},
        apheresisFailures: {},
        donations: [],
        counts: {},
        labels: {},
        labelsApplied: [],
        labelsVoided: [],
        shipments: [],
        assessments: {},
        materialReceipts: [],
        materialRejections: [],
        batches: [],
        batchNotices: [],
        productReceipts: [],
        damagedBags: [],
        medicineStock: {},
        bridging: null,
        lymphodepletion: null,
        infusions: [],
        dischargedAt: null,
        death: null,
        attempts: { manufacturing: 0, lymphodepletion: 0 },
        visitsCompleted: {},
    };
}
;// ./dist/libs/domain/src/told/told.js

/** Nothing told yet. */
const nothingTold = {
    base: null,
    facts: [],
    marks: [],
    waiting: [],
    overtaken: [],
    settled: [],
    doses: [],
};
/** What is kept of an event: its content, with its instants in UTC. */
function keptEvent(event) {
    const { id, source, type, time, data, corrects } = utcEvent(event);
    return { id, source, type, time, data, ...(corrects === undefined ? {} : { corrects }) };
}
/** Whether an event is the one of this source and id. */
function isEvent(event, { id, source }) {
    return event.id === id && event.source === source;
}
;// ./dist/libs/domain/src/journey/adopted-state.js


/**
 * The state of a journey as this version keeps it, from whichever version handed it over. What was told under version 1 was
 * not kept fact by fact: it is the base on which later facts stand, and is not told otherwise.
 */
function adoptedState(state) {
    return isOfThisVersion(state)
        ? state
        : withFactsAsBase({ ...state, told: nothingTold, reopened: null });
}
/** A state whose facts can no longer be told otherwise. */
function withFactsAsBase(state) {
    return { ...state, told: { ...nothingTold, base: factStateOf(state) } };
}
function isOfThisVersion(state) {
    return Object.hasOwn(state, 'told');
}
;// ./dist/libs/domain/src/journey/initial-state.js


/** The hash that stands before the first record. */
const zeroHash = '0'.repeat(64);
/** The state a journey has before its `journey.enrolled` record is folded onto it. */
function initialState(record) {
    if (record.type !== 'journey.enrolled')
        throw new RangeError('a journal begins with its enrolment');
    const { rules, ...enrolment } = record.data.detail.enrolment;
    const { attempts, visitsCompleted: _none, ...facts } = noFacts(enrolment);
    return {
        journeyId: enrolment.journeyId,
        enrolment,
        rules,
        sequence: 0,
        lastHash: zeroHash,
        lastTime: record.time,
        stage: 'referral',
        stageSince: record.time,
        openedGates: [],
        ...facts,
        attempts: { apheresis: 0, infusion: 0, ...attempts },
        remembered: [],
        receipts: {},
        parked: [],
        holds: [],
        decisions: [],
        awaitingSecond: [],
        mismatches: [],
        requests: [],
        authorizations: [],
        calendar: null,
        windows: [],
        visits: [],
        observations: [],
        toxicity: { crs: null, icans: null },
        alerts: [],
        reviews: [],
        firedSteps: [],
        told: nothingTold,
        reopened: null,
        outcome: null,
    };
}
;// ./dist/libs/domain/src/journey/remembered.js

/** The short name under which a journey remembers an event for life: 24 hex characters of its hash. */
function rememberedKey(event, hash) {
    return hash(eventKey(event)).slice(0, 24);
}
;// ./dist/libs/domain/src/told/marks.js




/** The state after what a person or a stage changed among the facts. */
function applyMark(state, mark) {
    switch (mark.kind) {
        case 'course':
            return { ...state, attempts: { ...state.attempts, lymphodepletion: mark.attempt } };
        case 'bridging-planned':
            return {
                ...state,
                bridging: {
                    startedAt: null,
                    lastDoseAt: null,
                    completedAt: null,
                    evidence: [],
                    ...state.bridging,
                    modality: mark.modality,
                    planned: true,
                },
            };
        case 'discharged':
            return { ...state, dischargedAt: mark.at };
        case 'disposed':
            return disposed(state, mark);
    }
}
/** The excursions disposed of as far as they were known; a product rejected on its way can no longer be given. */
function disposed(state, { shipmentId, disposition, excursions, lostBatchId }) {
    return {
        ...state,
        shipments: changeWhere(state.shipments, (one) => sameIdentifier(one.shipmentId, shipmentId), (one) => ({
            ...one,
            excursions: changeWhere(one.excursions, (excursion) => excursion.disposition === null &&
                excursions.some((known) => known.deviceId === excursion.deviceId &&
                    isAtOrAfter(known.since, excursion.since) &&
                    isAtOrAfter(excursion.since, known.since) &&
                    known.worstCelsius >= excursion.worstCelsius), (excursion) => ({ ...excursion, disposition })),
        })),
        batches: changeWhere(state.batches, (batch) => batch.batchId === lostBatchId, (batch) => ({ ...batch, status: graver(batch.status, 'rejected') })),
    };
}
/** A state in which something was marked among the facts, and remembered there. */
function withMark(state, mark) {
    const marked = applyMark(state, mark);
    return { ...marked, told: { ...marked.told, marks: [...marked.told.marks, mark] } };
}
;// ./dist/libs/domain/src/journey/clinical-message.js
const clinicalTypes = [
    'vitals.recorded',
    'ice.assessed',
    'capd.assessed',
    'neurology.assessed',
    'checkin.completed',
    'medication.given',
    'laboratory.resulted',
    'adverse-event.reported',
    'infusion.reaction-reported',
    'patient.admitted',
    'safety-switch.activated',
    'death.reported',
    'batch.release-withdrawn',
    'lot.recalled',
];
/** A final result that says a batch is not sterile. */
function isFailedSterility({ test, resultStatus, passed, }) {
    return test === 'sterility' && resultStatus === 'final' && !passed;
}
/** Whether a message is about the patient's safety now: it is applied in any stage and never parked. */
function isClinicalMessage({ type, data }) {
    return (clinicalTypes.includes(type) ||
        ((type === 'quality.tested' || type === 'quality.amended') &&
            isFailedSterility(data)));
}
;// ./dist/libs/domain/src/occurrences/occurrence-key.js


function scanned(...names) {
    return ({ data }) => names.map((name) => normalisedIdentifier(String(data[name])));
}
const bag = scanned('bagId');
const shipment = scanned('shipmentId');
const donation = scanned('donationId');
const instant = (event) => [String(Date.parse(happenedAt(event)))];
const testedSample = (event) => [
    ...scanned('batchId', 'sampleId')(event),
    String(event.data['test']),
    String(event.data['resultStatus']),
];
/**
 * The types that happen once, and of their data what makes two events the same occurrence. The chain of identity is no part
 * of a key: whatever reaches this journey names it. `medication.given` is known by its time instead, see `doses`.
 */
const keys = {
    'apheresis.started': ({ data }) => [String(data['attempt'])],
    'apheresis.completed': donation,
    'collection.counted': donation,
    'product.received': (event) => [
        ...scanned('batchId')(event),
        ...bagIdsOf(event).map(normalisedIdentifier).toSorted(),
    ],
    'product.thawed': bag,
    'infusion.started': bag,
    'infusion.completed': bag,
    'infusion.stopped': bag,
    'patient.admitted': instant,
    'patient.transferred': instant,
    'patient.discharged': instant,
    'death.reported': () => [],
    'quality.tested': testedSample,
    'shipment.booked': shipment,
    'shipment.picked-up': shipment,
    'shipment.handed-over': (event) => [...shipment(event), ...instant(event)],
    'shipment.customs-cleared': shipment,
    'shipment.delayed': (event) => [...shipment(event), String(event.data['eta'])],
    'shipment.delivered': shipment,
};
/** An amended result is the result. */
function typeOf({ type }) {
    return type === 'quality.amended' ? 'quality.tested' : type;
}
/** What two events of the same occurrence have in common; null for a type that may happen any number of times. */
function occurrenceKey(event) {
    const type = typeOf(event);
    const parts = keys[type]?.(event);
    return parts === undefined ? null : [type, ...parts].join('|');
}
/** Whether events of a type may tell of one occurrence. */
function hasOccurrence(type) {
    return Object.hasOwn(keys, type);
}
function bagIdsOf({ data }) {
    const bags = data['bags'];
    return Array.isArray(bags) ? bags.map((one) => String(one.bagId)) : [];
}
;// ./dist/libs/domain/src/occurrences/content.js

/** Fields that say when, by whom and in which words something was told, not what. */
const besideContent = new Set([
    'coi',
    'happenedAt',
    'note',
    'noteId',
    'checkedBy',
    'performedBy',
    'releasedBy',
    'assessedBy',
]);
const identifierField = /(?:Id|Ids|waybill)$/;
/**
 * What an event says of its occurrence, as text: equal texts say the same. When and by whom it was told is left out, order
 * among several does not matter, identifiers are compared as everywhere.
 */
function contentText(data) {
    const told = Object.entries(data).filter(([name, value]) => value !== undefined && !name.endsWith('At') && !besideContent.has(name));
    return JSON.stringify(sorted(told));
}
function sorted(fields) {
    return fields
        .map(([name, value]) => [name, comparable(name, value)])
        .toSorted(([a], [b]) => (a < b ? -1 : 1));
}
function comparable(name, value) {
    if (typeof value === 'string') {
        return identifierField.test(name) ? normalisedIdentifier(value) : value;
    }
    if (Array.isArray(value)) {
        return value
            .map((one) => comparable(name, one))
            .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    }
    return typeof value === 'object' && value !== null ? sorted(Object.entries(value)) : value;
}
;// ./dist/libs/domain/src/occurrences/readings.js





const first = ([fact]) => ({ facts: [fact], isDisputed: false });
const disputed = ([fact]) => ({ facts: [fact], isDisputed: true });
/** Of product that flows every word counts: whatever it was, the patient may have it. */
const every = (facts) => ({ facts, isDisputed: false });
/** The first, with some of its fields as the worst of all tell them. */
function worst(fields) {
    return (facts) => {
        const [fact] = facts;
        const told = Object.entries(fields).flatMap(([name, worse]) => {
            const values = facts.flatMap(({ event }) => event.data[name] ?? []);
            return values.length === 0 ? [] : [[name, worse(values)]];
        });
        const data = { ...fact.event.data, ...Object.fromEntries(told) };
        return { facts: [{ ...fact, event: { ...fact.event, data } }], isDisputed: false };
    };
}
function smallest(values) {
    return Math.min(...values.map(Number));
}
function largest(values) {
    return Math.max(...values.map(Number));
}
function isEvery(values) {
    return values.every((value) => value === true);
}
const conditions = ['intact', 'label-damaged', 'broken', 'thawed'];
/** Each bag in the worst condition that anybody saw it in. */
function worstBags(fact, facts) {
    const seen = facts.flatMap(({ event }) => event.data['bags']);
    return fact.event.data['bags'].map((bag) => ({
        ...bag,
        condition: conditions[Math.max(...seen
            .filter((one) => one['bagId'] === bag['bagId'])
            .map((one) => conditions.indexOf(one['condition'])))],
    }));
}
const receipt = worst({
    sealIntact: isEvery,
    loggerDownloaded: isEvery,
    minCelsius: smallest,
    maxCelsius: largest,
});
/** The worst of seal, temperatures and bags; which shipment it was has no worse. */
const worstReceipt = (facts) => {
    const { facts: read } = receipt(facts);
    const shipments = new Set(facts.map(({ event }) => event.data['shipmentId']));
    return {
        facts: read.map((fact) => ({
            ...fact,
            event: { ...fact.event, data: { ...fact.event.data, bags: worstBags(fact, facts) } },
        })),
        isDisputed: shipments.size > 1,
    };
};
/** A result that failed stands before one that passed. */
const failedBeforePassed = (facts) => first([facts.find(({ event }) => event.data['passed'] === false) ?? facts[0]]);
const readings_milestone = worst({
    qualifiedUntil: (values) => earliest(values.map(String)),
});
/**
 * The safer reading of each type whose occurrence was told in different ways. Where no order exists the first stands and
 * what rests on it is held back.
 */
const safer = {
    'apheresis.started': first,
    'apheresis.completed': disputed,
    'collection.counted': worst({
        totalNucleatedCells: smallest,
        cd3Cells: smallest,
        viabilityPercent: smallest,
    }),
    'quality.tested': failedBeforePassed,
    'quality.amended': failedBeforePassed,
    'product.received': worstReceipt,
    'product.thawed': every,
    'infusion.started': every,
    'infusion.completed': every,
    'infusion.stopped': every,
    'death.reported': first,
    'shipment.booked': readings_milestone,
    'shipment.picked-up': readings_milestone,
    'shipment.handed-over': readings_milestone,
    'shipment.customs-cleared': readings_milestone,
    'shipment.delayed': readings_milestone,
    'shipment.delivered': readings_milestone,
};
/** The order among tellings of one occurrence: a right clock before a wrong one, then the earlier. */
function earlierFirst(a, b) {
    if ((a.suspectAt === undefined) !== (b.suspectAt === undefined)) {
        return a.suspectAt === undefined ? -1 : 1;
    }
    return outranks(evidenceOfKept(a), evidenceOfKept(b)) ? 1 : -1;
}
function evidenceOfKept({ event, suspectAt }) {
    return evidenceOf(suspectAt === undefined ? event : asArrived(event, suspectAt), {});
}
/** The standing facts as they are read: one reading of each occurrence, in their places. */
function readingsOf(standing) {
    const alone = [];
    const occurrences = new Map();
    for (const fact of standing) {
        const key = occurrenceKey(fact.event);
        const told = key === null ? undefined : occurrences.get(key);
        if (key === null) {
            alone.push({ sequence: fact.sequence, facts: [fact], isDisputed: false });
        }
        else if (told === undefined)
            occurrences.set(key, [fact]);
        else
            told.push(fact);
    }
    return [...alone, ...[...occurrences.values()].map(readingOf)];
}
function readingOf(told) {
    const sequence = Math.min(...told.map((fact) => fact.sequence));
    const [one, ...others] = firstOfEachContent(told.toSorted(earlierFirst));
    if (one === undefined)
        return { sequence, facts: [], isDisputed: false };
    const read = others.length === 0 ? first : (safer[one.event.type] ?? disputed);
    return { sequence, ...read([one, ...others]) };
}
function firstOfEachContent(facts) {
    const contents = new Map();
    for (const fact of facts) {
        const content = `${fact.event.type} ${contentText(fact.event.data)}`;
        if (!contents.has(content))
            contents.set(content, fact);
    }
    return [...contents.values()];
}
;// ./dist/libs/domain/src/told/standing-facts.js
function nameOf(source, id) {
    return `${source} ${id}`;
}
/** The later of two corrections of one event: by when they were recorded, then by id. */
function standing_facts_later(a, b) {
    const difference = Date.parse(a.event.time) - Date.parse(b.event.time);
    if (difference !== 0)
        return difference > 0 ? a : b;
    return a.event.id > b.event.id ? a : b;
}
/** The facts that stand: of each only its latest correction, whatever the order in which they came. */
function standingFacts(facts) {
    const corrections = new Map();
    for (const fact of facts) {
        const { source, corrects } = fact.event;
        if (corrects === undefined)
            continue;
        const name = nameOf(source, corrects);
        const known = corrections.get(name);
        corrections.set(name, known === undefined ? fact : standing_facts_later(known, fact));
    }
    if (corrections.size === 0)
        return facts;
    const isStanding = ({ event }) => {
        if (corrections.has(nameOf(event.source, event.id)))
            return false;
        return event.corrects === undefined || isLatest(event, event.corrects);
    };
    // A correction that gave way to a later one takes with it whatever corrected it.
    const isLatest = (event, corrects) => {
        const latest = corrections.get(nameOf(event.source, corrects));
        if (latest?.event.id !== event.id)
            return false;
        const target = facts.find((one) => one.event.source === event.source && one.event.id === corrects);
        return target?.event.corrects === undefined || isLatest(target.event, target.event.corrects);
    };
    return facts.filter(isStanding);
}
;// ./dist/libs/domain/src/told/fold-told.js






/**
 * The state with its facts folded anew from everything that was told and stands, in its places between what people decided.
 * What needs a fact that is gone waits until that is told again. Nothing but the facts changes.
 */
function retold(state) {
    const { facts, marks, base } = state.told;
    const begun = withFactState(state, base ?? noFacts(state.enrolment));
    const folded = fold(begun, readingsOf(standingFacts(facts)), marks);
    const told = withFactState(state, factStateOf(folded.state));
    return {
        ...told,
        attempts: { ...told.attempts, lymphodepletion: state.attempts.lymphodepletion },
        told: {
            ...state.told,
            waiting: folded.waiting.flatMap((reading) => reading.facts.map(({ event }) => event.id)),
        },
    };
}
/** A state with readings and marks applied in their places. */
function fold(begun, readings, marks) {
    const steps = [...readings, ...marks].toSorted((a, b) => a.sequence - b.sequence);
    return steps.reduce((folding, step) => ('kind' in step ? marked(folding, step) : fold_told_read(folding, step)), { state: begun, waiting: [] });
}
function marked({ state, waiting }, mark) {
    return {
        state: applyMark(state, mark),
        // What waits for a course that is over waits for ever.
        waiting: mark.kind === 'course' ? waiting.filter((one) => !isOfCourse(one)) : waiting,
    };
}
function isOfCourse({ facts }) {
    return facts.some(({ event }) => event.type.startsWith('lymphodepletion.'));
}
function fold_told_read(folding, reading) {
    const waiting = [...folding.waiting, reading];
    const ready = waiting.find((one) => isReadable(folding.state, one));
    if (ready === undefined)
        return { ...folding, waiting };
    let { state } = folding;
    let open = waiting;
    for (let next = ready; next !== undefined;) {
        const applied = next;
        state = withReading(state, applied);
        open = open.filter((one) => one !== applied);
        next = open.find((one) => isReadable(state, one));
    }
    return { state, waiting: open };
}
function isReadable(state, { facts }) {
    return facts.every(({ event }) => isClinicalMessage(event) || isReady(state, event));
}
/** A state with an occurrence as it is read. */
function withReading(state, { facts, isDisputed }) {
    return facts.reduce((told, fact) => withKept(told, fact, isDisputed), state);
}
function withKept(state, { event, suspectAt }, isDisputed) {
    return applyFact(state, event, {
        ...(suspectAt === undefined ? {} : { suspectAt }),
        ...(isDisputed ? { isDisputed } : {}),
    });
}
;// ./dist/libs/domain/src/told/settled.js






/** Characters of kept facts beyond which the older ones are settled: a whole journey has about a third of it. */
const mostCharacters = 96 * 1_024;
/** The occurrence of an event and what it says of it, short enough to be remembered for ever; null where it has none. */
function settledKey(event, hash) {
    const key = occurrenceKey(event);
    return key === null
        ? null
        : { key: hash(key).slice(0, 16), content: hash(contentText(event.data)).slice(0, 8) };
}
/**
 * Keeps what is kept within its budget: beyond it the older half of the facts is settled. They stay in force and can no
 * longer be told otherwise; of their occurrences is remembered that they happened.
 */
function settled(state, hash) {
    const { told } = state;
    if (told.facts.length < 2 || JSON.stringify(told.facts).length <= mostCharacters)
        return state;
    const places = told.facts.map(({ sequence }) => sequence).toSorted((a, b) => a - b);
    const border = places[Math.floor(places.length / 2)] ?? 0;
    const isOld = ({ sequence }) => sequence < border;
    const old = told.facts.filter(isOld);
    if (old.length === 0)
        return state;
    const begun = withFactState(state, told.base ?? noFacts(state.enrolment));
    const marks = told.marks.filter(isOld);
    const folded = fold(begun, readingsOf(standingFacts(old)), marks);
    const occurrences = old.flatMap(({ event }) => {
        const known = settledKey(event, hash);
        return known === null ? [] : [known.key + known.content];
    });
    return retold({
        ...state,
        told: {
            ...told,
            base: factStateOf(folded.state),
            facts: told.facts.filter((one) => !isOld(one)),
            marks: told.marks.filter((one) => !isOld(one)),
            settled: [...new Set([...told.settled, ...occurrences])],
        },
    });
}
;// ./dist/libs/domain/src/occurrences/doses.js



/** Two reports of a drug this close together tell of the same dose. */
const sameDoseMs = 10 * 60_000;
/** Doses beyond this number are no longer known again; grading reads whether a drug was given and counts none. */
const mostDoses = 100;
function doseOf(event) {
    const { drug } = event.data;
    if (event.type !== 'medication.given' || typeof drug !== 'string')
        return null;
    return {
        source: event.source,
        eventId: event.id,
        drug,
        givenAt: inUtc(happenedAt(event)),
        content: contentText(event.data),
    };
}
/** The dose that an event tells of again, if it tells of one: the same drug within ten minutes, of any source. */
function sameDose(state, event) {
    const dose = doseOf(event);
    return dose === null
        ? undefined
        : state.told.doses.find(({ drug, givenAt }) => drug === dose.drug &&
            Math.abs(Date.parse(givenAt) - Date.parse(dose.givenAt)) <= sameDoseMs);
}
/** The state with a dose remembered, the latest given. */
function withDose(state, event) {
    const dose = doseOf(event);
    if (dose === null)
        return state;
    const doses = [...state.told.doses, dose].toSorted((a, b) => Date.parse(a.givenAt) - Date.parse(b.givenAt) ||
        (`${a.source} ${a.eventId}` < `${b.source} ${b.eventId}` ? -1 : 1));
    return { ...state, told: { ...state.told, doses: doses.slice(-mostDoses) } };
}
;// ./dist/libs/domain/src/told/with-fact.js










/** Whether events of a type are kept, so that they can be told otherwise; others change nothing, or are observations. */
function isKept(type) {
    return isFactType(type) || (hasOccurrence(type) && !isObservationType(type));
}
/** The state after a fact was told: alone, as one more of its occurrence, or in the place of what it corrects. */
function withFact(state, event, arrival) {
    const { corrects, source } = event;
    const isOvertaken = state.told.overtaken.includes(rememberedKey(event, arrival.hash));
    if (isOvertaken)
        return state;
    const before = corrects === undefined ? state : withTarget(state, { source, id: corrects }, arrival);
    if (isObservationType(event.type))
        return withObserved(before, event, arrival);
    if (!isKept(event.type)) {
        return corrects === undefined ? before : retold(withoutKept(before, { source, id: corrects }));
    }
    const kept = {
        sequence: placeOf(before, event) ?? arrival.sequence,
        event: keptEvent(event),
        ...(arrival.suspectAt === undefined ? {} : { suspectAt: arrival.suspectAt }),
    };
    const { told } = before;
    const isPlain = corrects === undefined && isAloneAndReady(before, kept);
    const added = { ...before, told: { ...told, facts: [...told.facts, kept] } };
    const reading = { sequence: kept.sequence, facts: [kept], isDisputed: false };
    return settled(isPlain ? withReading(added, reading) : retold(acted(added, kept)), arrival.hash);
}
/** What a fact does beside what it tells: decisions and authorisations that it uses up or voids. */
function acted(state, { event, suspectAt }) {
    const { decisions, authorizations } = applyFact(state, event, suspectAt === undefined ? {} : { suspectAt });
    return { ...state, decisions, authorizations };
}
function isAloneAndReady({ told, ...state }, { event }) {
    const key = occurrenceKey(event);
    return (told.waiting.length === 0 &&
        (isClinicalMessage(event) || isReady({ told, ...state }, event)) &&
        !told.facts.some((one) => (key !== null && occurrenceKey(one.event) === key) ||
            (one.event.source === event.source && one.event.corrects === event.id)));
}
/** The place of what an event corrects; undefined where that is not kept. */
function placeOf({ told }, { source, corrects }) {
    if (corrects === undefined)
        return undefined;
    return told.facts.find(({ event }) => isEvent(event, { source, id: corrects }))?.sequence;
}
/** The state in which an event is about to be corrected: parked it is kept, observed it is gone, unknown it is overtaken. */
function withTarget(state, target, { sequence, hash }) {
    const parked = state.parked.find(({ event }) => isEvent(event, target));
    if (parked !== undefined) {
        const kept = { sequence, event: keptEvent(parked.event) };
        return {
            ...state,
            parked: state.parked.filter((one) => one !== parked),
            told: { ...state.told, facts: [...state.told.facts, kept] },
        };
    }
    const key = rememberedKey(target, hash);
    const told = state.remembered.includes(key)
        ? state.told
        : { ...state.told, overtaken: [...state.told.overtaken, key] };
    return withoutObserved({ ...state, told }, target);
}
function withoutObserved(state, target) {
    const { told } = state;
    return {
        ...state,
        observations: state.observations.filter(({ eventId, source = target.source }) => eventId !== target.id || source !== target.source),
        told: {
            ...told,
            doses: told.doses.filter(({ eventId, source }) => eventId !== target.id || source !== target.source),
        },
    };
}
/** Observations are not kept beyond what grading needs of them: of two corrections of one the one recorded later stands. */
function withObserved(state, event, { suspectAt }) {
    const { corrects } = event;
    const rival = state.observations.find(({ source, replaces }) => corrects !== undefined && source === event.source && replaces?.id === corrects);
    const isLater = rival?.replaces === undefined ||
        Date.parse(rival.replaces.recordedAt) < Date.parse(event.time) ||
        (rival.replaces.recordedAt === event.time && rival.eventId < event.id);
    if (!isLater)
        return state;
    const rest = rival === undefined ? state : withoutObserved(state, { ...event, id: rival.eventId });
    const observed = applyFact(rest, event, suspectAt === undefined ? {} : { suspectAt });
    const told = withDose(withOrigin(observed, event), event);
    return corrects === undefined ? told : retold(withoutKept(told, { ...event, id: corrects }));
}
/** Grading asks only when and what; to correct it, it has to be known who said it. */
function withOrigin(state, { id, source, time, corrects }) {
    return {
        ...state,
        observations: changeWhere(state.observations, (one) => one.eventId === id && one.source === undefined, (one) => ({
            ...one,
            source,
            ...(corrects === undefined ? {} : { replaces: { id: corrects, recordedAt: time } }),
        })),
    };
}
function withoutKept(state, target) {
    const { told } = state;
    const facts = told.facts.filter(({ event }) => !isEvent(event, target));
    return { ...state, told: { ...told, facts } };
}
/** The state as if events had never been told; what they corrected stands again. */
function withoutFacts(state, events) {
    const rest = events.reduce((before, event) => withoutKept(withoutObserved(before, event), event), state);
    const parked = state.parked.filter(({ event }) => !events.some((one) => isEvent(event, one)));
    return retold({ ...rest, parked });
}
;// ./dist/libs/domain/src/decisions/same-data.js

/** The fields of decisions that are scanned or typed and never compared letter by letter. */
const identifierFields = [
    'slotId',
    'apheresisAppointmentId',
    'bedAppointmentId',
    'donationIds',
    'batchId',
    'bagId',
    'shipmentId',
    'scannedCoi',
    'identifiers',
];
/** Whether two people decided the same: equal data in any order of fields, identifiers however they are written. */
function sameData(a, b) {
    const fields = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...fields].every((field) => sameValue(field, a[field], b[field]));
}
function sameValue(field, a, b) {
    if (typeof a === 'string' && typeof b === 'string') {
        return identifierFields.includes(field) ? sameIdentifier(a, b) : a === b;
    }
    if (Array.isArray(a) && Array.isArray(b)) {
        return a.length === b.length && a.every((item, index) => sameValue(field, item, b[index]));
    }
    return isObject(a) && isObject(b) ? sameData(a, b) : a === b;
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
;// ./dist/libs/domain/src/gates/after-infusion.gate.js



const monitoringWindows = ['daily-monitoring', 'total-watch'];
function windowsElapsed(state, now) {
    const windows = state.windows.filter((window) => monitoringWindows.includes(window.name));
    const last = windows.toSorted((a, b) => Date.parse(b.until) - Date.parse(a.until))[0];
    const met = last !== undefined && !isBefore(now, last.until);
    return requirement(state, {
        id: 'monitoring-windows-elapsed',
        text: 'The monitoring windows of the product are over',
        met,
        owner: 'time',
        rule: windows.map((window) => `${window.name} until ${window.until}`).join('; '),
        changesAt: met ? undefined : last?.until,
        dueAt: last?.until,
    });
}
const toxicityName = {
    crs: 'Cytokine release syndrome',
    icans: 'Neurotoxicity (ICANS)',
};
function toxicityBelow(state, kind) {
    const course = state.toxicity[kind];
    const limit = state.rules.monitoring.closeMaximumGrade[kind];
    const isAnswered = course !== null && (course.grade === 0 || course.status === 'confirmed');
    const isBelow = course !== null && course.grade <= limit;
    const text = course === null
        ? `${toxicityName[kind]} has been assessed`
        : isBelow && isAnswered
            ? `${toxicityName[kind]} is at or below grade ${limit}`
            : `${toxicityName[kind]} stands at grade ${course.grade}, ${course.status}`;
    return requirement(state, {
        id: `toxicity-${kind}`,
        text,
        met: isAnswered && isBelow,
        owner: course === null ? 'clinic' : 'physician',
        rule: `Grade ${limit} or less by ${state.rules.toxicity.scale}; only a clinician lowers a grade`,
        evidence: course?.proposal.inputs ?? [],
        actions: course === null
            ? [recordFact(kind === 'crs' ? 'vitals.recorded' : 'ice.assessed', 'Record an assessment')]
            : [decide('confirm-toxicity-grade', `Confirm the grade of ${kind}`)],
    });
}
/** `monitoring.may-end`: the windows are over, no toxicity is open, a physician closes. */
function monitoringMayEnd(state, now) {
    return evaluation('monitoring.may-end', [
        ...always(state).filter((one) => one.id !== 'no-hold'),
        windowsElapsed(state, now),
        toxicityBelow(state, 'crs'),
        toxicityBelow(state, 'icans'),
        decisionTaken(state, {
            type: 'close-monitoring',
            text: 'A physician has closed the monitoring',
            label: 'Close the monitoring',
            owner: 'physician',
        }, 'monitoring-closed-by-physician'),
    ]);
}
/** A journey that people opened again does not close by itself. */
function closedByHand(state) {
    return state.reopened === null
        ? []
        : [
            requirement(state, {
                id: 'closed-by-decision',
                text: 'Somebody has closed the journey that was opened again',
                met: false,
                owner: 'physician',
                rule: 'A journey that was opened again is closed by a signed decision',
                actions: [decide('close-journey', 'Close the journey')],
            }),
        ];
}
/** `follow-up.may-close`: the last visit of the calendar is done or its window is over. */
function followUpMayClose(state, now) {
    const last = state.visits.at(-1);
    const isDone = last !== undefined && last.completed !== null;
    const isOver = last !== undefined && !isBefore(now, last.windowUntil);
    return evaluation('follow-up.may-close', [
        ...always(state).filter((one) => one.id !== 'no-hold'),
        requirement(state, {
            id: 'follow-up-finished',
            text: last === undefined
                ? 'The follow-up calendar is resolved'
                : `The last visit of the calendar, ${last.name}, is done`,
            met: isDone || isOver,
            owner: 'time',
            rule: 'The registry calendar of the product, to its last visit',
            evidence: [last?.completed ?? undefined],
            changesAt: isDone || isOver ? undefined : last?.windowUntil,
            dueAt: last?.windowUntil,
            actions: [decide('close-journey', 'Close the journey')],
        }),
        ...closedByHand(state),
    ]);
}
;// ./dist/libs/domain/src/gates/eligibility.gate.js





function indicationMet(state) {
    const { enrolment, rules } = state;
    const { ageYears, minimumPriorLines, diseaseStatuses } = rules.eligibility;
    const faults = [
        ...(ageYears?.min !== undefined && enrolment.ageYears < ageYears.min
            ? [`age at least ${ageYears.min} years`]
            : []),
        ...(ageYears?.max !== undefined && enrolment.ageYears > ageYears.max
            ? [`age at most ${ageYears.max} years`]
            : []),
        ...(minimumPriorLines !== undefined && enrolment.priorLines < minimumPriorLines
            ? [`at least ${minimumPriorLines} prior lines of therapy`]
            : []),
        ...(diseaseStatuses.includes(enrolment.diseaseStatus)
            ? []
            : [`disease ${diseaseStatuses.join(' or ')}`]),
    ];
    return requirement(state, {
        id: 'indication',
        text: faults.length === 0
            ? 'The patient fits the indication of the product'
            : `The indication asks for: ${faults.join('; ')}`,
        met: faults.length === 0,
        owner: 'physician',
        overridable: true,
        rule: `Indication ${rules.indication} of ${rules.productName}, ${rules.jurisdiction}`,
        evidence: [`${state.journeyId}/1`],
        actions: [decide('reject-eligibility', 'Reject eligibility')],
    });
}
function notDeferred(state, now) {
    const deferred = decisionInForce(state, 'defer-eligibility');
    if (deferred === undefined)
        return [];
    const until = startOf(String(deferred.data['until']));
    const met = !isBefore(now, until);
    return [
        requirement(state, {
            id: 'deferral-over',
            text: 'The deferral of eligibility is over',
            met,
            owner: 'time',
            rule: 'A physician deferred eligibility until a date',
            evidence: [`${state.journeyId}/${deferred.sequence}`],
            changesAt: met ? undefined : until,
            dueAt: until,
        }),
    ];
}
/** `eligibility.confirmed`: the patient fits the indication, screening passed, payer and patient agree. */
function eligibilityConfirmed(state, now) {
    const { eligibility } = state.rules;
    return evaluation('eligibility.confirmed', [
        ...always(state),
        indicationMet(state),
        ...eligibility.criteria.map((criterion) => screeningPassed(state, criterion, { days: eligibility.screeningValidityDays }, now)),
        treatmentConsent(state),
        coverage(state, 'apheresis', now),
        ...notDeferred(state, now),
        decisionTaken(state, {
            type: 'confirm-eligibility',
            text: 'A physician has confirmed eligibility',
            label: 'Confirm eligibility',
            owner: 'physician',
        }, 'eligibility-confirmed-by-physician'),
    ]);
}
;// ./dist/libs/domain/src/gates/referral.gate.js


/** `referral.complete`: the site may treat with this product and knows who the patient is. */
function referralComplete(state) {
    const { enrolment } = state;
    return evaluation('referral.complete', [
        ...always(state),
        requirement(state, {
            id: 'site-qualified',
            text: 'The treatment centre is qualified for the product',
            met: enrolment.siteQualified,
            owner: 'coordinator',
            rule: 'Qualification of the site for the product, as registered at enrolment',
        }),
        requirement(state, {
            id: 'identity-recorded',
            text: 'The identity of the patient is recorded',
            met: enrolment.identityRecorded,
            owner: 'coordinator',
            rule: 'Identity is kept in the vault before anything is asked of a partner',
            actions: [recordFact('patient.identified', 'Record the identity of the patient')],
        }),
    ]);
}
;// ./dist/libs/domain/src/gates/gates.js








const gates = {
    'referral.complete': referralComplete,
    'eligibility.confirmed': eligibilityConfirmed,
    'schedule.confirmed': scheduleConfirmed,
    'apheresis.may-start': apheresisMayStart,
    'material.may-ship': materialMayShip,
    'manufacturing.may-start': manufacturingMayStart,
    'product.may-ship': productMayShip,
    'lymphodepletion.may-start': lymphodepletionMayStart,
    'infusion.may-start': infusionMayStart,
    'infusion.complete': infusionComplete,
    'monitoring.may-end': monitoringMayEnd,
    'follow-up.may-close': followUpMayClose,
};
/**
 * A gate's verdict on a journey at an instant of journey time. It is the same on [now, changesAt) as long as
 * the journey does not change; workflow, API, page and simulator all ask this one function.
 */
function evaluate(gate, state, now) {
    return gates[gate](state, now);
}
;// ./dist/libs/domain/src/protocol.js
/** The clinical protocol of an autologous product, top to bottom; the only description of it. */
const protocol = [
    { stage: 'referral', gate: 'referral.complete', inner: [], next: 'eligibility' },
    { stage: 'eligibility', gate: 'eligibility.confirmed', inner: [], next: 'scheduling' },
    { stage: 'scheduling', gate: 'schedule.confirmed', inner: [], next: 'leukapheresis' },
    {
        stage: 'leukapheresis',
        gate: 'material.may-ship',
        inner: ['apheresis.may-start'],
        next: 'outbound-shipment',
    },
    {
        stage: 'outbound-shipment',
        gate: 'manufacturing.may-start',
        inner: [],
        next: 'manufacturing',
    },
    { stage: 'manufacturing', gate: 'product.may-ship', inner: [], next: 'inbound-shipment' },
    {
        stage: 'inbound-shipment',
        gate: 'lymphodepletion.may-start',
        inner: [],
        next: 'lymphodepletion',
    },
    { stage: 'lymphodepletion', gate: 'infusion.may-start', inner: [], next: 'infusion' },
    { stage: 'infusion', gate: 'infusion.complete', inner: [], next: 'monitoring' },
    { stage: 'monitoring', gate: 'monitoring.may-end', inner: [], next: 'follow-up' },
    { stage: 'follow-up', gate: 'follow-up.may-close', inner: [], next: 'closed' },
];
/** The step of a stage. @throws RangeError for `closed`, which has none. */
function stepOf(stage) {
    const step = protocol.find((candidate) => candidate.stage === stage);
    if (step === undefined)
        throw new RangeError(`no protocol step for stage ${stage}`);
    return step;
}
/** The gates a journey waits at in a stage: those within it first, then the one that leads out. */
function gatesOf(stage) {
    if (stage === 'closed')
        return [];
    const step = stepOf(stage);
    return [...step.inner, step.gate];
}
;// ./dist/libs/domain/src/decisions/decision-table.js
const unsigned = { signed: false, persons: 1, meaning: null };
const approvedByPhysician = {
    roles: ['physician'],
    signed: true,
    persons: 1,
    meaning: 'approved',
};
const approvedByQuality = { ...approvedByPhysician, roles: ['quality'] };
/** Every decision of this version of the protocol. */
const decisionTable = {
    'acknowledge-alert': { roles: ['coordinator', 'physician', 'quality'], ...unsigned },
    'place-hold': { roles: ['coordinator', 'physician', 'quality'], ...unsigned },
    'lift-hold': { ...approvedByQuality, roles: ['quality', 'coordinator'] },
    'confirm-eligibility': {
        ...approvedByPhysician,
        meets: { gate: 'eligibility.confirmed', requirement: 'eligibility-confirmed-by-physician' },
        needs: 'all-others',
        stages: ['eligibility'],
    },
    'reject-eligibility': {
        ...approvedByPhysician,
        meaning: 'rejected',
        stages: ['referral', 'eligibility', 'scheduling'],
    },
    'defer-eligibility': { ...approvedByPhysician, meaning: 'reviewed', stages: ['eligibility'] },
    'book-schedule': {
        roles: ['coordinator'],
        ...unsigned,
        meets: { gate: 'schedule.confirmed', requirement: 'schedule-booked' },
        stages: ['scheduling'],
    },
    'accept-low-yield': {
        ...approvedByPhysician,
        meets: { gate: 'material.may-ship', requirement: 'yield-sufficient' },
        needs: ['apheresis-completed'],
        stages: ['leukapheresis'],
    },
    'request-second-apheresis': {
        ...approvedByPhysician,
        stages: [
            'leukapheresis',
            'outbound-shipment',
            'manufacturing',
            'inbound-shipment',
            'lymphodepletion',
        ],
    },
    'plan-bridging': {
        ...approvedByPhysician,
        stages: [
            'scheduling',
            'leukapheresis',
            'outbound-shipment',
            'manufacturing',
            'inbound-shipment',
        ],
    },
    'order-remanufacture': {
        ...approvedByQuality,
        stages: ['manufacturing', 'inbound-shipment', 'lymphodepletion'],
    },
    'dispose-excursion': { ...approvedByQuality },
    'authorize-lymphodepletion': {
        ...approvedByPhysician,
        meets: { gate: 'lymphodepletion.may-start', requirement: 'lymphodepletion-authorized' },
        needs: 'all-others',
        stages: ['inbound-shipment'],
    },
    'repeat-lymphodepletion': { ...approvedByPhysician, stages: ['lymphodepletion'] },
    'verify-product-identity': {
        roles: ['nurse', 'physician', 'cell-processing', 'pharmacist'],
        signed: true,
        persons: 2,
        meaning: 'verified',
        meets: { gate: 'infusion.may-start', requirement: 'identity-verified-by-two' },
        needs: ['product-received', 'product-released', 'no-hold', 'product-not-expired'],
        stages: ['lymphodepletion', 'infusion'],
    },
    'authorize-infusion': {
        ...approvedByPhysician,
        meets: { gate: 'infusion.may-start', requirement: 'infusion-authorized' },
        needs: 'all-others',
        // In the stage of the infusion itself only for the bags that are left after an interruption.
        stages: ['lymphodepletion', 'infusion'],
    },
    'withdraw-authorization': { ...approvedByPhysician, stages: ['lymphodepletion', 'infusion'] },
    'confirm-toxicity-grade': { roles: ['physician', 'nurse'], ...unsigned },
    discharge: { ...approvedByPhysician, stages: ['infusion', 'monitoring'] },
    'close-monitoring': {
        ...approvedByPhysician,
        meets: { gate: 'monitoring.may-end', requirement: 'monitoring-closed-by-physician' },
        needs: 'all-others',
        stages: ['monitoring'],
    },
    'resolve-identity-mismatch': {
        roles: ['quality'],
        signed: true,
        persons: 2,
        meaning: 'verified',
    },
    'answer-review': { ...approvedByQuality, roles: ['quality', 'physician'], meaning: 'reviewed' },
    'retract-record': { roles: ['quality'], signed: true, persons: 2, meaning: 'reviewed' },
    'reopen-journey': {
        roles: ['quality'],
        signed: true,
        persons: 2,
        meaning: 'approved',
        stages: ['closed'],
    },
    'withdraw-patient': { ...approvedByPhysician, roles: ['physician', 'coordinator'] },
    'close-journey': { ...approvedByPhysician, roles: ['physician', 'coordinator'] },
};
/** The rule of a decision; undefined for what is no decision of this version. */
function decisionRule(type) {
    return Object.hasOwn(decisionTable, type) ? decisionTable[type] : undefined;
}
/** What a signature of a decision says: the table's meaning, `rejected` for a rejecting disposition. */
function meaningOf(type, data) {
    if (type === 'dispose-excursion' && data['disposition'] === 'rejected')
        return 'rejected';
    return decisionRule(type)?.meaning ?? null;
}
;// ./dist/libs/domain/src/decisions/basis.js




/** The hash of what a decision about one requirement rests on: the verdicts and evidence of all the others. */
function basisOf(gate, requirements, about, digest) {
    const ground = requirements
        .filter((one) => one.id !== about)
        .map((one) => [one.id, one.met, one.evidence]);
    return digest.hash(digest.canonical([gate, about, ground]));
}
/** What a decision rests on that meets no requirement: beside the stage, the state of what it is about. */
const grounds = {
    'resolve-identity-mismatch': ({ holds }) => holds.filter((hold) => hold.kind === 'identity-mismatch').map((hold) => hold.about),
    'lift-hold': ({ holds }) => holds.map(({ kind, about }) => [kind, about]),
    'dispose-excursion': ({ shipments }) => shipments.flatMap(({ shipmentId, excursions }) => excursions.map(({ deviceId, since, worstCelsius, assessment, disposition }) => [
        [shipmentId, deviceId, since],
        [worstCelsius, assessment, disposition],
    ])),
    'order-remanufacture': (state) => {
        const batch = currentBatch(state);
        return [batch?.batchId ?? null, batch?.status ?? null];
    },
    'confirm-toxicity-grade': ({ toxicity }) => [toxicity.crs, toxicity.icans].map((course) => [
        course?.grade ?? null,
        course?.proposal.grade ?? null,
    ]),
};
/** The basis of a decision at an instant: what its requirement rests on, else its stage and what it is about. */
function decisionBasis(state, type, now, digest) {
    const meets = decisionRule(type)?.meets;
    if (meets === undefined) {
        const ground = grounds[type]?.(state) ?? null;
        return digest.hash(digest.canonical([type, state.stage, ground]));
    }
    const { requirements } = evaluate(meets.gate, state, now);
    return basisOf(meets.gate, requirements, meets.requirement, digest);
}
/**
 * Whether what a person saw is still so: `basis` is the decision's own, or that of a requirement of the present stage which
 * offers the decision.
 */
function isBasisOf(basis, state, type, now, digest) {
    if (basis === decisionBasis(state, type, now, digest))
        return true;
    return gatesOf(state.stage).some((gate) => {
        const { requirements } = evaluate(gate, state, now);
        return requirements.some(({ id, actions }) => actions.some((action) => action.kind === 'decide' && action.name === type) &&
            basis === basisOf(gate, requirements, id, digest));
    });
}
;// ./dist/libs/domain/src/occurrences/twin.js






/** What stands of the occurrence that an event tells of; the one that says the same, if one does. */
function twinOf(state, event, hash) {
    const told = keptEvent(event);
    const content = contentText(told.data);
    const dose = sameDose(state, event);
    if (dose !== undefined) {
        return {
            name: { source: dose.source, id: dose.eventId },
            isSame: dose.content === content,
        };
    }
    const key = occurrenceKey(told);
    if (key === null)
        return undefined;
    const twins = membersOf(state, key).filter((one) => !isEvent(one, event));
    const same = twins.find((one) => contentText(one.data) === content && one.type === told.type);
    const twin = same ?? twins[0];
    if (twin === undefined)
        return settledTwin(state, told, hash);
    return { name: { source: twin.source, id: twin.id }, isSame: same !== undefined };
}
function membersOf({ told }, key) {
    return standingFacts(told.facts)
        .map(({ event }) => event)
        .filter((event) => occurrenceKey(event) === key);
}
function settledTwin({ told }, event, hash) {
    const known = settledKey(event, hash);
    if (known === null || !told.settled.some((one) => one.startsWith(known.key)))
        return undefined;
    return { isSame: told.settled.includes(known.key + known.content) };
}
/** The events that tell of the same occurrence as one of them, that one included; none when it does not stand. */
function tellingsOf(state, eventId) {
    const dose = state.told.doses.find((one) => one.eventId === eventId);
    if (dose !== undefined) {
        return state.told.doses
            .filter(({ drug, givenAt }) => drug === dose.drug &&
            Math.abs(Date.parse(givenAt) - Date.parse(dose.givenAt)) <= 10 * 60_000)
            .map(({ source, eventId: id }) => ({ source, id }));
    }
    const event = standingFacts(state.told.facts).find((one) => one.event.id === eventId)?.event;
    const key = event === undefined ? null : occurrenceKey(event);
    return key === null ? [] : membersOf(state, key).map(({ source, id }) => ({ source, id }));
}
;// ./dist/libs/domain/src/corrections/disputed-occurrence.js

const prefix = 'occurrence/';
/** Whether a review asks which telling of an occurrence stands, raised when this event told it differently. */
function isReviewOf(reviewId, eventId) {
    return reviewId.startsWith(prefix) && reviewId.endsWith(`/${eventId}`);
}
/** The events between which a review lets people choose; none for a review about something else. */
function tellingsInReview(state, reviewId) {
    if (!reviewId.startsWith(prefix))
        return [];
    const [type = ''] = reviewId.slice(prefix.length).split('/');
    return tellingsOf(state, reviewId.slice(prefix.length + type.length + 1));
}
;// ./dist/libs/domain/src/identifiers/check-character.js
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*';
/**
 * ISO 7064 Mod 37-2 check character of a string of digits and capital letters.
 * @throws RangeError when `text` holds any other character.
 */
function checkCharacter(text) {
    let sum = 0;
    for (const character of text) {
        const value = alphabet.indexOf(character);
        if (value < 0 || value === 36)
            throw new RangeError('only 0-9 and A-Z can be checked');
        sum = ((sum + value) * 2) % 37;
    }
    return alphabet.charAt((38 - sum) % 37);
}
;// ./dist/libs/domain/src/identifiers/journey-identifier.js

const journey_identifier_alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const journey_identifier_prefix = 'J';
const serialLength = 26;
const pattern = /^J[0-9A-HJKMNP-TV-Z]{26}[0-9A-Z]$/;
/**
 * A journey identifier from random bytes: `J`, 26 characters without I, L, O and U (5 bits per byte, so
 * 130 random bits from 26 bytes) and an ISO 7064 Mod 37-2 check character. The few serials whose check
 * character would be `*` are moved on by one, so that an identifier is always safe in addresses and keys.
 * @throws RangeError when fewer than 26 bytes are given.
 */
function journeyIdentifier(bytes) {
    if (bytes.length < serialLength)
        throw new RangeError(`${serialLength} random bytes are needed`);
    const values = [...bytes.subarray(0, serialLength)].map((byte) => byte % journey_identifier_alphabet.length);
    for (;;) {
        const body = journey_identifier_prefix + values.map((value) => journey_identifier_alphabet.charAt(value)).join('');
        const check = checkCharacter(body);
        if (check !== '*')
            return body + check;
        values[serialLength - 1] = ((values[serialLength - 1] ?? 0) + 1) % journey_identifier_alphabet.length;
    }
}
/** Whether a text has the form of a journey identifier and its check character is right. */
function isJourneyIdentifier(text) {
    return pattern.test(text) && checkCharacter(text.slice(0, -1)) === text.slice(-1);
}
;// ./dist/libs/domain/src/journey/record.js
/** The journey's own actor. */
const system = { kind: 'system', id: 'urn:v2v:journey' };
/** Who told an event. */
function partnerOf({ source }) {
    return { kind: 'partner', id: source };
}
;// ./dist/libs/domain/src/journey/hold.js

function hold(type, kind, about, actor = system) {
    return { type, actor, detail: { kind, about } };
}
/** The record that places a hold. */
const holdPlaced = hold.bind(null, 'hold.placed');
/** The record that lifts a hold. */
const holdLifted = hold.bind(null, 'hold.lifted');
;// ./dist/libs/domain/src/journey/alert.js

/** The record that alerts people to something, once per kind and subject. */
function alertRaised(kind, about, severity) {
    const detail = { alertId: `${kind}/${about}`, kind, severity, about };
    return { type: 'alert.raised', actor: system, detail };
}
/** The records that ask people at once to look into something, with an alert; none when they were asked before. */
function reviewRaised(state, kind, subject) {
    const about = `${kind}/${subject}`;
    const alert = alertRaised(kind, about, 'immediate');
    if (state.alerts.some(({ alertId }) => alertId === alert.detail?.['alertId']))
        return [];
    const detail = { reviewId: about, about };
    return [{ type: 'review.requested', actor: system, detail }, alert];
}
;// ./dist/libs/domain/src/journey/identity.js







/**
 * The records of a mismatch: said once and at once to people, and a hold that only quality lifts, by two signatures; or after
 * a scan that clears it by one, where it was another journey that named what is ours.
 */
function mismatched(state, mismatch, hold = 'identity-mismatch') {
    const detail = mismatch;
    const isHeld = state.holds.some(({ kind, about }) => kind === hold && about === mismatch.about);
    return [
        { type: 'identity.mismatch-detected', actor: system, detail },
        ...(isHeld ? [] : [holdPlaced(hold, mismatch.about)]),
        alertRaised(hold, `${mismatch.about}/${mismatch.eventId}`, 'immediate'),
    ];
}
/** What is said of identifiers that this journey named and another one owns; of each once. */
function claimedByOthers(state, foreign) {
    return foreign
        .map(({ system: identifier, value }) => ({
        eventId: `${state.journeyId}/${state.sequence}`,
        identifier,
        about: `claim/${identifier}/${value}`,
    }))
        .filter(({ about }) => !state.mismatches.includes(about))
        .flatMap((mismatch) => mismatched(state, mismatch));
}
/** What is said when another journey named an identifier of this one; of each identifier once. */
function namedElsewhere(state, { system: identifier, value }, eventId) {
    const about = `elsewhere/${identifier}/${value}`;
    return state.mismatches.includes(about)
        ? []
        : mismatched(state, { eventId, identifier, about }, 'identity-mismatch-collateral');
}
/**
 * Which identifier of an event names somebody else: the one that was scanned, or another journey's that would become a name
 * of this one; null when none does.
 */
function foreignName(state, { type, data }) {
    const { coi, value } = data;
    if (typeof coi === 'string' && !isOfJourney(state, coi))
        return 'coi';
    const isForeign = type === 'identifier.assigned' &&
        typeof value === 'string' &&
        isJourneyIdentifier(normalisedIdentifier(value)) &&
        !sameIdentifier(value, state.journeyId);
    return isForeign ? 'journey' : null;
}
/**
 * What was scanned and is not of this journey: product that is not of its released batch, material that was not collected
 * from its patient. Read from the state, so that the order of arrival does not matter.
 */
function foreignScans(state) {
    return [...foreignProduct(state), ...foreignMaterial(state)]
        .filter(({ about }, index, all) => all.findIndex((one) => one.about === about) === index)
        .filter(({ about }) => !state.mismatches.includes(about))
        .flatMap((mismatch) => mismatched(state, mismatch));
}
function isOwnProduct(state, batchId, bagId) {
    const release = state.batches.find((batch) => batch.batchId === batchId)?.release;
    return (release != null &&
        isOfJourney(state, release.coi) &&
        release.bags.some((bag) => bag.bagId === bagId));
}
function foreignProduct(state) {
    const scanned = [
        ...state.productReceipts.flatMap(({ batchId, bags, evidence }) => bags.map(({ bagId }) => ({ act: 'receipt', batchId, bagId, evidence }))),
        ...state.infusions.flatMap((bag) => {
            const { batchId, bagId, evidence } = bag;
            const acts = [
                ...(bag.thawedAt === null ? [] : ['thawed']),
                ...(begunAt(bag) === undefined ? [] : ['infusion']),
            ];
            return acts.map((act) => ({ act, batchId, bagId, evidence }));
        }),
    ];
    return scanned
        .filter((scan) => awaitedBeforeScan(state, scan) === null && !isOwnProduct(state, scan.batchId, scan.bagId))
        .map(({ act, batchId, bagId, evidence }) => ({
        eventId: evidence.eventId,
        identifier: 'bag',
        about: `${act}/${batchId}/${bagId}`,
    }));
}
function foreignMaterial(state) {
    return state.materialReceipts.flatMap(({ donationIds, bagIds, evidence }) => {
        const { eventId } = evidence;
        const donations = state.donations.filter((one) => donationIds.includes(one.donationId));
        const known = donations.flatMap((donation) => donation.bags.map((bag) => bag.bagId));
        const foreign = donationIds.filter((id) => !donations.some((one) => one.donationId === id));
        return [
            ...foreign.map((about) => ({ eventId, identifier: 'donation', about })),
            ...(foreign.length > 0 ? [] : bagIds)
                .filter((bagId) => !known.includes(bagId))
                .map((about) => ({ eventId, identifier: 'bag', about })),
        ];
    });
}
/** Whether a scan at the bedside names this patient and a bag of the product in hand. */
function isProductOfPatient(state, scanned) {
    const batch = productInHand(state);
    const bag = batch?.release?.bags.find(({ bagId }) => sameIdentifier(bagId, scanned.bagId));
    return (isOfJourney(state, scanned.coi) &&
        sameIdentifier(batch?.batchId, scanned.batchId) &&
        bag !== undefined &&
        isOwnProduct(state, batch?.batchId ?? '', bag.bagId));
}
;// ./dist/libs/domain/src/decisions/refusal.js








/** A refusal with one requirement that says why. */
function because(code, text, owner = 'clinic') {
    return { code, unmet: [{ id: code, text, owner }] };
}
const liftedByHand = [
    'manual',
    'deviation',
    'recall',
    'duplicate-enrolment',
    'identity-mismatch-collateral',
];
/** Held because another journey named what is ours, and not looked at since. */
function isToBeScanned({ kind, rescannedBy }) {
    return kind === 'identity-mismatch-collateral' && rescannedBy === undefined;
}
/** Whether a decision names an event by its source and id. */
function isNamed({ id, source }, data) {
    return id === data['eventId'] && source === data['source'];
}
const checks = {
    'book-schedule': (state, { data }) => {
        const slot = known(state.slots, data['slotId']);
        const apheresis = known(state.appointments, data['apheresisAppointmentId']);
        const bed = known(state.appointments, data['bedAppointmentId']);
        if (slot === undefined || slot.status === 'withdrawn') {
            return because('slot-not-offered', 'This slot is not on offer', 'manufacturer');
        }
        if (apheresis?.kind !== 'apheresis' || bed?.kind !== 'bed') {
            return because('appointment-not-offered', 'These appointments are not on offer');
        }
        return null;
    },
    'request-second-apheresis': (state) => {
        const batch = currentBatch(state);
        const isCollected = stages.indexOf(state.stage) > stages.indexOf('leukapheresis');
        return isCollected && batch !== undefined && !isProductLost(state)
            ? because('batch-not-failed', 'The product of the first collection is not lost', 'quality')
            : null;
    },
    'order-remanufacture': (state, { data }) => {
        const batch = currentBatch(state);
        if (batch === undefined || !sameIdentifier(batch.batchId, data['batchId'])) {
            return because('batch-unknown', 'This is not the batch of the current attempt', 'quality');
        }
        if (!isProductLost(state)) {
            return because('batch-not-failed', 'The batch has not failed', 'manufacturer');
        }
        if (batch.failure !== null && batch.failure.retainedMaterial !== true) {
            return because('no-retained-material', 'No material was retained: collect again', 'physician');
        }
        return batch.attempt < state.rules.manufacturing.maximumAttempts
            ? null
            : because('attempts-used', 'The attempts the product allows are used', 'physician');
    },
    'dispose-excursion': (state, { data }) => {
        const shipment = state.shipments.find((one) => sameIdentifier(one.shipmentId, data['shipmentId']));
        const open = shipment?.excursions.filter((one) => one.disposition === null) ?? [];
        if (open.length === 0)
            return because('no-excursion', 'No excursion waits for a decision');
        return open.every((one) => one.assessment !== null)
            ? null
            : because('excursion-not-assessed', 'The manufacturer has not assessed it', 'manufacturer');
    },
    'verify-product-identity': (state, { data }) => {
        const scanned = {
            coi: String(data['scannedCoi']),
            batchId: String(data['batchId']),
            bagId: String(data['bagId']),
        };
        return isProductOfPatient(state, scanned)
            ? null
            : because('identity-not-equal', 'What was scanned is not the product of this patient', 'nurse');
    },
    'confirm-toxicity-grade': (state, { data }) => {
        const { kind, grade, scale } = data;
        const course = kind === 'crs' || kind === 'icans' ? state.toxicity[kind] : null;
        if (course === null)
            return because('nothing-proposed', 'There is no assessment to confirm');
        if (scale !== course.proposal.scale) {
            return because('scale-differs', `This is graded by ${course.proposal.scale}`, 'physician');
        }
        return Number.isInteger(grade) && Number(grade) >= 0 && Number(grade) <= 5
            ? null
            : because('grade-unknown', 'A grade is a whole number from 0 to 5', 'physician');
    },
    'place-hold': (state, { data }) => {
        if (data['kind'] !== 'manual' && data['kind'] !== 'deviation') {
            return because('hold-kind', 'Only a manual hold or a deviation is placed by hand');
        }
        return state.holds.some((hold) => hold.kind === data['kind'])
            ? because('hold-stands', 'This hold stands already', 'quality')
            : null;
    },
    'lift-hold': (state, { data, actor }) => {
        if (!state.holds.some((hold) => hold.kind === data['kind'])) {
            return because('no-such-hold', 'There is no such hold', 'quality');
        }
        if (!liftedByHand.includes(String(data['kind']))) {
            return because('hold-falls-by-itself', 'This hold falls when its cause is settled', 'quality');
        }
        if (data['kind'] !== 'manual' && actor.role !== 'quality') {
            return because('quality-only', 'Only quality lifts this hold', 'quality');
        }
        return state.holds.some(isToBeScanned) && data['kind'] === 'identity-mismatch-collateral'
            ? because('scan-missing', 'What another journey named has to be scanned again', 'clinic')
            : null;
    },
    'acknowledge-alert': (state, { data }) => state.alerts.some((alert) => alert.alertId === data['alertId'])
        ? null
        : because('no-such-alert', 'There is no such alert'),
    'withdraw-authorization': (state, { data }) => state.authorizations.some((one) => one.requestId === data['requestId'])
        ? null
        : because('no-such-authorization', 'No such authorisation is open', 'physician'),
    'answer-review': (state, { data }) => {
        if (!state.reviews.some(({ reviewId }) => reviewId === data['reviewId'])) {
            return because('no-such-review', 'No such review is open', 'quality');
        }
        const tellings = tellingsInReview(state, String(data['reviewId']));
        return tellings.length > 1 && !tellings.some(({ id }) => id === data['finding'])
            ? because('finding-unknown', 'The finding has to name the event that stands', 'quality')
            : null;
    },
    'retract-record': (state, { data }) => state.told.facts.some(({ event }) => isNamed(event, data)) ||
        state.observations.some(({ eventId: id, source }) => isNamed({ id, source }, data)) ||
        state.parked.some(({ event }) => isNamed(event, data))
        ? null
        : because('record-unknown', 'No such record counts in this journey', 'quality'),
    'close-journey': (_state, { data }) => outcomes.some((outcome) => outcome === data['outcome'])
        ? null
        : because('outcome-unknown', 'This is no outcome of a journey', 'coordinator'),
    'resolve-identity-mismatch': (state) => state.holds.some((hold) => hold.kind === 'identity-mismatch')
        ? null
        : because('no-mismatch', 'No identity mismatch is open', 'quality'),
};
/** Why the protocol refuses a well-formed decision now; null when it accepts it. */
function refusalOf(state, command, now) {
    const rule = decisionRule(command.type);
    if (rule === undefined)
        return because('unknown-decision', 'This is no decision');
    if (state.stage === 'closed' && !isOfClosed(rule)) {
        return because('journey-closed', 'The journey is closed');
    }
    if (rule.stages !== undefined && !rule.stages.includes(state.stage)) {
        return because('wrong-stage', `This is decided in the stage ${rule.stages.join(', ')}; the journey is in ${state.stage}`);
    }
    const unsigned = signatureRefusal(rule, command);
    if (unsigned !== null)
        return unsigned;
    if (rule.meets !== undefined && rule.needs !== undefined) {
        const { needs, meets } = rule;
        const unmet = evaluate(meets.gate, state, now).requirements.filter((one) => !one.met &&
            one.id !== meets.requirement &&
            (needs === 'all-others' || needs.includes(one.id)));
        if (unmet.length > 0) {
            return {
                code: 'requirements-unmet',
                unmet: unmet.map(({ id, text, owner }) => ({ id, text, owner })),
            };
        }
    }
    return checks[command.type]?.(state, command, now) ?? null;
}
function isOfClosed({ stages: named }) {
    return named?.includes('closed') === true;
}
// Two minutes may pass between signing and the API, the rest is for its repetitions.
const longestSignatureAgeMs = 10 * 60_000;
/** A signed decision that is not signed by who takes it, whose signature says something else, or was given long ago. */
function signatureRefusal(rule, command) {
    const { type, data, actor, signatures, takenAt } = command;
    if (!rule.signed)
        return null;
    if (!signatures.some((one) => one.subject === actor.id)) {
        return because('signature-missing', 'Who takes this decision has to sign it', 'quality');
    }
    const meaning = meaningOf(type, data);
    if (signatures.some((one) => one.meaning !== meaning)) {
        return because('signature-meaning', `The signature has to say ${String(meaning)}`, 'quality');
    }
    const isOld = ({ signedAt }) => takenAt !== undefined && Date.parse(takenAt) - Date.parse(signedAt) > longestSignatureAgeMs;
    return signatures.some(isOld)
        ? because('signature-too-old', 'Look at the journey again and sign anew', 'quality')
        : null;
}
;// ./dist/libs/domain/src/decisions/second-signature.js





/** How long a first signature waits for the second: a shift; an operating default. */
const firstSignatureHours = 12;
/** The people who take a decision, each in their own role: those who signed it, else who sent it. */
function signersOf({ actor, signatures }) {
    const { id, role } = actor;
    return signatures.length === 0
        ? [{ id, role }]
        : signatures.map((signature) => ({ id: signature.subject, role: signature.role ?? role }));
}
/** Whether a first signature may still be followed by the second: it is not older than a shift. */
function isWaiting({ at }, now) {
    return isBefore(now, plusHours(at, firstSignatureHours));
}
/** The first signatures that a second would complete now: not too old, and what they rest on is as it was. */
function firstSignatures(state, now, digest) {
    return state.awaitingSecond.filter((waiting) => isWaiting(waiting, now) && waiting.basis === decisionBasis(state, waiting.type, now, digest));
}
/**
 * The first signature that a decision completes: of the same decision about the same thing, on the same basis, not too old.
 * Two people who saw different bags did not check one of them twice.
 */
function firstSignature(state, command, basis, now) {
    return state.awaitingSecond.find((waiting) => waiting.type === command.type &&
        waiting.basis === basis &&
        sameData(waiting.data, command.data) &&
        isWaiting(waiting, now));
}
/** Why a signature does not count as one more: the same person signed before. */
function secondRefusal(state, command, basis, now) {
    if (decisionRule(command.type)?.persons !== 2)
        return null;
    const first = firstSignature(state, command, basis, now);
    const people = [...(first?.by ?? []), ...signersOf(command)].map(({ id }) => id);
    return new Set(people).size === people.length
        ? null
        : because('same-person', 'Two different people have to sign this', 'quality');
}
;// ./dist/libs/domain/src/journey/decision-recorded.js






/** Under which name it is recorded that the vault knows who the patient is. */
const identityDecision = 'patient.identity';
/** The state after a decision was recorded: with its first signature it waits, with its last it is in force. */
function decisionRecorded(state, detail, record) {
    const decision = record.data.decision;
    if (decision === undefined)
        return state;
    const made = {
        type: decision.type,
        data: decision.data,
        at: record.time,
        sequence: record.data.sequence,
        by: detail.by,
        ...(detail.restsOn === undefined ? {} : { restsOn: detail.restsOn }),
    };
    const others = state.awaitingSecond.filter((waiting) => isWaiting(waiting, record.time) &&
        (waiting.type !== decision.type || !sameData(waiting.data, decision.data)));
    if (detail.awaitingSecond) {
        return { ...state, awaitingSecond: [...others, { ...made, basis: detail.basis }] };
    }
    const decided = { ...state, awaitingSecond: others, decisions: [...state.decisions, made] };
    return withEffect(decided, made);
}
/** What some decisions change beside being remembered. */
function withEffect(state, decision) {
    const { type, data, at, sequence } = decision;
    switch (type) {
        case 'plan-bridging': {
            const modality = String(data['modality']);
            return withMark(state, { sequence, kind: 'bridging-planned', modality });
        }
        case 'dispose-excursion':
            return withMark(state, disposition(state, decision));
        case 'discharge':
            return withMark(state, { sequence, kind: 'discharged', at });
        case identityDecision:
            return { ...state, enrolment: { ...state.enrolment, identityRecorded: true } };
        default:
            return state;
    }
}
/** What was disposed of, as it was known; a product rejected on its way can no longer be given. */
function disposition(state, { data, sequence }) {
    const shipment = state.shipments.find((one) => sameIdentifier(one.shipmentId, data['shipmentId']));
    const decided = data['disposition'];
    const isLost = decided === 'rejected' && shipment !== undefined && !isInfused(state);
    return {
        sequence,
        kind: 'disposed',
        shipmentId: shipment?.shipmentId ?? String(data['shipmentId']),
        disposition: decided,
        excursions: (shipment?.excursions ?? []).map(({ deviceId, since, worstCelsius }) => ({
            deviceId,
            since,
            worstCelsius,
        })),
        lostBatchId: isLost ? (productAboard(state, shipment)?.batchId ?? null) : null,
    };
}
;// ./dist/libs/domain/src/journey/rescan.js




/** The events by which somebody says what they hold in their hands. */
const rescan_scans = [
    'label.applied',
    'apheresis.completed',
    'material.received',
    'material.cryopreserved',
    'material.stored',
    'material.moved',
    'manufacturing.started',
    'shipment.received',
    'product.received',
    'product.stored',
    'product.thawed',
    'infusion.started',
    'infusion.completed',
];
/** Notes on each hold by what another journey named that it was scanned here again since. */
function withRescans(state, event) {
    const isOpen = state.holds.some(({ kind }) => kind === 'identity-mismatch-collateral');
    if (!isOpen || !rescan_scans.includes(event.type))
        return state;
    const identifiers = textsIn(event.data);
    return {
        ...state,
        holds: changeWhere(state.holds, ({ kind, about, since, rescannedBy }) => kind === 'identity-mismatch-collateral' &&
            rescannedBy === undefined &&
            isAtOrAfter(happenedAt(event), since) &&
            identifiers.some((one) => about?.endsWith(`/${normalisedIdentifier(one)}`)), (hold) => ({ ...hold, rescannedBy: event.id })),
    };
}
function textsIn(value) {
    if (typeof value === 'string')
        return [value];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
;// ./dist/libs/domain/src/journey/toxicity-course.js
/**
 * Whether a proposal is higher than what stands and than what a clinician has answered: only then it escalates. A clinician
 * who called a proposal of 2 a 1 is not asked again about the same 2.
 */
function isRise(course, { grade }) {
    const answered = course.status === 'confirmed' ? (course.answeredGrade ?? 0) : 0;
    return (grade ?? 0) > Math.max(course.grade, answered);
}
;// ./dist/libs/domain/src/journey/evolve.js












const own = {
    'journey.enrolled': (state) => state,
    'stage.entered': (state, { stage, attempts, voids }, record) => ({
        ...evolve_withCourse(state, attempts.lymphodepletion, record),
        stage,
        stageSince: record.time,
        attempts: { ...attempts, manufacturing: state.attempts.manufacturing },
        decisions: withoutVoided(state.decisions, voids),
        awaitingSecond: withoutVoided(state.awaitingSecond, voids),
    }),
    'gate.opened': (state, { gate }, record) => ({
        ...state,
        // The product has been given: the permission to give it is used up.
        authorizations: gate === 'infusion.complete'
            ? state.authorizations.filter((one) => one.kind !== 'infusion.authorized')
            : state.authorizations,
        openedGates: [...state.openedGates, { gate, at: record.time }],
    }),
    'gate.blocked': (state) => state,
    'hold.placed': (state, { kind, about }, record) => ({
        ...state,
        holds: [...state.holds, { kind, about, since: record.time, placedBy: record.id }],
    }),
    'hold.lifted': (state, { kind, about }) => ({
        ...state,
        holds: state.holds.filter((hold) => hold.kind !== kind || hold.about !== about),
    }),
    'deadline.warned': withStepFired,
    'deadline.due': withStepFired,
    'deadline.missed': withStepFired,
    'alert.raised': (state, { alertId, kind, severity }, record) => ({
        ...state,
        alerts: [
            ...state.alerts,
            { alertId, kind, severity, raisedAt: record.time, acknowledgedBy: null },
        ],
    }),
    'alert.acknowledged': (state, { alertId, by }) => ({
        ...state,
        alerts: changeWhere(state.alerts, (alert) => alert.alertId === alertId, (alert) => ({ ...alert, acknowledgedBy: by })),
    }),
    'decision.recorded': decisionRecorded,
    'decision.refused': (state) => state,
    'event.parked': (state, { event, needs }, record, hash) => ({
        ...remembered(state, event, hash),
        parked: [...state.parked, { event, needs, since: record.time }],
    }),
    'event.refused': (state, { event }, _record, hash) => remembered(state, event, hash),
    'event.confirmed': (state, { event, flags = [] }, record, hash) => withEvent(state, event, flags, record, hash),
    // The fact that corrects stands in a record of its own.
    'event.corrected': (state) => state,
    'event.retracted': (state, { event }) => withoutFacts(state, [event]),
    'identity.mismatch-detected': (state, { about }) => about === undefined || state.mismatches.includes(about)
        ? state
        : { ...state, mismatches: [...state.mismatches, about].toSorted() },
    'deviation.raised': (state) => state,
    'review.requested': (state, { reviewId, about }, record) => ({
        ...state,
        reviews: [...state.reviews, { reviewId, about, raisedAt: record.time }],
    }),
    'review.answered': (state, { reviewId, overruled = [] }) => ({
        ...(overruled.length === 0 ? state : withoutFacts(state, overruled)),
        reviews: state.reviews.filter((review) => review.reviewId !== reviewId),
    }),
    'toxicity.proposed': (state, { kind, proposal }, record) => {
        const course = state.toxicity[kind];
        const proposed = proposal.grade ?? 0;
        const rises = course === null || isRise(course, proposal);
        const answered = course?.answeredGrade ?? null;
        const next = {
            grade: rises ? proposed : course.grade,
            status: rises ? 'proposed' : course.status,
            since: rises ? record.time : course.since,
            asOf: record.time,
            peak: Math.max(course?.peak ?? 0, proposed),
            confirmedGrade: course?.confirmedGrade ?? null,
            // A grade that was answered and has gone is a new one when it comes back; not measured is not gone.
            answeredGrade: answered === null || proposal.atLeast ? answered : Math.min(answered, proposed),
            proposal,
        };
        return { ...state, toxicity: { ...state.toxicity, [kind]: next } };
    },
    'toxicity.confirmed': (state, { kind, grade }, record) => {
        const course = state.toxicity[kind];
        if (course === null)
            return state;
        const next = {
            ...course,
            grade,
            status: 'confirmed',
            confirmedGrade: grade,
            answeredGrade: course.proposal.grade,
            since: grade === course.grade ? course.since : record.time,
            asOf: record.time,
            peak: Math.max(course.peak, grade),
        };
        return { ...state, toxicity: { ...state.toxicity, [kind]: next } };
    },
    'toxicity.escalated': (state) => state,
    'toxicity.resolved': (state) => state,
    'window.opened': (state, { name }) => withWindow(state, name, 'open'),
    'window.closed': (state, { name }) => withWindow(state, name, 'closed'),
    'calendar.resolved': (state, { calendar, windows, visits }) => ({
        ...state,
        calendar,
        // Counted anew from an earlier day, what was opened and what was done stays so.
        windows: windows.map((window) => ({
            ...window,
            state: state.windows.find((one) => one.name === window.name)?.state ?? 'planned',
        })),
        visits: visits.map((visit) => ({
            ...visit,
            completed: state.visits.find((one) => one.name === visit.name)?.completed ?? null,
        })),
    }),
    'request.sent': (state, detail, record) => ({
        ...state,
        requests: [
            ...state.requests,
            {
                requestId: detail.requestId,
                type: detail.type,
                purpose: detail.purpose,
                sentAt: record.time,
                dueAt: detail.dueAt,
            },
        ],
        authorizations: detail.authorization === undefined
            ? state.authorizations
            : [
                ...state.authorizations,
                {
                    kind: detail.authorization.kind,
                    gate: detail.authorization.gate,
                    validUntil: detail.authorization.validUntil,
                    requestId: detail.requestId,
                },
            ],
    }),
    'request.withdrawn': (state, { requestId }) => ({
        ...state,
        authorizations: state.authorizations.filter((one) => one.requestId !== requestId),
    }),
    'journey.reopened': (state, { stage }, record) => ({
        ...state,
        stage,
        stageSince: record.time,
        outcome: null,
        reopened: { at: record.time, deathEventId: state.death?.evidence.eventId ?? null },
    }),
    'journey.closed': (state, { outcome, reason, stageAtEnd, infused }, record) => ({
        ...state,
        stage: 'closed',
        stageSince: record.time,
        authorizations: [],
        outcome: { outcome, reason, stageAtEnd, infused, at: record.time, by: record.data.actor },
    }),
};
/** The record types the journey writes of its own accord. */
const ownRecordTypes = Object.keys(own);
/**
 * The state after one record: pure, total over every record type this version and those before it write.
 * The first record of a journey is `journey.enrolled`, folded onto null.
 */
function evolve(state, record, hash) {
    const before = state === null ? initialState(record) : adoptedState(state);
    const changed = withReceipt(evolved(before, record, hash), record);
    return {
        ...(isOfVersion1(record) ? withFactsAsBase(changed) : changed),
        sequence: record.data.sequence,
        lastHash: record.data.hash,
        lastTime: record.time,
    };
}
function isOfVersion1({ data }) {
    return data.protocolVersion === 1;
}
function evolved(state, record, hash) {
    const { fact } = record.data;
    if (fact === undefined)
        return evolvedOwn(state, record, record.type, hash);
    const { flags, ...told } = fact;
    return withEvent(state, { ...told, type: record.type }, flags ?? [], record, hash);
}
/** The state after an event came, alone or as one more of its occurrence. */
function withEvent(state, event, flags, record, hash) {
    const known = remembered(state, event, hash);
    const unparked = {
        ...known,
        parked: known.parked.filter((parked) => !isEvent(parked.event, event)),
    };
    const isForeign = flags.includes('identity-mismatch');
    // A scan of somebody else is no ground for anything; but what has flowed into the patient has.
    if (isForeign && !isOfInfusion(event))
        return unparked;
    const suspectAt = flags.includes('clock-suspect')
        ? (arrivedAt(state, event) ?? record.time)
        : undefined;
    if (isOfVersion1(record)) {
        return applyFact(unparked, event, suspectAt === undefined ? {} : { suspectAt });
    }
    const seen = isForeign ? unparked : withRescans(unparked, event);
    return withFact(seen, event, { sequence: record.data.sequence, hash, suspectAt });
}
/** When a parked event arrived. */
function arrivedAt({ parked }, event) {
    return parked.find((one) => isEvent(one.event, event))?.since;
}
function evolvedOwn(state, record, type, hash) {
    return own[type](state, record.data.detail, record, hash);
}
/** Facts of a course of lymphodepletion belong to the one that is under way. */
function evolve_withCourse(state, attempt, { data }) {
    return attempt === state.attempts.lymphodepletion
        ? state
        : withMark(state, { sequence: data.sequence, kind: 'course', attempt });
}
function remembered(state, event, hash) {
    const key = rememberedKey(event, hash);
    return state.remembered.includes(key)
        ? state
        : { ...state, remembered: [...state.remembered, key] };
}
function withReceipt(state, record) {
    const { receipt } = record.data;
    if (receipt === undefined)
        return state;
    const { keyHash, ...answer } = receipt;
    return { ...state, receipts: { ...state.receipts, [keyHash]: answer } };
}
function withStepFired(state, { name, step }) {
    return { ...state, firedSteps: [...state.firedSteps, `${name}#${step}`] };
}
function withWindow(state, name, windowState) {
    return {
        ...state,
        windows: changeWhere(state.windows, (window) => window.name === name, (window) => ({ ...window, state: windowState })),
    };
}
function withoutVoided(decisions, voids) {
    return decisions.filter((decision) => !voids.includes(decision.type));
}
;// ./dist/libs/domain/src/journey/journal.js



/** The version of the protocol that writes the records of a run. */
const protocolVersion = 2;
/** Lower-case hex SHA-256 of the canonical record without its own hash. */
function recordHash(record, digest) {
    return digest.hash(digest.canonical(record));
}
/** Numbers, times and chains a draft onto a journey's journal. */
function append(state, draft, journeyId, at, causedBy, digest) {
    const sequence = (state?.sequence ?? 0) + 1;
    const { type, ...content } = draft;
    const frame = {
        specversion: '1.0',
        id: `${journeyId}/${sequence}`,
        source: 'urn:v2v:journey',
        type,
        subject: journeyId,
        time: at,
    };
    const data = {
        sequence,
        ...content,
        ...(causedBy === undefined ? {} : { causedBy }),
        protocolVersion,
        previousHash: state?.lastHash ?? zeroHash,
        stageBefore: state?.stage ?? 'referral',
        stageAfter: 'referral',
        holds: [],
        hash: '',
    };
    const provisional = { ...frame, data };
    const after = evolve(state ?? initialState(provisional), provisional, digest.hash);
    const nextDeadline = nextDeadlineOf(after);
    const { hash: _none, ...unhashed } = {
        ...data,
        stageAfter: after.stage,
        holds: after.holds.map(({ kind, since }) => ({ kind, since })),
        ...(nextDeadline === undefined ? {} : { nextDeadline }),
    };
    const hash = recordHash({ ...frame, data: unhashed }, digest);
    return {
        state: { ...after, lastHash: hash },
        record: { ...frame, data: { ...unhashed, hash } },
    };
}
;// ./dist/workflows/journey/continue-as-new.js


// What a run may grow to, so that replaying it stays a matter of milliseconds and far from the server's limits.
const mostHistoryEvents = 1_000;
const mostHistoryBytes = 1_048_576;
const mostSignals = 500;
/**
 * Ends the run and goes on in another when the server suggests it, when the run has grown long, on `journey.roll`, on
 * entering follow-up and after each visit; never with records unpublished or a message half applied.
 */
async function continueAsNewWhenDue(journey) {
    const { historySize: bytesAtStart } = temporal_workflowInfo();
    await temporal_condition(() => isDue(journey, bytesAtStart) && isAtRest(journey));
    const { state, clock } = journey;
    const input = { clock, protocolVersion: protocolVersion, resumed: state };
    return temporal_continueAsNew(input);
}
function isDue(journey, bytesAtStart) {
    const { continueAsNewSuggested, historyLength, historySize } = temporal_workflowInfo();
    return (journey.isToContinueAsNew ||
        continueAsNewSuggested ||
        journey.signals >= mostSignals ||
        historyLength >= mostHistoryEvents ||
        // The state it was handed is no growth: a run of a large one would end as soon as it began.
        historySize - bytesAtStart >= mostHistoryBytes);
}
function isAtRest(journey) {
    return (journey.state.stage !== 'closed' &&
        journey.isPublished &&
        journey.foreignNames.length === 0 &&
        !journey.isBusy &&
        temporal_allHandlersFinished());
}
;// ./dist/libs/domain/src/time/clock.js
/** The clock of production: journey time is wall time. */
const identityClock = {
    wallOrigin: '1970-01-01T00:00:00.000Z',
    journeyOrigin: '1970-01-01T00:00:00.000Z',
    scale: 1,
};
/** Journey time in epoch milliseconds at a wall time in epoch milliseconds. */
function journeyTimeAt(clock, wallMs) {
    const elapsed = wallMs - Date.parse(clock.wallOrigin);
    return Date.parse(clock.journeyOrigin) + Math.floor(elapsed * clock.scale);
}
/** Wall time in epoch milliseconds at which a journey time (epoch milliseconds) is reached. */
function wallTimeAt(clock, journeyMs) {
    const elapsed = journeyMs - Date.parse(clock.journeyOrigin);
    // Rounded before the origin is added: beside it a small part of a millisecond would be lost.
    return Date.parse(clock.wallOrigin) + Math.ceil(elapsed / clock.scale);
}
/** Whether journey time equals wall time. */
function isIdentity(clock) {
    return clock.scale === 1 && clock.wallOrigin === clock.journeyOrigin;
}
;// ./dist/workflows/journey/messages.js


/** The task queue on which workers take journeys. */
const journeyTaskQueue = 'treatment-journeys';
/** The type under which a journey is started. */
const journeyWorkflowType = 'treatmentJourney';
/** The address of a journey in Temporal, the same for its whole life. */
function journeyWorkflowId(journeyId) {
    return `journey/${journeyId}`;
}
/** A decision of a person, answered at once. */
const decideUpdate = temporal_defineUpdate('decide');
/** The journey itself: what the read model follows, without its delay. */
const stateQuery = temporal_defineQuery('state');
/** Several inbound events in one signal, in order; a single one comes under its own type. */
const eventsSignal = 'events';
/** A demonstration's clock after its stack stood still; ignored where journey time is wall time. */
const clockSignal = temporal_defineSignal('journey.clock');
/** Asks a journey to continue as new, so that it runs the code now deployed. */
const rollSignal = temporal_defineSignal('journey.roll');
/** Tells a journey that began without identity that the vault has it now. */
const identityRecordedSignal = temporal_defineSignal('patient.identity-recorded');
/** How a journey is started, by whoever enrols: once for ever, under an address of its own. */
function journeyStart(enrolment, clock) {
    const { journeyId, product, indication, sites } = enrolment;
    const input = { enrolment, protocolVersion: protocolVersion, clock };
    return {
        workflowId: journeyWorkflowId(journeyId),
        taskQueue: journeyTaskQueue,
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        staticSummary: `${product} for ${indication} at ${sites.treating}`,
        args: [input],
    };
}
/** Says that other journeys named identifiers of this one, in which of their events. */
const namedElsewhereSignal = temporal_defineSignal('identity.named-elsewhere');
/** Says which clinical messages about the journey could not be used. */
const unusableMessageSignal = temporal_defineSignal('clinical-message.unusable');
;// ./dist/workflows/journey/handlers.js




/** Opens the journey's inbox: set before anything is awaited, so that no message is ever early. */
function receiveMessages(journey) {
    temporal_setHandler(stateQuery, () => journey.state);
    temporal_setHandler(decideUpdate, (command) => journey.decide(command), { validator: assertDecision });
    temporal_setHandler(rollSignal, () => {
        journey.signals += 1;
        journey.isToContinueAsNew = true;
    });
    temporal_setHandler(clockSignal, (clock) => {
        journey.signals += 1;
        if (isIdentity(journey.clock))
            return;
        journey.clock = clock;
        journey.looks += 1;
    });
    temporal_setHandler(identityRecordedSignal, (recorded) => {
        journey.signals += 1;
        journey.apply({ ...recorded, kind: 'identity-recorded' });
    });
    temporal_setHandler(namedElsewhereSignal, (identifiers) => {
        journey.signals += 1;
        for (const one of identifiers)
            journey.apply({ ...one, kind: 'named-elsewhere' });
    });
    temporal_setHandler(unusableMessageSignal, (messages) => {
        journey.signals += 1;
        for (const one of messages)
            journey.apply({ ...one, kind: 'clinical-message-unusable' });
    });
    temporal_setDefaultSignalHandler((name, ...args) => {
        journey.signals += 1;
        const events = name === eventsSignal ? args[0] : [args[0]];
        if (Array.isArray(events) && events.every(isJourneyEvent))
            journey.receive(events);
        else
            temporal_log.warn('a signal that carries no events was ignored', { signal: name });
    });
}
/** Rejects what is no decision, before it leaves a trace. */
function assertDecision(command) {
    const rule = decisionRule(command.type);
    const isAllowed = rule?.roles.some((role) => role === command.actor.role) === true;
    if (isAllowed)
        return;
    throw temporal_ApplicationFailure.nonRetryable('no decision of this protocol and role', 'no-decision');
}
function isJourneyEvent(value) {
    const event = value;
    return (typeof event === 'object' &&
        typeof event?.id === 'string' &&
        typeof event.source === 'string' &&
        typeof event.type === 'string' &&
        typeof event.time === 'string' &&
        typeof event.data === 'object');
}
;// ./dist/libs/domain/src/corrections/resting-on.js




/** What decisions rest on that meet no requirement, as ids of events. */
const resting_on_grounds = {
    'dispose-excursion': (state, { shipmentId }) => [
        ...state.shipments
            .filter((one) => shipmentId === undefined || sameIdentifier(one.shipmentId, shipmentId))
            .flatMap(({ excursions }) => excursions.map(({ evidence }) => evidence.eventId)),
        ...Object.entries(state.assessments)
            .filter(([id]) => shipmentId === undefined || sameIdentifier(id, shipmentId))
            .flatMap(([, words]) => words.map(({ evidence }) => evidence.eventId)),
    ],
    'order-remanufacture': lostBatch,
    'request-second-apheresis': lostBatch,
};
function lostBatch(state) {
    const batch = currentBatch(state);
    return [
        batch?.failure?.evidence.eventId,
        ...(batch?.tests ?? []).filter((one) => !one.passed).map((one) => one.evidence.eventId),
    ];
}
/** Ids of the events that a signed decision of a type rests on at an instant; none for an unsigned one. */
function restingOn(state, type, data, now) {
    const rule = decisionRule(type);
    if (rule?.signed !== true)
        return [];
    const { meets, needs } = rule;
    const ids = meets === undefined
        ? (resting_on_grounds[type]?.(state, data) ?? [])
        : evaluate(meets.gate, state, now)
            .requirements.filter(({ id }) => needs === undefined ||
            needs === 'all-others' ||
            needs.includes(id) ||
            id === meets.requirement)
            .flatMap((one) => one.evidence);
    const own = `${state.journeyId}/`;
    const told = ids.flatMap((id) => (id === undefined || id.startsWith(own) ? [] : [id]));
    return [...new Set(told)].toSorted();
}
;// ./dist/libs/domain/src/corrections/review.js


/** The records that ask people to look into something, once; they are paged only where they can still act. */
function reviewAsked(state, about, isActionable) {
    if (state.reviews.some(({ reviewId }) => reviewId === about))
        return [];
    const detail = { reviewId: about, about };
    return [
        { type: 'review.requested', actor: system, detail },
        ...(isActionable ? [alertRaised('review-requested', about, 'immediate')] : []),
    ];
}
;// ./dist/libs/domain/src/corrections/dependent-decisions.js







/** Decisions that gate material, product or drug: while their ground is in doubt nothing moves. */
const moving = [
    'accept-low-yield',
    'order-remanufacture',
    'dispose-excursion',
    'authorize-lymphodepletion',
    'verify-product-identity',
    'authorize-infusion',
];
/**
 * What follows when a fact changes that signed decisions in force rest on: a deviation and a review of each, and a hold while
 * material, product or drug can still move. The decisions stand.
 */
function deviations(state, eventIds, change, now) {
    const dependent = state.decisions.filter((decision) => {
        const ground = groundOf(state, decision, now);
        return eventIds.some((id) => ground.includes(id));
    });
    const [about] = eventIds;
    if (about === undefined || dependent.length === 0)
        return [];
    const isHeld = !isInfused(state) &&
        dependent.some(({ type }) => moving.includes(type)) &&
        !state.holds.some((hold) => hold.kind === 'deviation' && hold.about === about);
    return [
        ...dependent.flatMap(({ type, sequence }) => {
            const detail = {
                kind: `ground-${change}`,
                about: `${type}/${sequence}/${about}`,
            };
            return [
                { type: 'deviation.raised', actor: system, detail },
                ...reviewAsked(state, `deviation/${sequence}/${about}`, !isInfused(state)),
            ];
        }),
        ...(isHeld ? [holdPlaced('deviation', about)] : []),
    ];
}
/** What a decision rests on as it was recorded; of one recorded by version 1, what it rests on now. */
function groundOf(state, { type, restsOn }, now) {
    if (restsOn !== undefined)
        return restsOn;
    return decisionRule(type)?.signed === true ? restingOn(state, type, {}, now) : [];
}
/** The requirements of a decision's gate that are not met. */
function unmetFor(state, type, now) {
    const { meets, needs } = decisionRule(type) ?? {};
    if (meets === undefined || needs === undefined)
        return [];
    return evaluate(meets.gate, state, now)
        .requirements.filter((one) => !one.met &&
        one.id !== meets.requirement &&
        (needs === 'all-others' || needs.includes(one.id)))
        .map((one) => one.id);
}
;// ./dist/libs/domain/src/corrections/late-facts.js





/** Permissions fall with their ground of themselves until product flows. */
const permitting = [
    'authorize-lymphodepletion',
    'verify-product-identity',
    'authorize-infusion',
];
/**
 * What follows when a fact happened before a signed decision and comes after it: where it takes the ground from the decision
 * people look into it. The decision stands; they are paged only where something can still be done about it.
 */
function lateFact(before, after, event, now) {
    const happened = happenedAt(event);
    return before.decisions
        .filter(({ at, type }) => isBefore(happened, at) && !isPermission(after, type))
        .filter(({ type }) => {
        const unmet = unmetFor(before, type, now);
        return unmetFor(after, type, now).some((id) => !unmet.includes(id));
    })
        .flatMap(({ sequence, type }) => reviewAsked(before, `late/${sequence}/${event.id}`, isActionable(after, type)));
}
function isPermission(state, type) {
    return permitting.includes(type) && !isInfused(state);
}
/** Until product flows, what was decided about collection and product can be stopped; monitoring can be taken up again. */
function isActionable(state, type) {
    return type === 'close-monitoring' || !isInfused(state);
}
;// ./dist/libs/domain/src/corrections/retracted.js
/** The record that takes an event back. */
function retracted(event, reason, actor) {
    const detail = { event, reason };
    return { type: 'event.retracted', actor, detail };
}
;// ./dist/libs/domain/src/corrections/accepted.js












/** The record that applies an event. */
function factDraft(event, flags = []) {
    const { type, ...fact } = event;
    return {
        type,
        actor: partnerOf(event),
        fact: flags.length === 0 ? fact : { ...fact, flags },
    };
}
/** The event that another one takes back or corrects; undefined for one that stands for itself. */
function targetOf({ type, source, data, corrects }) {
    const id = type === 'record.retracted' ? data['retractedId'] : corrects;
    return typeof id === 'string' ? { source, id } : undefined;
}
/** The types of which it has to be judged whose they are before they may be told otherwise. */
const judgedFirst = ['material.received', 'product.received', 'product.thawed'];
/** Whether what an event takes back or corrects has not come yet, or still waits to be judged. */
function isAheadOfTarget(state, event, { hash }) {
    const target = targetOf(event);
    if (target === undefined)
        return false;
    const parked = state.parked.find((one) => isEvent(one.event, target));
    return (!state.remembered.includes(rememberedKey(target, hash)) ||
        (parked !== undefined && judgedFirst.includes(parked.event.type)));
}
/** Where a difference harms nobody tonight: papers of a shipment, times of a stay. */
const canWait = /^(?:shipment|patient)\./;
/**
 * The records that accept an event which arrived at `arrivedAt`: as a fact, as one more word on what is known, in the place of
 * what it corrects, or as taking back; with what follows for decisions that rest on what changes.
 */
function accepted(state, event, arrivedAt, now, digest) {
    const flags = isClockSuspect(event, arrivedAt, state.enrolment) ? ['clock-suspect'] : [];
    const target = targetOf(event);
    if (target !== undefined)
        return changed(state, event, target, flags, now);
    const twin = twinOf(state, event, digest.hash);
    if (twin === undefined) {
        return [factDraft(event, flags), ...late(state, event, flags, arrivedAt, now, digest)];
    }
    if (twin.isSame) {
        const detail = {
            event,
            ...(twin.name === undefined ? {} : { confirms: twin.name }),
            ...(flags.length === 0 ? {} : { flags }),
        };
        return [{ type: 'event.confirmed', actor: partnerOf(event), detail }];
    }
    return [
        factDraft(event, [...flags, 'disputed']),
        ...reviewAsked(state, `occurrence/${event.type}/${event.id}`, !canWait.test(event.type)),
    ];
}
/** A fact that takes back or corrects another one. */
function changed(state, event, target, flags, now) {
    const isRetraction = event.type === 'record.retracted';
    const known = state.told.facts.find((one) => isEvent(one.event, target));
    const isSame = !isRetraction &&
        known !== undefined &&
        known.event.type === event.type &&
        contentText(known.event.data) === contentText(keptEvent(event).data);
    return [
        factDraft(event, flags),
        isRetraction
            ? retracted(target, String(event.data['reason']), partnerOf(event))
            : corrected(target, event),
        ...(isSame
            ? []
            : deviations(state, [target.id], isRetraction ? 'retracted' : 'corrected', now)),
        ...(known === undefined && state.told.base !== null
            ? reviewAsked(state, `settled/${target.id}`, true)
            : []),
    ];
}
function corrected(target, event) {
    const detail = { event: target, by: event.id };
    return { type: 'event.corrected', actor: partnerOf(event), detail };
}
function late(state, event, flags, arrivedAt, now, { hash }) {
    const happened = happenedAt(event);
    if (!state.decisions.some(({ at }) => isBefore(happened, at)))
        return [];
    const suspectAt = flags.length === 0 ? undefined : arrivedAt;
    const after = withFact(state, event, { sequence: state.sequence + 1, hash, suspectAt });
    return lateFact(state, after, event, now);
}
;// ./dist/libs/domain/src/requests/request-plan.js

/** The record that sends a request; null when it was sent before. Its id is `<journey>/<type>/<attempt>`. */
function requestDraft(state, plan) {
    const ofType = state.requests.filter((request) => request.type === plan.type);
    if (ofType.some((request) => request.purpose === plan.purpose))
        return null;
    const detail = {
        type: plan.type,
        requestId: `${state.journeyId}/${plan.type}/${ofType.length + 1}`,
        purpose: plan.purpose,
        partnerId: state.enrolment.partners[plan.to].id,
        dueAt: plan.dueAt,
        data: plan.data,
        ...(plan.authorization === undefined ? {} : { authorization: plan.authorization }),
    };
    return { type: 'request.sent', actor: system, detail };
}
;// ./dist/libs/domain/src/requests/withdrawal.js



/** The records that take authorisations back and tell the clinic of each. */
function withdrawalOf(state, authorizations, now) {
    return authorizations.flatMap(({ kind, requestId }) => {
        const told = requestDraft(state, {
            type: kind.replace('authorized', 'authorization-withdrawn'),
            purpose: `withdraw/${requestId}`,
            to: 'clinic',
            dueAt: plusHours(now, 1),
            data: { withdraws: requestId },
        });
        const detail = { type: kind, requestId };
        return [{ type: 'request.withdrawn', actor: system, detail }, ...(told === null ? [] : [told])];
    });
}
;// ./dist/libs/domain/src/decisions/stage-entered.js

/** The record of entering a stage, with the attempts counted and the decisions that lapse. */
function stageEntered(state, stage, options) {
    const { attempts } = state;
    const next = options.isNewAttempt ? 1 : 0;
    const detail = {
        stage,
        attempts: {
            ...attempts,
            ...(stage === 'leukapheresis' ? { apheresis: attempts.apheresis + next } : {}),
            ...(stage === 'lymphodepletion' ? { lymphodepletion: attempts.lymphodepletion + next } : {}),
            ...(stage === 'infusion' ? { infusion: attempts.infusion + next } : {}),
        },
        voids: options.voids ?? [],
    };
    return { type: 'stage.entered', actor: system, detail };
}
;// ./dist/libs/domain/src/decisions/permissions.js








const permissions = [
    {
        kind: 'lymphodepletion.authorized',
        gate: 'lymphodepletion.may-start',
        takenIn: 'inbound-shipment',
        actedOnIn: 'lymphodepletion',
        decisions: ['authorize-lymphodepletion'],
        isBegun: ({ lymphodepletion, attempts }) => lymphodepletion !== null && lymphodepletion.attempt >= attempts.lymphodepletion,
    },
    {
        kind: 'infusion.authorized',
        gate: 'infusion.may-start',
        takenIn: 'lymphodepletion',
        actedOnIn: 'infusion',
        decisions: ['authorize-infusion', 'verify-product-identity'],
        isBegun: isInfused,
    },
];
/** What stops the bags that are left once an infusion has begun; its window and stocks no longer do. */
const stopsRemainingBags = [
    'patient-alive',
    'no-hold',
    'treatment-consent',
    'product-received',
    'product-released',
    'product-not-expired',
];
/** The permissions whose ground is gone: withdrawn at once, and to be decided anew. */
function lostGround(state, now) {
    for (const permission of permissions) {
        const drafts = fallen(state, permission, now);
        if (drafts.length > 0)
            return drafts;
    }
    return [];
}
function fallen(state, permission, now) {
    const { kind, takenIn, actedOnIn } = permission;
    const open = state.authorizations.filter((one) => one.kind === kind);
    const gone = open.filter((one) => !isInForce(state, one) || isExpired(one, now));
    if (state.stage === takenIn) {
        const lapsed = lapsedIn(state, permission, now);
        return lapsed ?? withdrawalOf(state, gone, now);
    }
    if (state.stage !== actedOnIn)
        return withdrawalOf(state, open, now);
    const isBegun = permission.isBegun(state);
    const unmet = unmetOf(state, permission, now).filter((one) => !isBegun || (kind === 'infusion.authorized' && stopsRemainingBags.includes(one.id)));
    if (isBegun && (open.length === 0 || bagsToGive(state).length === 0))
        return [];
    if (unmet.length === 0 && gone.length === 0)
        return [];
    return [
        ...withdrawalOf(state, open, now),
        blocked(permission, unmet),
        stageEntered(state, isBegun ? actedOnIn : takenIn, {
            isNewAttempt: false,
            voids: permission.decisions,
        }),
    ];
}
/** A decision of the permission that was taken, whose gate was not passed before its ground went. */
function lapsedIn(state, permission, now) {
    const unmet = unmetOf(state, permission, now);
    const lapsed = permission.decisions.filter((type) => {
        const { needs, meets } = decisionRule(type) ?? {};
        return (decisionInForce(state, type) !== undefined &&
            unmet.some(({ id }) => id !== meets?.requirement && (needs === 'all-others' || needs?.includes(id))));
    });
    if (lapsed.length === 0)
        return undefined;
    const open = state.authorizations.filter((one) => one.kind === permission.kind);
    return [
        ...withdrawalOf(state, open, now),
        blocked(permission, unmet),
        stageEntered(state, state.stage, { isNewAttempt: false, voids: lapsed }),
    ];
}
/** The records of a physician taking a permission back. */
function takenBack(state, requestId, now) {
    const taken = state.authorizations.filter((one) => one.requestId === requestId);
    const permission = permissions.find(({ kind }) => taken.some((one) => one.kind === kind));
    if (permission === undefined)
        return [];
    const { takenIn, actedOnIn, decisions, isBegun } = permission;
    const stage = state.stage === actedOnIn && !isBegun(state) ? takenIn : state.stage;
    return [
        ...withdrawalOf(state, taken, now),
        stageEntered(state, stage, { isNewAttempt: false, voids: decisions }),
    ];
}
function unmetOf(state, { gate }, now) {
    return evaluate(gate, state, now).requirements.filter((one) => !one.met);
}
function blocked({ gate }, unmet) {
    const requirements = unmet.map((one) => one.id);
    const detail = { gate, requirements };
    return { type: 'gate.blocked', actor: system, detail };
}
/** An authorisation carries out one decision, named in its purpose, and stands as long as that. */
function isInForce(state, { requestId }) {
    const purpose = state.requests.find((one) => one.requestId === requestId)?.purpose;
    return state.decisions.some(({ sequence }) => purpose === `decision/${sequence}`);
}
function isExpired({ validUntil }, now) {
    return validUntil !== null && isAtOrAfter(now, validUntil);
}
/** What clocks may differ by between a permission and what is done with it. */
const clockToleranceMinutes = 5;
/** Whether an infusion was authorised at an instant: told to the clinic before, and not taken back or used up since. */
function wasInfusionAuthorized(state, at) {
    const { requests, openedGates } = state;
    const latestSent = plusMinutes(at, clockToleranceMinutes);
    const isOver = (sentAt, endedAt) => isAtOrAfter(endedAt, sentAt) && isBefore(endedAt, at);
    return requests.some(({ type, requestId, sentAt }) => type === 'infusion.authorized' &&
        isAtOrAfter(latestSent, sentAt) &&
        !requests.some((one) => one.purpose === `withdraw/${requestId}` && isOver(sentAt, one.sentAt)) &&
        !openedGates.some((one) => one.gate === 'infusion.complete' && isOver(sentAt, one.at)));
}
;// ./dist/libs/domain/src/decisions/effects.js











/** The record that ends a journey. */
function journeyClosed(state, outcome, reason, actor = system) {
    const detail = {
        outcome,
        reason,
        stageAtEnd: state.stage,
        infused: isInfused(state),
    };
    return { type: 'journey.closed', actor, detail };
}
function personOf(command) {
    return { kind: 'person', id: command.actor.id, role: command.actor.role };
}
/** Closes, and takes back first what partners are still permitted to do. */
const closes = (outcome) => (state, command, now) => {
    const { reason } = command.data;
    const stated = typeof reason === 'string' ? reason : outcome;
    return [
        ...withdrawalOf(state, state.authorizations, now),
        journeyClosed(state, outcome, stated, personOf(command)),
    ];
};
/** Decisions that lapse when a new course of lymphodepletion is needed. */
const lymphodepletionPermissions = [
    'authorize-lymphodepletion',
    'verify-product-identity',
    'authorize-infusion',
];
/** A second collection starts with a new chain of dates. */
function collectAgain(state) {
    return stageEntered(state, 'scheduling', {
        isNewAttempt: false,
        voids: ['book-schedule', 'accept-low-yield', ...lymphodepletionPermissions],
    });
}
/** Another attempt at the product, from wherever the journey learnt that it cannot have this one. */
function manufactureAgain(state) {
    return state.stage === 'manufacturing'
        ? []
        : [
            stageEntered(state, 'manufacturing', {
                isNewAttempt: false,
                voids: lymphodepletionPermissions,
            }),
        ];
}
/** A review is answered; of an occurrence told in different ways the telling that was found stands, and no other. */
function reviewAnswered(state, command, now) {
    const [reviewId, finding] = ['reviewId', 'finding'].map((field) => String(command.data[field]));
    const tellings = tellingsInReview(state, reviewId ?? '');
    const overruled = tellings.filter(({ id }) => id !== finding);
    const isAnswered = (one) => one === reviewId || tellings.some(({ id }) => isReviewOf(one, id));
    const answers = state.reviews
        .filter((one) => isAnswered(one.reviewId))
        .map((one) => {
        const detail = {
            reviewId: one.reviewId,
            finding: finding ?? '',
            ...(one.reviewId === reviewId && overruled.length > 0 ? { overruled } : {}),
        };
        return { type: 'review.answered', actor: personOf(command), detail };
    });
    const ids = overruled.map(({ id }) => id);
    return [...answers, ...deviations(state, ids, 'overruled', now)];
}
const effects = {
    'reject-eligibility': closes('ineligible'),
    'close-journey': (state, command, now) => closes(command.data['outcome'])(state, command, now),
    'withdraw-patient': (state, command, now) => isInfused(state) || command.data['scope'] !== 'treatment'
        ? []
        : closes('withdrawn')(state, command, now),
    'request-second-apheresis': (state) => [collectAgain(state)],
    'order-remanufacture': manufactureAgain,
    'withdraw-authorization': (state, { data }, now) => takenBack(state, data['requestId'], now),
    'repeat-lymphodepletion': (state) => [
        stageEntered(state, 'inbound-shipment', {
            isNewAttempt: false,
            voids: lymphodepletionPermissions,
        }),
    ],
    // What was rejected is never used: the journey goes back to where it can be had again.
    'dispose-excursion': (state, { data }) => {
        const shipment = state.shipments.find((one) => sameIdentifier(one.shipmentId, data['shipmentId']));
        if (data['disposition'] !== 'rejected' || shipment === undefined || isInfused(state))
            return [];
        return legOf(state, shipment) === 'manufacturer-to-clinic'
            ? manufactureAgain(state)
            : [collectAgain(state)];
    },
    'place-hold': (_state, command) => [
        holdPlaced(command.data['kind'], null, personOf(command)),
    ],
    'lift-hold': (state, command) => state.holds
        .filter((one) => one.kind === command.data['kind'])
        .map((one) => holdLifted(one.kind, one.about, personOf(command))),
    'resolve-identity-mismatch': (state, command) => state.holds
        .filter((one) => one.kind === 'identity-mismatch')
        .map((one) => holdLifted(one.kind, one.about, personOf(command))),
    'answer-review': (state, command, now) => reviewAnswered(state, command, now),
    'retract-record': (state, command, now) => {
        const { source, eventId, reason } = command.data;
        const event = { source: String(source), id: String(eventId) };
        return [
            retracted(event, String(reason), personOf(command)),
            ...deviations(state, [event.id], 'retracted', now),
        ];
    },
    // The stage it ended in goes on; what was told meanwhile is told again by intake.
    'reopen-journey': (state, command) => {
        const detail = {
            stage: state.outcome?.stageAtEnd ?? state.stage,
            reason: String(command.data['reason']),
        };
        return [{ type: 'journey.reopened', actor: personOf(command), detail }];
    },
    'acknowledge-alert': (_state, command) => [
        {
            type: 'alert.acknowledged',
            actor: personOf(command),
            detail: {
                alertId: String(command.data['alertId']),
                by: command.actor.id,
            },
        },
    ],
    'confirm-toxicity-grade': (state, command) => {
        const kind = command.data['kind'];
        const grade = Number(command.data['grade']);
        // Who confirms a grade says that it is no higher, whatever was not measured.
        const resolved = {
            kind,
            grade,
            scale: String(command.data['scale']),
            atLeast: false,
            missingInputs: state.toxicity[kind]?.proposal.missingInputs ?? [],
        };
        const detail = {
            ...resolved,
            agrees: command.data['agrees'] === true,
        };
        return [
            { type: 'toxicity.confirmed', actor: personOf(command), detail },
            ...(grade === 0
                ? [{ type: 'toxicity.resolved', actor: personOf(command), detail: resolved }]
                : []),
        ];
    },
};
/** The records that follow from an accepted decision. */
function effectsOf(state, command, now) {
    return effects[command.type]?.(state, command, now) ?? [];
}
;// ./dist/libs/domain/src/toxicity/last-known.js
/**
 * The latest value that `pick` finds, when it is not older than `cadenceHours` at `now`.
 * `ordered` are observations in the order in which they happened.
 */
function lastKnown(ordered, pick, at) {
    const oldest = Date.parse(at.now) - at.cadenceHours * 3_600_000;
    for (const observation of ordered.toReversed()) {
        const value = pick(observation);
        if (value === undefined)
            continue;
        if (Date.parse(observation.happenedAt) < oldest)
            return undefined;
        return { value, eventId: observation.eventId };
    }
    return undefined;
}
;// ./dist/libs/domain/src/toxicity/proposal.js
const highestComputedGrade = 4;
/** The proposal that the axes give together: the worst one counts, and what is missing is named. */
function proposalOf(kind, findings) {
    const grade = Math.max(0, ...findings.map((finding) => finding.grade));
    const missingInputs = [...new Set(findings.flatMap((finding) => finding.missing))];
    return {
        kind,
        grade,
        scale: 'astct',
        atLeast: missingInputs.length > 0 && grade < highestComputedGrade,
        missingInputs,
        inputs: [...new Set(findings.flatMap((finding) => finding.inputs))],
    };
}
/** The proposal when nothing that could be graded was ever assessed. */
function neverAssessed(kind, missingInputs) {
    return { kind, grade: null, scale: 'astct', atLeast: false, missingInputs, inputs: [] };
}
;// ./dist/libs/domain/src/toxicity/crs.js




const feverFromCelsius = 38;
const lowFlowUpToLitres = 6;
function readings(ordered, now, { cadenceHours }) {
    return { last: (pick) => lastKnown(ordered, ({ data }) => pick(data), { now, cadenceHours }) };
}
function isVasopressin(drug) {
    return drug.trim().toLowerCase().startsWith('vasopressin');
}
function vasopressorGrade(drugs) {
    if (drugs.length === 0)
        return 0;
    const names = drugs.map(({ drug }) => drug.trim().toLowerCase());
    const others = new Set(names.filter((name) => !isVasopressin(name)));
    return others.size >= 2 ? 4 : 3;
}
function circulation({ last }) {
    const vasopressors = last((vitals) => vitals.vasopressors);
    const hypotension = last((vitals) => vitals.hypotension);
    const byDrugs = vasopressorGrade(vasopressors?.value ?? []);
    return {
        grade: Math.max(byDrugs, hypotension?.value === true ? 2 : 0),
        missing: [
            ...(hypotension === undefined && byDrugs === 0 ? ['hypotension'] : []),
            ...(vasopressors === undefined ? ['vasopressors'] : []),
        ],
        inputs: [hypotension, vasopressors].flatMap((known) => known?.eventId ?? []),
    };
}
const gradeOfDevice = {
    none: 0,
    'nasal-cannula': 2,
    'blow-by': 2,
    'high-flow': 3,
    facemask: 3,
    'non-rebreather': 3,
    venturi: 3,
    cpap: 4,
    bipap: 4,
    ventilator: 4,
};
function oxygenation({ last }) {
    const oxygen = last((vitals) => vitals.oxygen);
    const spo2 = last((vitals) => vitals.spo2Percent);
    const inputs = [oxygen, spo2].flatMap((known) => known?.eventId ?? []);
    const isUnmeasured = spo2 === undefined ? ['spo2Percent'] : [];
    if (oxygen === undefined)
        return { grade: 0, missing: ['oxygen', ...isUnmeasured], inputs };
    const { device, litresPerMinute } = oxygen.value;
    if (device === 'none')
        return { grade: 0, missing: isUnmeasured, inputs };
    const isCannula = device === 'nasal-cannula';
    const isHighFlow = isCannula && (litresPerMinute ?? 0) > lowFlowUpToLitres;
    return {
        grade: isHighFlow ? 3 : gradeOfDevice[device],
        missing: isCannula && litresPerMinute === undefined ? ['oxygen.litresPerMinute'] : [],
        inputs,
    };
}
/**
 * Cytokine release syndrome by ASTCT at `now`, from observations in any order since the first infusion.
 * Without fever and without antipyretic or anti-cytokine therapy it is 0; after such therapy blood pressure and
 * oxygen alone decide. Null when vital signs were never recorded.
 */
function gradeCrs(observations, now, options) {
    const ordered = ofType(observations, 'vitals.recorded');
    const vitals = readings(ordered, now, options);
    const axes = [circulation(vitals), oxygenation(vitals)];
    const missing = ['celsius', ...axes.flatMap((axis) => axis.missing)];
    if (ordered.length === 0)
        return neverAssessed('crs', missing);
    const celsius = vitals.last(({ celsius: measured }) => measured);
    const therapy = feverTherapy(observations);
    const inputs = celsius === undefined ? [] : [celsius.eventId];
    if (celsius !== undefined && celsius.value >= feverFromCelsius) {
        return proposalOf('crs', [{ grade: 1, missing: [], inputs }, ...axes]);
    }
    const temperature = { grade: 0, missing: celsius === undefined ? ['celsius'] : [], inputs };
    if (therapy.length > 0) {
        return proposalOf('crs', [temperature, { grade: 0, missing: [], inputs: therapy }, ...axes]);
    }
    if (celsius !== undefined)
        return proposalOf('crs', [temperature]);
    return proposalOf('crs', [{ grade: 0, missing, inputs: axes.flatMap((axis) => axis.inputs) }]);
}
;// ./dist/libs/domain/src/toxicity/neurological-score.js

function wholeYearsBetween(from, to) {
    const start = new Date(from);
    const end = new Date(to);
    const years = end.getUTCFullYear() - start.getUTCFullYear();
    const anniversary = new Date(start);
    anniversary.setUTCFullYear(start.getUTCFullYear() + years);
    return Math.max(0, end < anniversary ? years - 1 : years);
}
/** The tool for this patient at an instant, by the age an assessment states or else the age since enrolment. */
function toolAt(observations, at, options, statedAgeYears) {
    const isDelayed = ofType(observations, 'ice.assessed').some(({ data, happenedAt }) => data.notAssessable === 'developmental' && Date.parse(happenedAt) <= Date.parse(at));
    const age = statedAgeYears ?? options.ageYearsAtEnrolment + wholeYearsBetween(options.enrolledAt, at);
    return isDelayed || age < options.capdBelowAgeYears ? 'capd' : 'ice';
}
function gradeOfIce(ice) {
    // Global aphasia in an awake patient counts as a score of 0.
    if (ice.notAssessable === 'aphasia')
        return 3;
    const { orientation, naming, command, writing, attention } = ice;
    const items = [orientation, naming, command, writing, attention];
    if (ice.notAssessable !== undefined || items.includes(undefined))
        return undefined;
    const score = items.reduce((sum, item) => sum + (item ?? 0), 0);
    if (score <= 2)
        return 3;
    if (score <= 6)
        return 2;
    return score <= 9 ? 1 : 0;
}
function gradeOfCapd({ score, notAssessable }) {
    if (notAssessable === 'unable')
        return 4;
    if (score === undefined || notAssessable !== undefined)
        return undefined;
    if (score >= 9)
        return 3;
    return score >= 1 ? 1 : 0;
}
/** The assessments made with the tool that was right for the patient then, in the order they happened. */
function neurologicalScores(observations, options) {
    const isRight = (one, tool) => toolAt(observations, one.happenedAt, options, one.data.ageYears) === tool;
    const scored = (one, grade) => ({ eventId: one.eventId, happenedAt: one.happenedAt, grade });
    return [
        ...ofType(observations, 'ice.assessed')
            .filter((one) => isRight(one, 'ice'))
            .map((one) => scored(one, gradeOfIce(one.data))),
        ...ofType(observations, 'capd.assessed')
            .filter((one) => isRight(one, 'capd'))
            .map((one) => scored(one, gradeOfCapd(one.data))),
    ].toSorted((a, b) => Date.parse(a.happenedAt) - Date.parse(b.happenedAt) || (a.eventId < b.eventId ? -1 : 1));
}
;// ./dist/libs/domain/src/toxicity/icans.js




const gradeOf = {
    consciousness: { awake: 0, 'wakes-to-voice': 2, 'wakes-to-touch': 3, unarousable: 4 },
    seizure: { none: 0, brief: 3, nonconvulsive: 3, prolonged: 4, repetitive: 4 },
    motor: { none: 0, 'deep-focal-weakness': 4 },
    intracranial: { none: 0, 'focal-oedema': 3, 'diffuse-oedema': 4, 'raised-pressure-signs': 4 },
};
const axes = ['consciousness', 'seizure', 'motor', 'intracranial'];
/**
 * Neurotoxicity (ICANS) by ASTCT at `now`, from observations in any order since the first infusion.
 * A score of the tool that is wrong for the patient's age is never graded. Null when neither the right score
 * nor any neurological axis was ever assessed.
 */
function gradeIcans(observations, now, options) {
    const at = { now, cadenceHours: options.cadenceHours };
    const scores = neurologicalScores(observations, options);
    const neurology = ofType(observations, 'neurology.assessed');
    const tool = toolAt(observations, now, options);
    if (scores.length === 0 && neurology.length === 0)
        return neverAssessed('icans', [tool, ...axes]);
    const score = lastKnown(scores, (one) => one.grade, at);
    const findings = [
        score === undefined
            ? { grade: 0, missing: [tool], inputs: [] }
            : { grade: score.value, missing: [], inputs: [score.eventId] },
        ...axes.map((axis) => {
            const known = lastKnown(neurology, ({ data }) => data[axis], at);
            return known === undefined
                ? { grade: 0, missing: [axis], inputs: [] }
                : { grade: gradeOf[axis][known.value] ?? 0, missing: [], inputs: [known.eventId] };
        }),
    ];
    return proposalOf('icans', findings);
}
;// ./dist/libs/domain/src/journey/lost-under-way.js



/** What a course of lymphodepletion rests on as long as it is under way: its payer and its bridging no longer count. */
const groundOfCourse = [
    'treatment-consent',
    'product-received',
    'product-intact',
    'product-cold',
    'product-released',
    'bag-can-be-given',
    'no-open-excursion',
    'product-not-expired',
    'screening-active-infection',
];
/**
 * What nobody can take back by a gate: product whose release was withdrawn when it was given or the patient is being made
 * ready for it, and ground that went while a course of lymphodepletion is under way. People decide at once how to go on.
 */
function lostUnderWay(state, now) {
    return [
        ...withdrawnReleases(state).flatMap((batchId) => reviewRaised(state, 'release-withdrawn', batchId)),
        ...groundGone(state, now).flatMap((id) => reviewRaised(state, 'course-without-ground', `${state.attempts.lymphodepletion}/${id}`)),
    ];
}
function withdrawnReleases(state) {
    const given = state.infusions.flatMap((bag) => (begunAt(bag) === undefined ? [] : bag.batchId));
    const awaited = isBeingPrepared(state) ? [currentBatch(state)?.batchId] : [];
    return state.batches.flatMap(({ batchId, status }) => status === 'release-withdrawn' && [...given, ...awaited].includes(batchId) ? [batchId] : []);
}
function groundGone(state, now) {
    if (!isBeingPrepared(state))
        return [];
    const { requirements } = evaluate('lymphodepletion.may-start', state, now);
    return requirements.flatMap(({ id, met }) => (!met && groundOfCourse.includes(id) ? [id] : []));
}
/** From the first day of a course of lymphodepletion until product flows. */
function isBeingPrepared(state) {
    const { lymphodepletion, attempts, stage } = state;
    return (!isInfused(state) &&
        (stage === 'lymphodepletion' || stage === 'infusion') &&
        lymphodepletion !== null &&
        lymphodepletion.attempt >= attempts.lymphodepletion);
}
;// ./dist/libs/domain/src/journey/consequences.js





















/**
 * What follows from the state alone, without anybody deciding: parked events whose time has come, holds placed and
 * lifted, proposals of toxicity, authorisations whose ground is gone, the end by death. Empty when all is settled.
 */
function consequences(state, now, digest) {
    if (state.stage === 'closed')
        return [];
    if (state.death !== null && state.death.evidence.eventId !== state.reopened?.deathEventId) {
        return [
            ...withdrawalOf(state, state.authorizations, now),
            journeyClosed(state, 'deceased', 'death.reported'),
        ];
    }
    for (const rule of settling) {
        const drafts = rule(state, now, digest);
        if (drafts.length > 0)
            return drafts;
    }
    return [];
}
const settling = [
    unparked,
    foreignScans,
    excursions,
    consent,
    failedSterility,
    unpermittedInfusion,
    infusedAnyway,
    lostUnderWay,
    toxicity,
    lostGround,
    // What is taken back or corrected has had its effects before, in whatever order the two came.
    toldOtherwise,
];
function unparked(state, now, digest) {
    const ready = state.parked.find(({ event }) => targetOf(event) === undefined && missingFor(state, event) === null);
    return ready === undefined ? [] : accepted(state, ready.event, ready.since, now, digest);
}
function toldOtherwise(state, now, digest) {
    const ready = state.parked.find(({ event }) => targetOf(event) !== undefined && !isAheadOfTarget(state, event, digest));
    return ready === undefined ? [] : accepted(state, ready.event, ready.since, now, digest);
}
function excursions(state, now) {
    const held = state.holds.filter((hold) => hold.kind === 'temperature-excursion');
    const open = state.shipments.filter((shipment) => shipment.excursions.some((excursion) => excursion.disposition === null));
    const settled = held.filter((hold) => !open.some((one) => one.shipmentId === hold.about));
    if (settled.length > 0)
        return settled.map((hold) => holdLifted(hold.kind, hold.about));
    return open.flatMap((shipment) => [
        ...(held.some((hold) => hold.about === shipment.shipmentId)
            ? []
            : [holdPlaced('temperature-excursion', shipment.shipmentId)]),
        ...assessmentAsked(state, shipment, now),
    ]);
}
/** Asks the manufacturer about what is known by now, and tells people of it; each worse reading is another question. */
function assessmentAsked(state, shipment, now) {
    const { shipmentId } = shipment;
    const readings = shipment.excursions.map(({ worstCelsius }) => worstCelsius).join();
    const request = requestDraft(state, {
        type: 'excursion.assessment-requested',
        purpose: `excursion/${shipmentId}/${readings}`,
        to: 'manufacturer',
        dueAt: plusDays(now, 1),
        data: {
            shipmentId,
            bagIds: bagsOnBoard(state, shipment),
            excursions: shipment.excursions.map(({ limitCelsius, worstCelsius, since }) => ({
                limitCelsius,
                worstCelsius,
                since,
            })),
        },
    });
    return request === null
        ? []
        : [alertRaised('temperature-excursion', `${shipmentId}/${readings}`, 'immediate'), request];
}
function bagsOnBoard(state, shipment) {
    return legOf(state, shipment) === 'manufacturer-to-clinic'
        ? (productAboard(state, shipment)?.release?.bags ?? []).map((bag) => bag.bagId)
        : state.donations.flatMap((donation) => donation.bags.map((bag) => bag.bagId));
}
/** A patient who withdrew consent goes no further; once infused they stay monitored. */
function consent(state) {
    const told = state.consents['treatment'];
    const isWithdrawn = told?.given === false && !isInfused(state);
    const hold = state.holds.find((one) => one.kind === 'consent-withdrawn');
    if (isWithdrawn)
        return hold === undefined ? [holdPlaced('consent-withdrawn', null)] : [];
    // A consent of a wrong clock opens nothing, and lifts nothing either.
    return hold === undefined || told?.evidence.clockSuspect === true
        ? []
        : [holdLifted(hold.kind, hold.about)];
}
function failedSterility(state) {
    const early = state.batchNotices.map(({ data }) => data);
    return [...state.batches.flatMap((batch) => batch.tests), ...early]
        .filter((result) => isFailedSterility(result))
        .map((test) => `${test.batchId}/${test.sampleId}`)
        .filter((about) => !state.alerts.some((one) => one.alertId === `sterility-failed/${about}`))
        .map((about) => alertRaised('sterility-failed', about, 'immediate'));
}
/** A bag that flowed while its infusion was not authorised: somebody has to find out how. */
function unpermittedInfusion(state) {
    return state.infusions
        .filter((bag) => {
        const begun = begunAt(bag);
        return begun !== undefined && !wasInfusionAuthorized(state, begun);
    })
        .flatMap(({ batchId, bagId }) => reviewRaised(state, 'infusion-without-authorization', `${batchId}/${bagId}`));
}
/** Product that flows is followed, permitted or not: a patient who is infused is monitored. */
function infusedAnyway(state) {
    return isInfused(state) && stages.indexOf(state.stage) < stages.indexOf('infusion')
        ? [stageEntered(state, 'infusion', { isNewAttempt: true })]
        : [];
}
function isSame(a, b) {
    return (a.grade === b.grade &&
        a.atLeast === b.atLeast &&
        a.missingInputs.join() === b.missingInputs.join());
}
function toxicity(state, now) {
    const infusedAt = firstInfusionAt(state);
    if (infusedAt === undefined)
        return [];
    const observations = sinceInfusion(state.observations, infusedAt);
    if (observations.length === 0)
        return [];
    const { cadenceHours } = state.rules.monitoring;
    const { enrolment } = state;
    const proposals = [
        gradeCrs(observations, now, { cadenceHours }),
        gradeIcans(observations, now, {
            cadenceHours,
            enrolledAt: enrolment.enrolledAt,
            ageYearsAtEnrolment: enrolment.ageYears,
            capdBelowAgeYears: state.rules.toxicity.capdBelowAgeYears,
        }),
    ];
    return proposals.flatMap((proposal) => proposed(state, proposal));
}
function proposed(state, proposal) {
    const kind = proposal.kind;
    const course = state.toxicity[kind];
    if (proposal.grade === null || (course !== null && isSame(course.proposal, proposal)))
        return [];
    const escalated = {
        kind,
        grade: proposal.grade,
        scale: proposal.scale,
        atLeast: proposal.atLeast,
        missingInputs: proposal.missingInputs,
    };
    const detail = { ...escalated, proposal };
    const rises = course === null ? proposal.grade > 0 : isRise(course, proposal);
    return [
        { type: 'toxicity.proposed', actor: system, detail },
        ...(rises
            ? [
                { type: 'toxicity.escalated', actor: system, detail: escalated },
                alertRaised(`toxicity-${kind}`, `${kind}-${state.sequence}`, 'immediate'),
            ]
            : []),
    ];
}
;// ./dist/libs/domain/src/deadlines/steps.js




/** Hours of journey time after which an unanswered deadline counts as missed. */
const missedAfterHours = 1;
/**
 * The steps of all open deadlines that have not been raised yet. `graceMs` (journey milliseconds) is what a
 * demonstration's scale allows before anything is called missed; 0 at real time.
 */
function openSteps(state, graceMs) {
    return deadlinesOf(state)
        .flatMap((deadline) => [
        ...(deadline.warnAt === undefined
            ? []
            : [{ type: 'deadline.warned', step: 1, at: deadline.warnAt, deadline }]),
        { type: 'deadline.due', step: 2, at: deadline.at, deadline },
        {
            type: 'deadline.missed',
            step: 3,
            at: toInstant(Date.parse(deadline.at) + missedAfterHours * 3_600_000 + graceMs),
            deadline,
        },
    ])
        .filter((step) => !state.firedSteps.includes(`${step.deadline.name}#${step.step}`));
}
/** The earliest instant strictly after `now` at which time alone changes something: what the workflow's timer waits for. */
function wakesAt(state, now, graceMs) {
    if (state.stage === 'closed')
        return undefined;
    const instants = [
        ...openSteps(state, graceMs).map((step) => step.at),
        ...gatesOf(state.stage).map((gate) => evaluate(gate, state, now).changesAt),
        ...authorizationsChangeAt(state, now),
        ...state.windows.flatMap((window) => window.state === 'closed' ? [] : [window.state === 'planned' ? window.from : window.until]),
        ...state.visits.filter((visit) => visit.completed === null).map((visit) => visit.dueAt),
    ];
    return earliest(instants.filter((at) => at !== undefined && isBefore(now, at)));
}
function authorizationsChangeAt(state, now) {
    return state.authorizations.flatMap(({ gate, validUntil }) => [
        evaluate(gate, state, now).changesAt,
        validUntil ?? undefined,
    ]);
}
/** The latest instant a partner has to answer a request that has no date of its own: a working default. */
function answerDueAt(now) {
    return plusDays(now, 7);
}
;// ./dist/libs/domain/src/requests/requests.js











/** The requests that stages send, each planned from the state alone; null while there is nothing to ask. */
const requests = {
    'eligibility.requested': (state, now) => ({
        type: 'eligibility.requested',
        purpose: 'eligibility',
        to: 'clinic',
        dueAt: answerDueAt(now),
        data: {
            tests: state.rules.eligibility.criteria.map((criterion) => criterion.test),
            consents: ['treatment'],
            covers: ['apheresis', 'product', 'stay'],
        },
    }),
    'appointment.requested': (state, now) => ({
        type: 'appointment.requested',
        purpose: `schedule-${state.attempts.apheresis + 1}`,
        to: 'clinic',
        dueAt: answerDueAt(now),
        data: { kinds: ['apheresis', 'bed'], notBefore: earliestSafeApheresis(state) },
    }),
    'slot.requested': (state, now) => ({
        type: 'slot.requested',
        purpose: `schedule-${state.attempts.apheresis + 1}`,
        to: 'manufacturer',
        dueAt: answerDueAt(now),
        data: {
            product: state.rules.product.id,
            indication: state.rules.indication,
            notBefore: earliestSafeApheresis(state),
        },
    }),
    'manufacturing.ordered': (state, now) => {
        const slotId = bookedSchedule(state)?.slotId;
        return slotId === undefined
            ? null
            : {
                type: 'manufacturing.ordered',
                purpose: `slot/${slotId}`,
                to: 'manufacturer',
                dueAt: answerDueAt(now),
                data: { slotId, product: state.rules.product.id, attempt: state.attempts.apheresis + 1 },
            };
    },
    'apheresis.requested': (state, now) => {
        const schedule = bookedSchedule(state);
        if (schedule === null)
            return null;
        return {
            type: 'apheresis.requested',
            purpose: `apheresis-${state.attempts.apheresis + 1}/${schedule.apheresisAppointmentId ?? ''}`,
            to: 'clinic',
            dueAt: apheresisAppointment(state)?.endsAt ?? answerDueAt(now),
            data: {
                attempt: state.attempts.apheresis + 1,
                appointmentId: schedule.apheresisAppointmentId,
                bedAppointmentId: schedule.bedAppointmentId,
                dayCounts: state.rules.apheresis.dayCounts.map((criterion) => criterion.test),
                minimumCd3Cells: state.rules.apheresis.minimumCd3Cells,
            },
        };
    },
    'pickup.requested': (state, now) => state.stage === 'inbound-shipment' ? inboundPickup(state, now) : outboundPickup(state, now),
    'quality-test.requested': (state, now) => {
        const batch = currentBatch(state);
        return batch === undefined
            ? null
            : {
                type: 'quality-test.requested',
                purpose: `batch/${batch.batchId}`,
                to: 'qualityLaboratory',
                dueAt: plusDays(now, state.rules.manufacturing.expectedDays),
                data: { batchId: batch.batchId, tests: state.rules.manufacturing.requiredTests },
            };
    },
    'remanufacture.requested': (state, now) => {
        const ordered = decisionInForce(state, 'order-remanufacture');
        if (ordered === undefined)
            return null;
        const batchId = normalisedIdentifier(String(ordered.data['batchId']));
        return {
            type: 'remanufacture.requested',
            purpose: `batch/${batchId}`,
            to: 'manufacturer',
            dueAt: answerDueAt(now),
            data: { batchId, attempt: state.attempts.manufacturing + 1 },
        };
    },
    'lymphodepletion.authorized': (state, now) => {
        const decided = decisionInForce(state, 'authorize-lymphodepletion');
        const expiresAt = currentBatch(state)?.release?.expiresAt;
        const isOpen = evaluate('lymphodepletion.may-start', state, now).isOpen;
        if (decided === undefined || expiresAt === undefined || !isOpen)
            return null;
        return {
            type: 'lymphodepletion.authorized',
            purpose: `decision/${decided.sequence}`,
            to: 'clinic',
            dueAt: plusDays(decided.at, 7),
            data: {
                regimen: decided.data['regimen'],
                attempt: state.attempts.lymphodepletion,
                validUntil: expiresAt,
                restsOn: requests_groundOf(state, 'lymphodepletion.may-start', decided.at),
            },
            authorization: {
                kind: 'lymphodepletion.authorized',
                gate: 'lymphodepletion.may-start',
                validUntil: expiresAt,
            },
        };
    },
    'infusion.authorized': (state, now) => {
        const decided = decisionInForce(state, 'authorize-infusion');
        const batch = currentBatch(state);
        const bagIds = bagsToGive(state);
        const isOpen = evaluate('infusion.may-start', state, now).isOpen;
        if (decided === undefined || batch === undefined || !isOpen)
            return null;
        const validUntil = earliest([infusionWindow(state)?.until ?? undefined, batch.release?.expiresAt]) ?? null;
        return {
            type: 'infusion.authorized',
            purpose: `decision/${decided.sequence}`,
            to: 'clinic',
            dueAt: validUntil ?? plusDays(decided.at, 1),
            data: {
                doseNumber: decided.data['doseNumber'],
                batchId: batch.batchId,
                bagIds,
                thawToInfusionMinutes: state.rules.product.thawToInfusionMinutes,
                validUntil,
                restsOn: requests_groundOf(state, 'infusion.may-start', decided.at),
            },
            authorization: { kind: 'infusion.authorized', gate: 'infusion.may-start', validUntil },
        };
    },
    'assessment.due': (state, now) => state.stage === 'follow-up' ? visitDue(state, now) : assessmentDue(state),
};
/** What a request of a type would ask at this instant; null while there is nothing to ask. */
function planRequest(state, type, now) {
    const planner = requests[type];
    return planner(state, now);
}
function outboundPickup(state, now) {
    const donations = currentDonations(state);
    if (donations.length === 0)
        return null;
    return {
        type: 'pickup.requested',
        purpose: `collection-to-manufacturer/${state.attempts.apheresis}`,
        to: 'courier',
        dueAt: plusDays(now, 1),
        data: {
            leg: 'collection-to-manufacturer',
            from: state.enrolment.sites.collection,
            destination: state.enrolment.partners.manufacturer.id,
            bagIds: donations.flatMap((donation) => donation.bags.map((bag) => bag.bagId)),
            donationIds: donations.map((donation) => donation.donationId),
            celsius: state.rules.material.shippingCelsius,
        },
    };
}
function inboundPickup(state, now) {
    const release = currentBatch(state)?.release;
    if (release === undefined || release === null)
        return null;
    return {
        type: 'pickup.requested',
        purpose: `manufacturer-to-clinic/${release.batchId}`,
        to: 'courier',
        dueAt: plusDays(now, 2),
        data: {
            leg: 'manufacturer-to-clinic',
            from: state.enrolment.partners.manufacturer.id,
            destination: state.enrolment.sites.treating,
            batchId: release.batchId,
            bagIds: release.bags.map((bag) => bag.bagId),
            celsius: { max: state.rules.product.storageMaxCelsius },
        },
    };
}
function assessmentDue(state) {
    const next = nextAssessment(state);
    return next === null
        ? null
        : {
            type: 'assessment.due',
            purpose: `assessment/${next.number}`,
            to: 'clinic',
            dueAt: next.dueAt,
            data: { kind: 'toxicity', number: next.number, ageYears: state.enrolment.ageYears },
        };
}
function visitDue(state, now) {
    const visit = state.visits.findLast((one) => one.completed === null && isAtOrAfter(now, one.dueAt));
    return visit === undefined
        ? null
        : {
            type: 'assessment.due',
            purpose: `visit/${visit.name}`,
            to: 'clinic',
            dueAt: visit.windowUntil,
            data: { kind: 'follow-up', visit: visit.name },
        };
}
/** The facts that an authorisation rests on, as the ids the gate's requirements name. */
function requests_groundOf(state, gate, at) {
    return [...new Set(evaluate(gate, state, at).requirements.flatMap((one) => one.evidence))];
}
;// ./dist/libs/domain/src/journey/decide.js

























const maximumParked = 50;
const maximumParkedCharacters = 65_536;
/** The records a command makes a journey write, before what follows from them; pure. */
function decide_decide(state, command, now, digest) {
    if (state.stage === 'closed' && command.kind !== 'receive' && command.kind !== 'decision') {
        return [];
    }
    switch (command.kind) {
        case 'receive':
            return received(state, command.event, now, digest);
        case 'decision':
            return decided(state, command.decision, now, digest);
        case 'request': {
            const plan = planRequest(state, command.type, now);
            const draft = plan === null ? null : requestDraft(state, plan);
            return draft === null ? [] : [draft];
        }
        case 'pass-gate':
            return passed(state, command.gate, now);
        case 'time-passed':
            return timePassed(state, now, command.graceMs);
        case 'calendar-resolved':
            return state.calendar?.dayZeroStartsAt === command.resolved.calendar.dayZeroStartsAt
                ? []
                : [{ type: 'calendar.resolved', actor: system, detail: command.resolved }];
        case 'claims-answered':
            return claimedByOthers(state, command.foreign);
        case 'named-elsewhere':
            return namedElsewhere(state, command, command.eventId);
        case 'clinical-message-unusable':
            return unusable(state, command);
        case 'identity-recorded':
            return identityRecorded(state, command);
    }
}
/** Who the patient is becomes known once; a correction of it is the vault's alone. */
function identityRecorded({ enrolment }, { by, signatures, probableDuplicateOf }) {
    if (enrolment.identityRecorded)
        return [];
    const detail = { by: [by], awaitingSecond: false, basis: '' };
    const recorded = {
        type: 'decision.recorded',
        actor: { kind: 'person', ...by },
        decision: { type: identityDecision, data: {}, signatures },
        detail,
    };
    return probableDuplicateOf === undefined
        ? [recorded]
        : [recorded, holdPlaced('duplicate-enrolment', probableDuplicateOf)];
}
/** A message about the patient's safety that nobody could read: its sender is asked again at once. */
function unusable(state, { about, type, reason }) {
    const alert = alertRaised('clinical-message-unusable', about, 'immediate');
    if (state.alerts.some(({ alertId }) => alertId === alert.detail?.['alertId']))
        return [];
    return [{ ...alert, detail: { ...alert.detail, eventType: type, reason } }];
}
function received(state, event, now, digest) {
    if (state.remembered.includes(rememberedKey(event, digest.hash)))
        return [];
    const refused = refusedBecause(state, event);
    if (refused !== null) {
        const detail = { event, reason: refused };
        return [
            { type: 'event.refused', actor: partnerOf(event), detail },
            ...(state.stage !== 'closed' && isClinicalMessage(event)
                ? [alertRaised('clinical-message-refused', event.id, 'immediate')]
                : []),
        ];
    }
    const identifier = foreignName(state, event);
    if (identifier !== null) {
        const suspect = isClockSuspect(event, now, state.enrolment) ? ['clock-suspect'] : [];
        return [
            factDraft(event, ['identity-mismatch', ...suspect]),
            ...mismatched(state, { eventId: event.id, identifier, about: event.id }),
        ];
    }
    const needs = neededFirst(state, event, digest);
    if (needs === null || isClinicalMessage(event)) {
        return accepted(state, event, now, now, digest);
    }
    const isParked = hasRoomFor(state, event, digest);
    const detail = isParked ? { event, needs } : { event, reason: 'too-many-parked' };
    return [{ type: isParked ? 'event.parked' : 'event.refused', actor: partnerOf(event), detail }];
}
/** What has to come before an event: what it takes back or corrects, which is never parked for stage, else what it needs. */
function neededFirst(state, event, digest) {
    const target = targetOf(event);
    if (target === undefined)
        return missingFor(state, event);
    return isAheadOfTarget(state, event, digest) ? target.id : null;
}
function hasRoomFor({ parked }, event, digest) {
    if (parked.length >= maximumParked)
        return false;
    return digest.canonical([...parked, event]).length <= maximumParkedCharacters;
}
function refusedBecause(state, event) {
    const { source } = event;
    if (state.stage === 'closed')
        return 'journey-closed';
    if (isOwnSource(state, source))
        return correctsWrongly(event);
    return source.startsWith('urn:v2v:manufacturer:') ? 'not-its-manufacturer' : 'not-its-partner';
}
/** A correction has to name something else; an amended result is a correction. */
function correctsWrongly(event) {
    if (event.type === 'quality.amended' && event.corrects === undefined)
        return 'corrects-nothing';
    return targetOf(event)?.id === event.id ? 'corrects-itself' : null;
}
/** A registered partner may speak of its own journeys only, whatever else it may publish. */
function isOwnSource({ enrolment }, source) {
    const { partners, sites } = enrolment;
    const ofSites = Object.values(sites).map((site) => `urn:v2v:site:${site}`);
    return [...Object.values(partners).map((one) => one.source), ...ofSites].includes(source);
}
function decided(state, command, now, digest) {
    const actor = { kind: 'person', id: command.actor.id, role: command.actor.role };
    const basis = decisionBasis(state, command.type, now, digest);
    const decision = {
        type: command.type,
        data: command.data,
        ...(command.basis === null ? {} : { basis: command.basis }),
        signatures: command.signatures.map(({ role: _role, ...signature }) => signature),
    };
    const refusal = refusalOf(state, command, now) ?? secondRefusal(state, command, basis, now);
    if (refusal !== null) {
        const detail = {
            code: refusal.code,
            unmet: refusal.unmet.map((one) => one.id),
        };
        return [
            { type: 'decision.refused', actor, decision, detail },
            ...(refusal.code === 'identity-not-equal' ? wrongScan(state, command) : []),
        ];
    }
    const first = firstSignature(state, command, basis, now);
    const by = [...(first?.by ?? []), ...signersOf(command)];
    const awaitingSecond = by.length < (decisionRule(command.type)?.persons ?? 1);
    const restsOn = restingOn(state, command.type, command.data, now);
    const detail = {
        by,
        awaitingSecond,
        basis,
        ...(restsOn.length === 0 ? {} : { restsOn }),
    };
    const recorded = { type: 'decision.recorded', actor, decision, detail };
    return awaitingSecond ? [recorded] : [recorded, ...effectsOf(state, command, now)];
}
/** What two people hold in their hands at the bedside is not this patient's: nothing goes on before quality has looked. */
function wrongScan(state, { data }) {
    const [batchId, bagId] = [data['batchId'], data['bagId']].map(String).map(normalisedIdentifier);
    const about = `bedside/${batchId}/${bagId}`;
    const eventId = `${state.journeyId}/${state.sequence + 1}`;
    return mismatched(state, { eventId, identifier: 'bag', about });
}
function passed(state, gate, now) {
    if (!gatesOf(state.stage).includes(gate))
        return [];
    const { gate: wayOut, next } = stepOf(state.stage);
    const verdict = evaluate(gate, state, now);
    if (!verdict.isOpen || (gate !== wayOut && isPassedInStage(state, gate)))
        return [];
    const detail = {
        gate,
        requirements: verdict.requirements.map((one) => one.id),
    };
    const opened = { type: 'gate.opened', actor: system, detail };
    if (gate !== wayOut)
        return [opened];
    return next === 'closed'
        ? [opened, journeyClosed(state, 'completed', gate)]
        : [opened, stageEntered(state, next, { isNewAttempt: isNewAttempt(state, gate) })];
}
/** Entering lymphodepletion again after an infusion permission fell is not a new course of it. */
function isNewAttempt(state, gate) {
    return gate !== 'lymphodepletion.may-start' || state.lymphodepletion === null
        ? true
        : state.lymphodepletion.attempt === state.attempts.lymphodepletion;
}
function timePassed(state, now, graceMs) {
    const steps = openSteps(state, graceMs)
        .filter((step) => isAtOrAfter(now, step.at))
        .map(({ type, step, at, deadline }) => {
        const { name, severity, owner, consequence } = deadline;
        const detail = { name, at, step, severity, owner, consequence };
        return { type, actor: system, detail };
    });
    const windows = state.windows.flatMap(({ name, from, until, state: is }) => {
        const detail = { name, from, until };
        if (is === 'planned' && isAtOrAfter(now, from)) {
            return [{ type: 'window.opened', actor: system, detail }];
        }
        return is === 'open' && isAtOrAfter(now, until)
            ? [{ type: 'window.closed', actor: system, detail }]
            : [];
    });
    return [...windows, ...steps];
}
;// ./dist/libs/domain/src/journey/react.js







const maximumRounds = 200;
/** Begins a journey: its first record. */
function enrol(enrolment, at, digest) {
    const draft = {
        type: 'journey.enrolled',
        actor: { kind: 'person', ...enrolment.enrolledBy },
        detail: { enrolment },
    };
    const { state, record } = append(null, draft, enrolment.journeyId, at, undefined, digest);
    const { probableDuplicateOf } = enrolment;
    if (probableDuplicateOf === undefined)
        return { state, records: [record] };
    const held = holdPlaced('duplicate-enrolment', probableDuplicateOf);
    const next = append(state, held, enrolment.journeyId, at, record.data.sequence, digest);
    return { state: next.state, records: [record, next.record] };
}
/**
 * Applies a command and everything that follows from it, until nothing more follows.
 * @throws Error when consequences do not come to rest, which is a fault of the rules.
 */
function react(state, command, now, digest) {
    return settle(state, decide_decide(state, command, now, digest), now, digest);
}
function settle(state, drafts, now, digest) {
    let current = state;
    // Time alone may have taken the ground from something, even where nothing else was to be written.
    let open = drafts.length === 0 ? consequences(state, now, digest) : drafts;
    const records = [];
    for (let round = 0; open.length > 0; round += 1) {
        if (round > maximumRounds)
            throw new Error('consequences do not come to rest');
        for (const draft of open) {
            const causedBy = records[0]?.data.sequence;
            const next = append(current, draft, state.journeyId, now, causedBy, digest);
            current = next.state;
            records.push(next.record);
        }
        open = consequences(current, now, digest);
    }
    return { state: current, records };
}
/** Takes a decision: answered from its receipt when its key is known, else applied or refused, once. */
function reactToDecision(state, command, now, digest) {
    const known = state.receipts[command.keyHash];
    if (known !== undefined) {
        const outcome = known.bodyHash === command.bodyHash
            ? known.outcome
            : { outcome: 'conflict', code: 'key-reused', version: state.sequence };
        return { state, records: [], outcome };
    }
    const basis = decisionBasis(state, command.type, now, digest);
    if (command.basis !== null && !isBasisOf(command.basis, state, command.type, now, digest)) {
        const outcome = {
            outcome: 'conflict',
            code: 'basis-changed',
            version: state.sequence,
            basis,
        };
        return { state, records: [], outcome };
    }
    const refusal = refusalOf(state, command, now) ?? secondRefusal(state, command, basis, now);
    const drafts = decide_decide(state, { kind: 'decision', decision: command }, now, digest);
    const [first, ...rest] = drafts;
    if (first === undefined)
        throw new Error('a decision always leaves a record');
    const version = state.sequence + drafts.length;
    const detail = first.detail;
    const outcome = refusal === null
        ? {
            outcome: detail?.awaitingSecond === true ? 'awaiting-second' : 'accepted',
            version,
            effects: drafts.map((draft) => draft.type),
        }
        : { outcome: 'refused', version, ...refusal };
    const receipt = { keyHash: command.keyHash, bodyHash: command.bodyHash, outcome };
    return { ...settle(state, [{ ...first, receipt }, ...rest], now, digest), outcome };
}
;// ./node_modules/@noble/hashes/_u64.js
const U32_MASK64 = /* @__PURE__ */ (() => BigInt(2 ** 32 - 1))();
const _32n = /* @__PURE__ */ BigInt(32);
// Split bigint into two 32-bit halves. With `le=true`, returned fields become `{ h: low, l: high
// }` to match little-endian word order rather than the property names.
function fromBig(n, le = false) {
    if (le)
        return { h: Number(n & U32_MASK64), l: Number((n >> _32n) & U32_MASK64) };
    return { h: Number((n >> _32n) & U32_MASK64) | 0, l: Number(n & U32_MASK64) | 0 };
}
// Split bigint list into `[highWords, lowWords]` when `le=false`; with `le=true`, the first array
// holds the low halves because `fromBig(...)` swaps the semantic meaning of `h` and `l`.
function split(lst, le = false) {
    const len = lst.length;
    let Ah = new Uint32Array(len);
    let Al = new Uint32Array(len);
    for (let i = 0; i < len; i++) {
        const { h, l } = fromBig(lst[i], le);
        [Ah[i], Al[i]] = [h, l];
    }
    return [Ah, Al];
}
// Combine explicit `(high, low)` 32-bit halves into a bigint; `>>> 0` normalizes signed JS
// bitwise results back to uint32 first, and little-endian callers must swap.
const toBig = (h, l) => (BigInt(h >>> 0) << _32n) | BigInt(l >>> 0);
// Split a JS number into u32 halves without a BigInt allocation. Exact only for integers
// `0 <= n < 2**53`; callers use it on byte / bit counters, which JS length math caps far below
// that (an ArrayBuffer cannot exceed 2**53 - 1 bytes).
const fromNumH = (n) => (n / 2 ** 32) | 0;
const fromNumL = (n) => n >>> 0;
// Drop-in replacement for `view.setBigUint64(byteOffset, BigInt(n), isLE)` without the per-call
// BigInt allocation. Same `n < 2**53` precondition as `fromNumH`/`fromNumL`.
function setU64FromNum(view, byteOffset, n, isLE) {
    const h = fromNumH(n);
    const l = fromNumL(n);
    view.setUint32(byteOffset, isLE ? l : h, isLE);
    view.setUint32(byteOffset + 4, isLE ? h : l, isLE);
}
// High 32-bit half of a 64-bit logical right shift for `s` in `0..31`.
const shrSH = (h, _l, s) => h >>> s;
// Low 32-bit half of a 64-bit logical right shift, valid for `s` in `1..31`.
const shrSL = (h, l, s) => (h << (32 - s)) | (l >>> s);
// High 32-bit half of a 64-bit right rotate, valid for `s` in `1..31`.
const rotrSH = (h, l, s) => (h >>> s) | (l << (32 - s));
// Low 32-bit half of a 64-bit right rotate, valid for `s` in `1..31`.
const rotrSL = (h, l, s) => (h << (32 - s)) | (l >>> s);
// High 32-bit half of a 64-bit right rotate, valid for `s` in `33..63`; `32` uses `rotr32*`.
const rotrBH = (h, l, s) => (h << (64 - s)) | (l >>> (s - 32));
// Low 32-bit half of a 64-bit right rotate, valid for `s` in `33..63`; `32` uses `rotr32*`.
const rotrBL = (h, l, s) => (h >>> (s - 32)) | (l << (64 - s));
// High 32-bit half of a 64-bit right rotate for `s === 32`; this is just the swapped low half.
const rotr32H = (_h, l) => l;
// Low 32-bit half of a 64-bit right rotate for `s === 32`; this is just the swapped high half.
const rotr32L = (h, _l) => h;
// 64-bit left rotates (rotl*) are not defined here: sha3.ts, their only consumer, keeps
// local copies so V8 inlines them into keccakP.
// Add two split 64-bit words and return the split `{ h, l }` sum.
// JS uses 32-bit signed integers for bitwise operations, so we cannot simply shift the carry out
// of the low sum and instead use division.
function add(Ah, Al, Bh, Bl) {
    const l = (Al >>> 0) + (Bl >>> 0);
    return { h: (Ah + Bh + ((l / 2 ** 32) | 0)) | 0, l: l | 0 };
}
// Addition with more than 2 elements
// Unmasked low-word accumulator for 3-way addition; pass the raw result into `add3H(...)`.
const add3L = (Al, Bl, Cl) => (Al >>> 0) + (Bl >>> 0) + (Cl >>> 0);
// High-word finalize step for 3-way addition; `low` must be the untruncated output of `add3L(...)`.
const add3H = (low, Ah, Bh, Ch) => (Ah + Bh + Ch + ((low / 2 ** 32) | 0)) | 0;
// Unmasked low-word accumulator for 4-way addition; pass the raw result into `add4H(...)`.
const add4L = (Al, Bl, Cl, Dl) => (Al >>> 0) + (Bl >>> 0) + (Cl >>> 0) + (Dl >>> 0);
// High-word finalize step for 4-way addition; `low` must be the untruncated output of `add4L(...)`.
const add4H = (low, Ah, Bh, Ch, Dh) => (Ah + Bh + Ch + Dh + ((low / 2 ** 32) | 0)) | 0;
// Unmasked low-word accumulator for 5-way addition; pass the raw result into `add5H(...)`.
const add5L = (Al, Bl, Cl, Dl, El) => (Al >>> 0) + (Bl >>> 0) + (Cl >>> 0) + (Dl >>> 0) + (El >>> 0);
// High-word finalize step for 5-way addition; `low` must be the untruncated output of `add5L(...)`.
const add5H = (low, Ah, Bh, Ch, Dh, Eh) => (Ah + Bh + Ch + Dh + Eh + ((low / 2 ** 32) | 0)) | 0;
// prettier-ignore


;// ./node_modules/@noble/hashes/utils.js
/**
 * Checks if something is Uint8Array. Be careful: nodejs Buffer will return true.
 * @param a - value to test
 * @returns `true` when the value is a Uint8Array-compatible view.
 * @example
 * Check whether a value is a Uint8Array-compatible view.
 * ```ts
 * isBytes(new Uint8Array([1, 2, 3]));
 * ```
 */
function isBytes(a) {
    // Plain `instanceof Uint8Array` is too strict for some Buffer / proxy / cross-realm cases.
    // The fallback still requires a real ArrayBuffer view, so plain
    // JSON-deserialized `{ constructor: ... }` spoofing is rejected, and
    // `BYTES_PER_ELEMENT === 1` keeps the fallback on byte-oriented views.
    return (a instanceof Uint8Array ||
        (ArrayBuffer.isView(a) &&
            a.constructor.name === 'Uint8Array' &&
            'BYTES_PER_ELEMENT' in a &&
            a.BYTES_PER_ELEMENT === 1));
}
// Shared error-message prefix builder. Only called on throw paths, so assert
// success paths never pay for the string concatenation.
const atitle = (title) => (title ? `"${title}" ` : '');
/**
 * Asserts something is a non-negative integer.
 * @param n - number to validate
 * @param title - label included in thrown errors
 * @returns The validated number.
 * @throws On wrong argument types. {@link TypeError}
 * @throws On wrong argument ranges or values. {@link RangeError}
 * @example
 * Validate a non-negative integer option.
 * ```ts
 * anumber(32, 'length');
 * ```
 */
function anumber(n, title = '') {
    if (typeof n !== 'number')
        throw new TypeError(atitle(title) + 'expected number, got ' + typeof n);
    if (!Number.isSafeInteger(n) || n < 0)
        throw new RangeError(atitle(title) + 'expected integer >= 0, got ' + n);
    return n;
}
/**
 * Asserts something is a boolean.
 * @param value - value to validate
 * @param title - label included in thrown errors
 * @returns The validated boolean.
 * @throws On wrong argument types. {@link TypeError}
 * @example
 * Validate a boolean option.
 * ```ts
 * abool(true, 'enableXOF');
 * ```
 */
function abool(value, title = '') {
    if (typeof value !== 'boolean')
        throw new TypeError(atitle(title) + 'expected boolean, got type=' + typeof value);
    return value;
}
/**
 * Asserts something is Uint8Array.
 * @param value - value to validate
 * @param length - optional exact length constraint
 * @param title - label included in thrown errors
 * @returns The validated byte array.
 * @throws On wrong argument types. {@link TypeError}
 * @throws On wrong argument ranges or values. {@link RangeError}
 * @example
 * Validate that a value is a byte array.
 * ```ts
 * abytes(new Uint8Array([1, 2, 3]));
 * ```
 */
function abytes(value, length, title = '') {
    // Success path first: this runs at the start of every update() / digestInto(), and the
    // common `abytes(data)` form must not pay for length handling it does not use.
    if (isBytes(value) && (length === undefined || value.length === length))
        return value;
    // Error path: recompute freely to build the exact message.
    if (length !== undefined)
        anumber(length, 'length');
    const bytes = isBytes(value);
    const ofLen = length !== undefined ? ` of length ${length}` : '';
    const got = bytes ? `length=${value.length}` : `type=${typeof value}`;
    const message = atitle(title) + 'expected Uint8Array' + ofLen + ', got ' + got;
    if (!bytes)
        throw new TypeError(message);
    throw new RangeError(message);
}
/**
 * Copies bytes into a fresh Uint8Array.
 * Buffer-style slices can alias the same backing store, so callers that need ownership should copy.
 * @param bytes - source bytes to clone
 * @returns Freshly allocated copy of `bytes`.
 * @throws On wrong argument types. {@link TypeError}
 * @example
 * Clone a byte array before mutating it.
 * ```ts
 * const copy = copyBytes(new Uint8Array([1, 2, 3]));
 * ```
 */
function copyBytes(bytes) {
    // `Uint8Array.from(...)` would also accept arrays / other typed arrays. Keep this helper strict
    // because callers use it at byte-validation boundaries before mutating the detached copy.
    return Uint8Array.from(abytes(bytes));
}
/**
 * Asserts something is a wrapped hash constructor.
 * @param h - hash constructor to validate
 * @throws On wrong argument types or invalid hash wrapper shape. {@link TypeError}
 * @throws On invalid hash metadata ranges or values. {@link RangeError}
 * @throws If the hash metadata allows empty outputs or block sizes. {@link Error}
 * @example
 * Validate a callable hash wrapper.
 * ```ts
 * import { ahash } from '@noble/hashes/utils.js';
 * import { sha256 } from '@noble/hashes/sha2.js';
 * ahash(sha256);
 * ```
 */
function ahash(h) {
    if (typeof h !== 'function' || typeof h.create !== 'function')
        throw new TypeError('expected hash wrapped by utils.createHasher');
    anumber(h.outputLen);
    anumber(h.blockLen);
    // HMAC and KDF callers treat these as real byte lengths; allowing zero lets fake wrappers pass
    // validation and can produce empty outputs instead of failing fast.
    if (h.outputLen < 1 || h.blockLen < 1)
        throw new Error('hash blockLen / outputLen must be >= 1');
}
const aobject = (value, label) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value))
        throw new TypeError((label === 'object' ? '' : `"${label}" `) + 'expected object, got type=' + typeof value);
};
const aopts = (value, label) => {
    aobject(value, label);
    const proto = Object.getPrototypeOf(value);
    if (proto !== Object.prototype && proto !== null)
        throw new TypeError(`"${label}" expected plain object`);
    // Object.assign() treats an own "__proto__" source key as a write to the target's legacy
    // prototype setter. Reject it before merging so inherited option values cannot be injected.
    if (Object.hasOwn(value, '__proto__'))
        throw new TypeError(`"${label}.__proto__" is not allowed`);
};
/**
 * Asserts a hash instance has not been destroyed or finished.
 * @param instance - hash instance to validate
 * @param checkFinished - whether to reject finalized instances
 * @throws If the hash instance has already been destroyed or finalized. {@link Error}
 * @example
 * Validate that a hash instance is still usable.
 * ```ts
 * import { aexists } from '@noble/hashes/utils.js';
 * import { sha256 } from '@noble/hashes/sha2.js';
 * const hash = sha256.create();
 * aexists(hash);
 * ```
 */
function aexists(instance, checkFinished = true) {
    // Runs on every update()/digestInto(); the flags are library-owned booleans, so only their
    // truthiness is checked - re-validating their type per call was pure hot-path overhead.
    if (instance.destroyed)
        throw new Error('hash was destroyed');
    if (checkFinished && instance.finished)
        throw new Error('digest() was already called');
}
/**
 * Asserts output is a sufficiently-sized byte array.
 * @param out - destination buffer
 * @param instance - hash instance providing output length
 * Oversized buffers are allowed; downstream code only promises to fill the first `outputLen` bytes.
 * @throws On wrong argument types. {@link TypeError}
 * @throws On wrong argument ranges or values. {@link RangeError}
 * @example
 * Validate a caller-provided digest buffer.
 * ```ts
 * import { aoutput } from '@noble/hashes/utils.js';
 * import { sha256 } from '@noble/hashes/sha2.js';
 * const hash = sha256.create();
 * aoutput(new Uint8Array(hash.outputLen), hash);
 * ```
 */
function aoutput(out, instance) {
    abytes(out, undefined, 'output');
    // `outputLen` is a library-owned readonly number; the negated comparison keeps failing fast
    // when it is missing/NaN (comparisons with undefined/NaN are false) without an anumber() call.
    const min = instance.outputLen;
    if (!(out.length >= min)) {
        throw new RangeError('"output" expected length >= ' + min);
    }
}
/**
 * Casts a typed array view to Uint8Array.
 * @param arr - source typed array
 * @returns Uint8Array view over the same buffer.
 * @example
 * Reinterpret a typed array as bytes.
 * ```ts
 * u8(new Uint32Array([1, 2]));
 * ```
 */
function u8(arr) {
    return new Uint8Array(arr.buffer, arr.byteOffset, arr.byteLength);
}
/**
 * Casts a typed array view to Uint32Array.
 * `arr.byteOffset` must already be 4-byte aligned or the platform
 * Uint32Array constructor will throw.
 * @param arr - source typed array
 * @returns Uint32Array view over the same buffer.
 * @example
 * Reinterpret a byte array as 32-bit words.
 * ```ts
 * u32(new Uint8Array(8));
 * ```
 */
function u32(arr) {
    return new Uint32Array(arr.buffer, arr.byteOffset, Math.floor(arr.byteLength / 4));
}
/**
 * Zeroizes typed arrays in place. Warning: JS provides no guarantees.
 * @param arrays - arrays to overwrite with zeros
 * @example
 * Zeroize sensitive buffers in place.
 * ```ts
 * clean(new Uint8Array([1, 2, 3]));
 * ```
 */
function clean(...arrays) {
    for (let i = 0; i < arrays.length; i++) {
        arrays[i].fill(0);
    }
}
/**
 * Creates a DataView for byte-level manipulation.
 * @param arr - source typed array
 * @returns DataView over the same buffer region.
 * @example
 * Create a DataView over an existing buffer.
 * ```ts
 * createView(new Uint8Array(4));
 * ```
 */
function createView(arr) {
    return new DataView(arr.buffer, arr.byteOffset, arr.byteLength);
}
/**
 * Rotate-right operation for uint32 values.
 * @param word - source word
 * @param shift - shift amount in bits
 * @returns Rotated word.
 * @example
 * Rotate a 32-bit word to the right.
 * ```ts
 * rotr(0x12345678, 8);
 * ```
 */
function rotr(word, shift) {
    return (word << (32 - shift)) | (word >>> shift);
}
/**
 * Rotate-left operation for uint32 values.
 * @param word - source word
 * @param shift - shift amount in bits
 * @returns Rotated word.
 * @example
 * Rotate a 32-bit word to the left.
 * ```ts
 * rotl(0x12345678, 8);
 * ```
 */
function rotl(word, shift) {
    return (word << shift) | ((word >>> (32 - shift)) >>> 0);
}
/** Whether the current platform is little-endian. */
const isLE = /* @__PURE__ */ (() => new Uint8Array(new Uint32Array([0x11223344]).buffer)[0] === 0x44)();
/**
 * Byte-swap operation for uint32 values.
 * @param word - source word
 * @returns Word with reversed byte order.
 * @example
 * Reverse the byte order of a 32-bit word.
 * ```ts
 * byteSwap(0x11223344);
 * ```
 */
function byteSwap(word) {
    return (((word << 24) & 0xff000000) |
        ((word << 8) & 0xff0000) |
        ((word >>> 8) & 0xff00) |
        ((word >>> 24) & 0xff));
}
/**
 * Conditionally byte-swaps one 32-bit word on big-endian platforms.
 * @param n - source word
 * @returns Original or byte-swapped word depending on platform endianness.
 * @example
 * Normalize a 32-bit word for host endianness.
 * ```ts
 * swap8IfBE(0x11223344);
 * ```
 */
const swap8IfBE = isLE
    ? (n) => n
    : (n) => byteSwap(n) >>> 0;
/**
 * Byte-swaps every word of a Uint32Array in place.
 * @param arr - array to mutate
 * @returns The same array after mutation; callers pass live state arrays here.
 * @example
 * Reverse the byte order of every word in place.
 * ```ts
 * byteSwap32(new Uint32Array([0x11223344]));
 * ```
 */
function byteSwap32(arr) {
    for (let i = 0; i < arr.length; i++) {
        arr[i] = byteSwap(arr[i]);
    }
    return arr;
}
/**
 * Conditionally byte-swaps a Uint32Array on big-endian platforms.
 * @param u - array to normalize for host endianness
 * @returns Original or byte-swapped array depending on platform endianness.
 *   On big-endian runtimes this mutates `u` in place via `byteSwap32(...)`.
 * @example
 * Normalize a word array for host endianness.
 * ```ts
 * swap32IfBE(new Uint32Array([0x11223344]));
 * ```
 */
const swap32IfBE = isLE
    ? (u) => u
    : byteSwap32;
// Built-in hex conversion https://caniuse.com/mdn-javascript_builtins_uint8array_fromhex
const hasHexBuiltin = /* @__PURE__ */ (() => 
// @ts-ignore
typeof Uint8Array.from([]).toHex === 'function' && typeof Uint8Array.fromHex === 'function')();
// Array where index 0xf0 (240) is mapped to string 'f0'
const hexes = /* @__PURE__ */ Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));
/**
 * Convert byte array to hex string.
 * Uses the built-in function when available and assumes it matches the tested
 * fallback semantics.
 * @param bytes - bytes to encode
 * @returns Lowercase hexadecimal string.
 * @throws On wrong argument types. {@link TypeError}
 * @example
 * Convert bytes to lowercase hexadecimal.
 * ```ts
 * bytesToHex(Uint8Array.from([0xca, 0xfe, 0x01, 0x23])); // 'cafe0123'
 * ```
 */
function bytesToHex(bytes) {
    abytes(bytes);
    // @ts-ignore
    if (hasHexBuiltin)
        return bytes.toHex();
    // pre-caching improves the speed 6x
    let hex = '';
    for (let i = 0; i < bytes.length; i++) {
        hex += hexes[bytes[i]];
    }
    return hex;
}
// Strict ASCII nibble parser: non-ASCII hex lookalikes are rejected as undefined.
// ASCII codes: '0'..'9' = 48..57, 'A'..'F' = 65..70, 'a'..'f' = 97..102.
// prettier-ignore
function asciiToBase16(ch) {
    return ch >= 48 && ch <= 57 ? ch - 48 // '2' => 50-48
        : ch >= 65 && ch <= 70 ? ch - (65 - 10) // 'B' => 66-(65-10)
            : ch >= 97 && ch <= 102 ? ch - (97 - 10) // 'b' => 98-(97-10)
                : undefined;
}
/**
 * Convert hex string to byte array. Uses built-in function, when available.
 * @param hex - hexadecimal string to decode
 * @returns Decoded bytes.
 * @throws On wrong argument types. {@link TypeError}
 * @throws On wrong argument ranges or values. {@link RangeError}
 * @example
 * Decode lowercase hexadecimal into bytes.
 * ```ts
 * hexToBytes('cafe0123'); // Uint8Array.from([0xca, 0xfe, 0x01, 0x23])
 * ```
 */
function hexToBytes(hex) {
    if (typeof hex !== 'string')
        throw new TypeError('hex string expected, got ' + typeof hex);
    if (hasHexBuiltin) {
        try {
            return Uint8Array.fromHex(hex);
        }
        catch (error) {
            if (error instanceof SyntaxError)
                throw new RangeError(error.message);
            throw error;
        }
    }
    const hl = hex.length;
    const al = hl / 2;
    if (hl % 2)
        throw new RangeError('hex string expected, got unpadded hex of length ' + hl);
    const array = new Uint8Array(al);
    for (let ai = 0, hi = 0; ai < al; ai++, hi += 2) {
        const n1 = asciiToBase16(hex.charCodeAt(hi)); // parse first char, multiply it by 16
        const n2 = asciiToBase16(hex.charCodeAt(hi + 1)); // parse second char
        if (n1 === undefined || n2 === undefined) {
            const char = hex[hi] + hex[hi + 1];
            throw new RangeError('hex string expected, got non-hex character "' + char + '" at index ' + hi);
        }
        array[ai] = n1 * 16 + n2; // example: 'A9' => 10*16 + 9
    }
    return array;
}
/**
 * Yields to the host task scheduler so timers, I/O, and rendering can make progress.
 * Uses the Web Scheduling API when available or `setTimeout` as a cross-platform fallback.
 * Host-task yields are much slower than microtasks (roughly 1ms with the timer fallback), so
 * async loops should use `asyncTick >= 10` to amortize scheduling overhead to about 10% while
 * still allowing other event-loop work to proceed.
 * @param onReject - optional cleanup invoked only if the host yield fails
 * @example
 * Yield to the next scheduler tick.
 * ```ts
 * await nextTick();
 * ```
 */
function nextTick(onReject) {
    const host = globalThis;
    if (typeof host.scheduler?.yield === 'function') {
        const promise = host.scheduler.yield();
        // Keep the original scheduler rejection; this handler exists only for cleanup.
        if (onReject)
            promise.catch(onReject);
        return promise;
    }
    return new Promise((resolve) => host.setTimeout(resolve, 0));
}
/**
 * Returns control to the host event loop every `tick` milliseconds to avoid blocking long loops.
 * @param iters - number of loop iterations to run
 * @param tick - maximum time slice in milliseconds
 * @param cb - callback executed on each iteration
 * @param onReject - optional cleanup invoked only if a host yield fails
 * @throws On wrong argument types. {@link TypeError}
 * @throws On wrong argument ranges or values. {@link RangeError}
 * @example
 * Run a loop that periodically yields back to the event loop.
 * ```ts
 * await asyncLoop(2, 0, () => {});
 * ```
 */
async function asyncLoop(iters, tick, cb, onReject) {
    anumber(iters, 'iters');
    anumber(tick, 'tick');
    if (typeof cb !== 'function')
        throw new TypeError('callback must be a function');
    // Callback is synchronous by contract; asyncLoop only yields between sync work windows.
    let ts = Date.now();
    for (let i = 0; i < iters; i++) {
        cb(i);
        // Date.now() is not monotonic, so in case if clock goes backwards we return return control too
        const diff = Date.now() - ts;
        if (diff >= 0 && diff < tick)
            continue;
        await nextTick(onReject);
        // Track only synchronous work time; scheduler delay after yielding is outside our budget.
        ts = Date.now();
    }
}
/**
 * Converts string to bytes using UTF8 encoding.
 * Built-in doesn't validate input to be string: we do the check.
 * Non-ASCII details are delegated to the platform `TextEncoder`.
 * @param str - string to encode
 * @returns UTF-8 encoded bytes.
 * @throws On wrong argument types. {@link TypeError}
 * @example
 * Encode a string as UTF-8 bytes.
 * ```ts
 * utf8ToBytes('abc'); // Uint8Array.from([97, 98, 99])
 * ```
 */
function utf8ToBytes(str) {
    if (typeof str !== 'string')
        throw new TypeError('string expected');
    const encoded = new TextEncoder().encode(str);
    try {
        // Copy into the current realm for Firefox extension contexts. Callers that own the returned
        // buffer can then wipe it independently of TextEncoder's temporary result.
        return new Uint8Array(encoded); // https://bugzil.la/1681809
    }
    finally {
        clean(encoded);
    }
}
/**
 * Helper for KDFs: consumes Uint8Array or string.
 * String inputs are UTF-8 encoded; byte-array inputs stay aliased to the caller buffer.
 * @param data - user-provided KDF input
 * @param errorTitle - label included in thrown errors
 * @returns Byte representation of the input.
 * @throws On wrong argument types. {@link TypeError}
 * @example
 * Normalize KDF input to bytes.
 * ```ts
 * kdfInputToBytes('password');
 * ```
 */
function kdfInputToBytes(data, errorTitle = '') {
    if (typeof data === 'string')
        return utf8ToBytes(data);
    return abytes(data, undefined, errorTitle);
}
/**
 * Copies several Uint8Arrays into one.
 * @param arrays - arrays to concatenate
 * @returns Concatenated byte array.
 * @throws On wrong argument types. {@link TypeError}
 * @example
 * Concatenate multiple byte arrays.
 * ```ts
 * concatBytes(new Uint8Array([1]), new Uint8Array([2]));
 * ```
 */
function concatBytes(...arrays) {
    let sum = 0;
    for (let i = 0; i < arrays.length; i++) {
        const a = arrays[i];
        abytes(a);
        sum += a.length;
    }
    const res = new Uint8Array(sum);
    for (let i = 0, pad = 0; i < arrays.length; i++) {
        const a = arrays[i];
        res.set(a, pad);
        pad += a.length;
    }
    return res;
}
/**
 * Validates declared required and optional field types on a plain object.
 * This walks field schemas and formats detailed errors, so avoid it on hot paths; use direct
 * one-line guards such as `abytes()`, `abool()`, or `anumber()` instead.
 * @param object - object to validate
 * @param fields - map of required field names to expected types
 * @param optFields - map of optional field names to expected types
 * @param title - label included in thrown errors
 * @throws On wrong argument types. {@link TypeError}
 * @example
 * Validate required and optional option fields.
 * ```ts
 * validateObject({ N: 1024, dkLen: 32 }, { N: 'number' }, { dkLen: 'number' });
 * ```
 */
const validateObject = (object, fields = {}, optFields = {}, title = 'object') => {
    aobject(object, title);
    aobject(fields, 'fields');
    aobject(optFields, 'optFields');
    function checkField(fieldName, expectedType, isOpt) {
        const label = title === 'object' ? `param "${String(fieldName)}"` : `"${title}.${String(fieldName)}"`;
        // Config fields must be explicit own properties. Optional inherited values are rejected too
        // because callers keep reading the same options object after validation.
        const val = object[fieldName];
        // Runtime objects such as Field instances intentionally satisfy required method slots
        // via their shared prototype.
        if (!Object.hasOwn(object, fieldName) &&
            (isOpt ? val !== undefined : expectedType !== 'function')) {
            throw new TypeError(`${label} is invalid: expected own property`);
        }
        if (isOpt && val === undefined)
            return;
        const current = typeof val;
        if (current !== expectedType || val === null)
            throw new TypeError(`${label} is invalid: expected ${expectedType}, got ${current}`);
    }
    const iter = (f, isOpt) => Object.entries(f).forEach(([k, v]) => checkField(k, v, isOpt));
    iter(fields, false);
    iter(optFields, true);
};
/**
 * Merges default options and passed options.
 * @param defaults - base option object
 * @param opts - user overrides
 * @param title - label included in thrown override errors
 * @returns Fresh merged option object with a null prototype.
 * @throws On wrong argument types. {@link TypeError}
 * @example
 * Merge user overrides onto default options.
 * ```ts
 * checkOpts({ dkLen: 32 }, { asyncTick: 10 });
 * ```
 */
function checkOpts(defaults, opts, title = 'opts') {
    aopts(defaults, 'defaults');
    if (opts !== undefined)
        aopts(opts, title);
    // Callers read optional fields directly, so omitted values must not fall through to ambient
    // Object.prototype pollution (for example a forged `dkLen` changing SHAKE's default output).
    const merged = Object.assign(Object.create(null), defaults, opts);
    return merged;
}
/**
 * Creates a callable hash function from a stateful class constructor.
 * @param hashCons - hash constructor or factory
 * @param info - optional metadata such as DER OID
 * @returns Frozen callable hash wrapper with `.create()`.
 *   Wrapper construction eagerly calls `hashCons(undefined)` once to read
 *   `outputLen` / `blockLen`, so constructor side effects happen at module
 *   init time.
 * @throws On wrong argument types. {@link TypeError}
 * @example
 * Wrap a stateful hash constructor into a callable helper.
 * ```ts
 * import { createHasher } from '@noble/hashes/utils.js';
 * import { sha256 } from '@noble/hashes/sha2.js';
 * const wrapped = createHasher(sha256.create, { oid: sha256.oid });
 * wrapped(new Uint8Array([1]));
 * ```
 */
function createHasher(hashCons, info = {}) {
    if (typeof hashCons !== 'function')
        throw new TypeError('"hashCons" expected function, got type=' + typeof hashCons);
    info = checkOpts({}, info, 'info');
    const hashC = (msg, opts) => hashCons(opts)
        .update(msg)
        .digest();
    const tmp = hashCons(undefined);
    hashC.outputLen = tmp.outputLen;
    hashC.blockLen = tmp.blockLen;
    hashC.canXOF = tmp.canXOF;
    hashC.create = (opts) => hashCons(opts);
    Object.assign(hashC, info);
    return Object.freeze(hashC);
}
/**
 * Cryptographically secure PRNG backed by `crypto.getRandomValues`.
 * @param bytesLength - number of random bytes to generate
 * @returns Random bytes.
 * The platform `getRandomValues()` implementation still defines any
 * single-call length cap, and this helper rejects oversize requests
 * with a stable library `RangeError` instead of host-specific errors.
 * @throws On wrong argument types. {@link TypeError}
 * @throws On wrong argument ranges or values. {@link RangeError}
 * @throws If the current runtime does not provide `crypto.getRandomValues`. {@link Error}
 * @example
 * Generate a fresh random key or nonce.
 * ```ts
 * const key = randomBytes(16);
 * ```
 */
function randomBytes(bytesLength = 32) {
    // Match the repo's other length-taking helpers instead of relying on Uint8Array coercion.
    anumber(bytesLength, 'bytesLength');
    const cr = typeof globalThis === 'object' ? globalThis.crypto : null;
    if (typeof cr?.getRandomValues !== 'function')
        throw new Error('crypto.getRandomValues must be defined');
    // Web Cryptography API Level 2 §10.1.1:
    // if `byteLength > 65536`, throw `QuotaExceededError`.
    // Keep the guard explicit so callers can see the quota in code
    // instead of discovering it by reading the spec or host errors.
    // This wrapper surfaces the same quota as a stable library RangeError.
    if (bytesLength > 65536)
        throw new RangeError(`"bytesLength" expected <= 65536, got ${bytesLength}`);
    return cr.getRandomValues(new Uint8Array(bytesLength));
}
/**
 * Creates OID metadata for NIST hashes with prefix `06 09 60 86 48 01 65 03 04 02`.
 * @param suffix - final OID byte for the selected hash.
 *   The helper accepts any byte even though only the documented NIST hash
 *   suffixes are meaningful downstream.
 * @returns Object containing the DER-encoded OID.
 * @example
 * Build OID metadata for a NIST hash.
 * ```ts
 * oidNist(0x01);
 * ```
 */
const oidNist = (suffix) => ({
    // Current NIST hashAlgs suffixes used here fit in one DER subidentifier octet.
    // Larger suffix values would need base-128 OID encoding and a different length byte.
    oid: Uint8Array.from([0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, suffix]),
});

;// ./node_modules/@noble/hashes/_md.js
/**
 * Internal Merkle-Damgard hash utils.
 * @module
 */


/**
 * Shared 32-bit conditional boolean primitive reused by SHA-256, SHA-1, and MD5 `F`.
 * Returns bits from `b` when `a` is set, otherwise from `c`.
 * The XOR form is equivalent to MD5's `F(X,Y,Z) = XY v not(X)Z` because the masked terms never
 * set the same bit.
 * @param a - selector word
 * @param b - word chosen when selector bit is set
 * @param c - word chosen when selector bit is clear
 * @returns Mixed 32-bit word.
 * @example
 * Combine three words with the shared 32-bit choice primitive.
 * ```ts
 * Chi(0xffffffff, 0x12345678, 0x87654321);
 * ```
 */
function Chi(a, b, c) {
    return (a & b) ^ (~a & c);
}
/**
 * Shared 32-bit majority primitive reused by SHA-256 and SHA-1.
 * Returns bits shared by at least two inputs.
 * @param a - first input word
 * @param b - second input word
 * @param c - third input word
 * @returns Mixed 32-bit word.
 * @example
 * Combine three words with the shared 32-bit majority primitive.
 * ```ts
 * Maj(0xffffffff, 0x12345678, 0x87654321);
 * ```
 */
function Maj(a, b, c) {
    return (a & b) ^ (a & c) ^ (b & c);
}
/**
 * Merkle-Damgard hash construction base class.
 * Could be used to create MD5, RIPEMD, SHA1, SHA2.
 * Accepts only byte-aligned `Uint8Array` input, even when the underlying spec describes bit
 * strings with partial-byte tails.
 * @param blockLen - internal block size in bytes
 * @param outputLen - digest size in bytes
 * @param padOffset - trailing length field size in bytes
 * @param isLE - whether length and state words are encoded in little-endian
 * @example
 * Use a concrete subclass to get the shared Merkle-Damgard update/digest flow.
 * ```ts
 * import { _SHA1 } from '@noble/hashes/legacy.js';
 * const hash = new _SHA1();
 * hash.update(new Uint8Array([97, 98, 99]));
 * hash.digest();
 * ```
 */
class HashMD {
    blockLen;
    outputLen;
    canXOF = false;
    padOffset;
    isLE;
    // For partial updates less than block size
    buffer;
    view;
    finished = false;
    length = 0;
    pos = 0;
    destroyed = false;
    constructor(blockLen, outputLen, padOffset, isLE) {
        this.blockLen = blockLen;
        this.outputLen = outputLen;
        this.padOffset = padOffset;
        this.isLE = isLE;
        this.buffer = new Uint8Array(blockLen);
        this.view = createView(this.buffer);
    }
    update(data) {
        aexists(this);
        abytes(data);
        const { view, buffer, blockLen } = this;
        const len = data.length;
        let processed = false;
        for (let pos = 0; pos < len;) {
            const take = Math.min(blockLen - this.pos, len - pos);
            // Fast path only when there is no buffered partial block: `take === blockLen` implies
            // `this.pos === 0`, so we can process full blocks directly from the input view.
            if (take === blockLen) {
                const dataView = createView(data);
                for (; blockLen <= len - pos; pos += blockLen)
                    this.process(dataView, pos);
                processed = true;
                continue;
            }
            // When the whole input is buffered in one go (common for short messages), passing `data`
            // directly avoids allocating a subarray view.
            buffer.set(pos === 0 && take === len ? data : data.subarray(pos, pos + take), this.pos);
            this.pos += take;
            pos += take;
            if (this.pos === blockLen) {
                this.process(view, 0);
                this.pos = 0;
                processed = true;
            }
        }
        this.length += data.length;
        // Shared schedule buffers only pick up input-derived words inside process(); if everything
        // was buffered without processing, there is nothing to zero.
        if (processed)
            this.roundClean();
        return this;
    }
    digestInto(out) {
        aexists(this);
        aoutput(out, this);
        this.finished = true;
        // Padding
        // We can avoid allocation of buffer for padding completely if it
        // was previously not allocated here. But it won't change performance.
        const { buffer, view, blockLen, isLE } = this;
        let { pos } = this;
        // append the bit '1' to the message, then zero-pad the rest of the block
        buffer[pos++] = 0b10000000;
        buffer.fill(0, pos);
        // we have less than padOffset left in buffer, so we cannot put length in
        // current block, need process it and pad again
        if (this.padOffset > blockLen - pos) {
            this.process(view, 0);
            buffer.fill(0);
        }
        // `padOffset` reserves the whole length field. For SHA-384/512 the high 64 bits stay zero from
        // the padding fill above, and JS will overflow before user input can make that half non-zero.
        // So we only need to write the low 64 bits here (`length * 8` only scales the exponent of an
        // integer below 2**53, so the split inside the helper stays exact).
        setU64FromNum(view, blockLen - 8, this.length * 8, isLE);
        this.process(view, 0);
        // The final block above is processed outside update(), so the shared message-schedule
        // buffers (e.g. SHA256_W) would otherwise retain input-derived words after digest().
        this.roundClean();
        // digest() passes our own `buffer` as `out`; reuse its cached view instead of allocating one.
        const oview = out === buffer ? view : createView(out);
        const len = this.outputLen;
        // NOTE: we do division by 4 later, which must be fused in single op with modulo by JIT
        const outLen = len / 4;
        const state = this.get();
        // Subclass-misconfiguration invariant: outputLen must be 32-bit aligned and fit the state.
        if (len % 4 || outLen > state.length)
            throw new Error('invalid outputLen');
        for (let i = 0; i < outLen; i++)
            oview.setUint32(4 * i, state[i], isLE);
    }
    digest() {
        const { buffer, outputLen } = this;
        this.digestInto(buffer);
        // Copy before destroy(): subclasses wipe `buffer` during cleanup, but `digest()` must return
        // fresh bytes to the caller.
        const res = buffer.slice(0, outputLen);
        this.destroy();
        return res;
    }
    _cloneIntoMeta(to) {
        const { buffer, length, finished, destroyed, pos } = this;
        to.destroyed = destroyed;
        to.finished = finished;
        to.length = length;
        to.pos = pos;
        // Only partial-block bytes need copying: when `length % blockLen === 0`, `pos === 0` and
        // later `update()` / `digestInto()` overwrite `to.buffer` from the start before reading it.
        if (pos)
            to.buffer.set(buffer); // Avoid a hot modulo guard.
        return to;
    }
    clone() {
        return this._cloneInto();
    }
}
/**
 * Initial SHA-2 state: fractional parts of square roots of first 16 primes 2..53.
 * Check out `test/misc/sha2-gen-iv.js` for recomputation guide.
 */
/** Initial SHA256 state from RFC 6234 §6.1: the first 32 bits of the fractional parts of the
 * square roots of the first eight prime numbers. Exported as a shared table; callers must treat
 * it as read-only because constructors copy words from it by index. */
const SHA256_IV = /* @__PURE__ */ Uint32Array.from([
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]);
/** Initial SHA224 state `H(0)` from RFC 6234 §6.1. Exported as a shared table; callers must
 * treat it as read-only because constructors copy words from it by index. */
const SHA224_IV = /* @__PURE__ */ Uint32Array.from([
    0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4,
]);
/** Initial SHA384 state from RFC 6234 §6.3: eight RFC 64-bit `H(0)` words stored as sixteen
 * big-endian 32-bit halves. Derived from the fractional parts of the square roots of the ninth
 * through sixteenth prime numbers. Exported as a shared table; callers must treat it as read-only
 * because constructors copy halves from it by index. */
const SHA384_IV = /* @__PURE__ */ Uint32Array.from([
    0xcbbb9d5d, 0xc1059ed8, 0x629a292a, 0x367cd507, 0x9159015a, 0x3070dd17, 0x152fecd8, 0xf70e5939,
    0x67332667, 0xffc00b31, 0x8eb44a87, 0x68581511, 0xdb0c2e0d, 0x64f98fa7, 0x47b5481d, 0xbefa4fa4,
]);
/** Initial SHA512 state from RFC 6234 §6.3: eight RFC 64-bit `H(0)` words stored as sixteen
 * big-endian 32-bit halves. Derived from the fractional parts of the square roots of the first
 * eight prime numbers. Exported as a shared table; callers must treat it as read-only because
 * constructors copy halves from it by index. */
const SHA512_IV = /* @__PURE__ */ Uint32Array.from([
    0x6a09e667, 0xf3bcc908, 0xbb67ae85, 0x84caa73b, 0x3c6ef372, 0xfe94f82b, 0xa54ff53a, 0x5f1d36f1,
    0x510e527f, 0xade682d1, 0x9b05688c, 0x2b3e6c1f, 0x1f83d9ab, 0xfb41bd6b, 0x5be0cd19, 0x137e2179,
]);

;// ./node_modules/@noble/hashes/sha2.js
/**
 * SHA2 hash function. A.k.a. sha256, sha384, sha512, sha512_224, sha512_256.
 * SHA256 is the fastest hash implementable in JS, even faster than Blake3.
 * Check out {@link https://www.rfc-editor.org/rfc/rfc4634 | RFC 4634} and
 * {@link https://nvlpubs.nist.gov/nistpubs/FIPS/NIST.FIPS.180-4.pdf | FIPS 180-4}.
 * @module
 */



/**
 * SHA-224 / SHA-256 round constants from RFC 6234 §5.1: the first 32 bits
 * of the cube roots of the first 64 primes (2..311).
 */
// prettier-ignore
const SHA256_K = /* @__PURE__ */ Uint32Array.from([
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
]);
/** Reusable SHA-224 / SHA-256 message schedule buffer `W_t` from RFC 6234 §6.2 step 1. */
const SHA256_W = /* @__PURE__ */ new Uint32Array(64);
/** Internal SHA-224 / SHA-256 compression engine from RFC 6234 §6.2. */
class SHA2_32B extends HashMD {
    // We cannot use array here since array allows indexing by variable
    // which means optimizer/compiler cannot use registers.
    // Numeric initializers matter: starting the fields as `undefined` changes
    // V8's field representation and makes sha256 3x slower (measured).
    A = 0;
    B = 0;
    C = 0;
    D = 0;
    E = 0;
    F = 0;
    G = 0;
    H = 0;
    constructor(outputLen, IV) {
        super(64, outputLen, 8, false);
        this.A = IV[0] | 0;
        this.B = IV[1] | 0;
        this.C = IV[2] | 0;
        this.D = IV[3] | 0;
        this.E = IV[4] | 0;
        this.F = IV[5] | 0;
        this.G = IV[6] | 0;
        this.H = IV[7] | 0;
    }
    get() {
        const { A, B, C, D, E, F, G, H } = this;
        return [A, B, C, D, E, F, G, H];
    }
    // prettier-ignore
    set(A, B, C, D, E, F, G, H) {
        this.A = A | 0;
        this.B = B | 0;
        this.C = C | 0;
        this.D = D | 0;
        this.E = E | 0;
        this.F = F | 0;
        this.G = G | 0;
        this.H = H | 0;
    }
    _cloneInto(to) {
        (to ||= new this.constructor()).set(...this.get());
        return this._cloneIntoMeta(to);
    }
    process(view, offset) {
        // Extend the first 16 words into the remaining 48 words w[16..63] of the message schedule array
        for (let i = 0; i < 16; i++, offset += 4)
            SHA256_W[i] = view.getUint32(offset, false);
        for (let i = 16; i < 64; i++) {
            const W15 = SHA256_W[i - 15];
            const W2 = SHA256_W[i - 2];
            const s0 = rotr(W15, 7) ^ rotr(W15, 18) ^ (W15 >>> 3);
            const s1 = rotr(W2, 17) ^ rotr(W2, 19) ^ (W2 >>> 10);
            SHA256_W[i] = (s1 + SHA256_W[i - 7] + s0 + SHA256_W[i - 16]) | 0;
        }
        // Compression function main loop, 64 rounds
        let { A, B, C, D, E, F, G, H } = this;
        for (let i = 0; i < 64; i++) {
            const sigma1 = rotr(E, 6) ^ rotr(E, 11) ^ rotr(E, 25);
            const T1 = (H + sigma1 + Chi(E, F, G) + SHA256_K[i] + SHA256_W[i]) | 0;
            const sigma0 = rotr(A, 2) ^ rotr(A, 13) ^ rotr(A, 22);
            const T2 = (sigma0 + Maj(A, B, C)) | 0;
            H = G;
            G = F;
            F = E;
            E = (D + T1) | 0;
            D = C;
            C = B;
            B = A;
            A = (T1 + T2) | 0;
        }
        // Add the compressed chunk to the current hash value
        A = (A + this.A) | 0;
        B = (B + this.B) | 0;
        C = (C + this.C) | 0;
        D = (D + this.D) | 0;
        E = (E + this.E) | 0;
        F = (F + this.F) | 0;
        G = (G + this.G) | 0;
        H = (H + this.H) | 0;
        this.set(A, B, C, D, E, F, G, H);
    }
    roundClean() {
        clean(SHA256_W);
    }
    destroy() {
        // HashMD callers route post-destroy usability through `destroyed`; zeroizing alone still leaves
        // update()/digest() callable on reused instances.
        this.destroyed = true;
        this.set(0, 0, 0, 0, 0, 0, 0, 0);
        clean(this.buffer);
    }
}
/** Internal SHA-256 hash class grounded in RFC 6234 §6.2. */
class _SHA256 extends SHA2_32B {
    constructor() {
        super(32, SHA256_IV);
    }
}
/** Internal SHA-224 hash class grounded in RFC 6234 §6.2 and §8.5. */
class _SHA224 extends SHA2_32B {
    constructor() {
        super(28, SHA224_IV);
    }
}
// SHA2-512 is slower than sha256 in js because u64 operations are slow.
// SHA-384 / SHA-512 round constants from RFC 6234 §5.2:
// 80 full 64-bit words split into high/low halves.
// prettier-ignore
const K512 = /* @__PURE__ */ (() => split([
    '0x428a2f98d728ae22', '0x7137449123ef65cd', '0xb5c0fbcfec4d3b2f', '0xe9b5dba58189dbbc',
    '0x3956c25bf348b538', '0x59f111f1b605d019', '0x923f82a4af194f9b', '0xab1c5ed5da6d8118',
    '0xd807aa98a3030242', '0x12835b0145706fbe', '0x243185be4ee4b28c', '0x550c7dc3d5ffb4e2',
    '0x72be5d74f27b896f', '0x80deb1fe3b1696b1', '0x9bdc06a725c71235', '0xc19bf174cf692694',
    '0xe49b69c19ef14ad2', '0xefbe4786384f25e3', '0x0fc19dc68b8cd5b5', '0x240ca1cc77ac9c65',
    '0x2de92c6f592b0275', '0x4a7484aa6ea6e483', '0x5cb0a9dcbd41fbd4', '0x76f988da831153b5',
    '0x983e5152ee66dfab', '0xa831c66d2db43210', '0xb00327c898fb213f', '0xbf597fc7beef0ee4',
    '0xc6e00bf33da88fc2', '0xd5a79147930aa725', '0x06ca6351e003826f', '0x142929670a0e6e70',
    '0x27b70a8546d22ffc', '0x2e1b21385c26c926', '0x4d2c6dfc5ac42aed', '0x53380d139d95b3df',
    '0x650a73548baf63de', '0x766a0abb3c77b2a8', '0x81c2c92e47edaee6', '0x92722c851482353b',
    '0xa2bfe8a14cf10364', '0xa81a664bbc423001', '0xc24b8b70d0f89791', '0xc76c51a30654be30',
    '0xd192e819d6ef5218', '0xd69906245565a910', '0xf40e35855771202a', '0x106aa07032bbd1b8',
    '0x19a4c116b8d2d0c8', '0x1e376c085141ab53', '0x2748774cdf8eeb99', '0x34b0bcb5e19b48a8',
    '0x391c0cb3c5c95a63', '0x4ed8aa4ae3418acb', '0x5b9cca4f7763e373', '0x682e6ff3d6b2b8a3',
    '0x748f82ee5defb2fc', '0x78a5636f43172f60', '0x84c87814a1f0ab72', '0x8cc702081a6439ec',
    '0x90befffa23631e28', '0xa4506cebde82bde9', '0xbef9a3f7b2c67915', '0xc67178f2e372532b',
    '0xca273eceea26619c', '0xd186b8c721c0c207', '0xeada7dd6cde0eb1e', '0xf57d4f7fee6ed178',
    '0x06f067aa72176fba', '0x0a637dc5a2c898a6', '0x113f9804bef90dae', '0x1b710b35131c471b',
    '0x28db77f523047d84', '0x32caab7b40c72493', '0x3c9ebe0a15c9bebc', '0x431d67c49c100d4c',
    '0x4cc5d4becb3e42b6', '0x597f299cfc657e2a', '0x5fcb6fab3ad6faec', '0x6c44198c4a475817'
].map(n => BigInt(n))))();
const SHA512_Kh = /* @__PURE__ */ (() => K512[0])();
const SHA512_Kl = /* @__PURE__ */ (() => K512[1])();
// Reusable high-half schedule buffer for the RFC 6234 §6.4 64-bit `W_t` words.
const SHA512_W_H = /* @__PURE__ */ new Uint32Array(80);
// Reusable low-half schedule buffer for the RFC 6234 §6.4 64-bit `W_t` words.
const SHA512_W_L = /* @__PURE__ */ new Uint32Array(80);
/** Internal SHA-384 / SHA-512 compression engine from RFC 6234 §6.4. */
class SHA2_64B extends HashMD {
    // We cannot use array here since array allows indexing by variable
    // which means optimizer/compiler cannot use registers.
    // h -- high 32 bits, l -- low 32 bits
    // Numeric initializers matter: starting the fields as `undefined` changes
    // V8's field representation and slows hashing down (measured on sha256).
    Ah = 0;
    Al = 0;
    Bh = 0;
    Bl = 0;
    Ch = 0;
    Cl = 0;
    Dh = 0;
    Dl = 0;
    Eh = 0;
    El = 0;
    Fh = 0;
    Fl = 0;
    Gh = 0;
    Gl = 0;
    Hh = 0;
    Hl = 0;
    constructor(outputLen, IV) {
        super(128, outputLen, 16, false);
        this.Ah = IV[0] | 0;
        this.Al = IV[1] | 0;
        this.Bh = IV[2] | 0;
        this.Bl = IV[3] | 0;
        this.Ch = IV[4] | 0;
        this.Cl = IV[5] | 0;
        this.Dh = IV[6] | 0;
        this.Dl = IV[7] | 0;
        this.Eh = IV[8] | 0;
        this.El = IV[9] | 0;
        this.Fh = IV[10] | 0;
        this.Fl = IV[11] | 0;
        this.Gh = IV[12] | 0;
        this.Gl = IV[13] | 0;
        this.Hh = IV[14] | 0;
        this.Hl = IV[15] | 0;
    }
    // prettier-ignore
    get() {
        const { Ah, Al, Bh, Bl, Ch, Cl, Dh, Dl, Eh, El, Fh, Fl, Gh, Gl, Hh, Hl } = this;
        return [Ah, Al, Bh, Bl, Ch, Cl, Dh, Dl, Eh, El, Fh, Fl, Gh, Gl, Hh, Hl];
    }
    // prettier-ignore
    set(Ah, Al, Bh, Bl, Ch, Cl, Dh, Dl, Eh, El, Fh, Fl, Gh, Gl, Hh, Hl) {
        this.Ah = Ah | 0;
        this.Al = Al | 0;
        this.Bh = Bh | 0;
        this.Bl = Bl | 0;
        this.Ch = Ch | 0;
        this.Cl = Cl | 0;
        this.Dh = Dh | 0;
        this.Dl = Dl | 0;
        this.Eh = Eh | 0;
        this.El = El | 0;
        this.Fh = Fh | 0;
        this.Fl = Fl | 0;
        this.Gh = Gh | 0;
        this.Gl = Gl | 0;
        this.Hh = Hh | 0;
        this.Hl = Hl | 0;
    }
    _cloneInto(to) {
        (to ||= new this.constructor()).set(...this.get());
        return this._cloneIntoMeta(to);
    }
    process(view, offset) {
        // Extend the first 16 words into the remaining 64 words w[16..79] of the message schedule array
        for (let i = 0; i < 16; i++, offset += 4) {
            SHA512_W_H[i] = view.getUint32(offset);
            SHA512_W_L[i] = view.getUint32((offset += 4));
        }
        for (let i = 16; i < 80; i++) {
            // s0 := (w[i-15] rightrotate 1) xor (w[i-15] rightrotate 8) xor (w[i-15] rightshift 7)
            const W15h = SHA512_W_H[i - 15] | 0;
            const W15l = SHA512_W_L[i - 15] | 0;
            const s0h = rotrSH(W15h, W15l, 1) ^ rotrSH(W15h, W15l, 8) ^ shrSH(W15h, W15l, 7);
            const s0l = rotrSL(W15h, W15l, 1) ^ rotrSL(W15h, W15l, 8) ^ shrSL(W15h, W15l, 7);
            // s1 := (w[i-2] rightrotate 19) xor (w[i-2] rightrotate 61) xor (w[i-2] rightshift 6)
            const W2h = SHA512_W_H[i - 2] | 0;
            const W2l = SHA512_W_L[i - 2] | 0;
            const s1h = rotrSH(W2h, W2l, 19) ^ rotrBH(W2h, W2l, 61) ^ shrSH(W2h, W2l, 6);
            const s1l = rotrSL(W2h, W2l, 19) ^ rotrBL(W2h, W2l, 61) ^ shrSL(W2h, W2l, 6);
            // SHA512_W[i] = s0 + s1 + SHA512_W[i - 7] + SHA512_W[i - 16];
            const SUMl = add4L(s0l, s1l, SHA512_W_L[i - 7], SHA512_W_L[i - 16]);
            const SUMh = add4H(SUMl, s0h, s1h, SHA512_W_H[i - 7], SHA512_W_H[i - 16]);
            SHA512_W_H[i] = SUMh | 0;
            SHA512_W_L[i] = SUMl | 0;
        }
        let { Ah, Al, Bh, Bl, Ch, Cl, Dh, Dl, Eh, El, Fh, Fl, Gh, Gl, Hh, Hl } = this;
        // Compression function main loop, 80 rounds
        for (let i = 0; i < 80; i++) {
            // S1 := (e rightrotate 14) xor (e rightrotate 18) xor (e rightrotate 41)
            const sigma1h = rotrSH(Eh, El, 14) ^ rotrSH(Eh, El, 18) ^ rotrBH(Eh, El, 41);
            const sigma1l = rotrSL(Eh, El, 14) ^ rotrSL(Eh, El, 18) ^ rotrBL(Eh, El, 41);
            //const T1 = (H + sigma1 + Chi(E, F, G) + SHA256_K[i] + SHA256_W[i]) | 0;
            const CHIh = (Eh & Fh) ^ (~Eh & Gh);
            const CHIl = (El & Fl) ^ (~El & Gl);
            // T1 = H + sigma1 + Chi(E, F, G) + SHA512_K[i] + SHA512_W[i]
            // prettier-ignore
            const T1ll = add5L(Hl, sigma1l, CHIl, SHA512_Kl[i], SHA512_W_L[i]);
            const T1h = add5H(T1ll, Hh, sigma1h, CHIh, SHA512_Kh[i], SHA512_W_H[i]);
            const T1l = T1ll | 0;
            // S0 := (a rightrotate 28) xor (a rightrotate 34) xor (a rightrotate 39)
            const sigma0h = rotrSH(Ah, Al, 28) ^ rotrBH(Ah, Al, 34) ^ rotrBH(Ah, Al, 39);
            const sigma0l = rotrSL(Ah, Al, 28) ^ rotrBL(Ah, Al, 34) ^ rotrBL(Ah, Al, 39);
            const MAJh = (Ah & Bh) ^ (Ah & Ch) ^ (Bh & Ch);
            const MAJl = (Al & Bl) ^ (Al & Cl) ^ (Bl & Cl);
            Hh = Gh | 0;
            Hl = Gl | 0;
            Gh = Fh | 0;
            Gl = Fl | 0;
            Fh = Eh | 0;
            Fl = El | 0;
            ({ h: Eh, l: El } = add(Dh | 0, Dl | 0, T1h | 0, T1l | 0));
            Dh = Ch | 0;
            Dl = Cl | 0;
            Ch = Bh | 0;
            Cl = Bl | 0;
            Bh = Ah | 0;
            Bl = Al | 0;
            const All = add3L(T1l, sigma0l, MAJl);
            Ah = add3H(All, T1h, sigma0h, MAJh);
            Al = All | 0;
        }
        // Add the compressed chunk to the current hash value
        ({ h: Ah, l: Al } = add(this.Ah | 0, this.Al | 0, Ah | 0, Al | 0));
        ({ h: Bh, l: Bl } = add(this.Bh | 0, this.Bl | 0, Bh | 0, Bl | 0));
        ({ h: Ch, l: Cl } = add(this.Ch | 0, this.Cl | 0, Ch | 0, Cl | 0));
        ({ h: Dh, l: Dl } = add(this.Dh | 0, this.Dl | 0, Dh | 0, Dl | 0));
        ({ h: Eh, l: El } = add(this.Eh | 0, this.El | 0, Eh | 0, El | 0));
        ({ h: Fh, l: Fl } = add(this.Fh | 0, this.Fl | 0, Fh | 0, Fl | 0));
        ({ h: Gh, l: Gl } = add(this.Gh | 0, this.Gl | 0, Gh | 0, Gl | 0));
        ({ h: Hh, l: Hl } = add(this.Hh | 0, this.Hl | 0, Hh | 0, Hl | 0));
        this.set(Ah, Al, Bh, Bl, Ch, Cl, Dh, Dl, Eh, El, Fh, Fl, Gh, Gl, Hh, Hl);
    }
    roundClean() {
        clean(SHA512_W_H, SHA512_W_L);
    }
    destroy() {
        // HashMD callers route post-destroy usability through `destroyed`; zeroizing alone still leaves
        // update()/digest() callable on reused instances.
        this.destroyed = true;
        clean(this.buffer);
        this.set(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
/** Internal SHA-512 hash class grounded in RFC 6234 §6.3 and §6.4. */
class _SHA512 extends SHA2_64B {
    constructor() {
        super(64, SHA512_IV);
    }
}
/** Internal SHA-384 hash class grounded in RFC 6234 §6.3 and §6.4. */
class _SHA384 extends SHA2_64B {
    constructor() {
        super(48, SHA384_IV);
    }
}
/**
 * Truncated SHA512/256 and SHA512/224.
 * SHA512_IV is XORed with 0xa5a5a5a5a5a5a5a5, then used as "intermediary" IV of SHA512/t.
 * Then t hashes string to produce result IV.
 * See the repo-side derivation recipe in `test/misc/sha2-gen-iv.js`.
 * These IV literals are checked against that script rather than a dedicated
 * local RFC section.
 */
/** SHA-512/224 IV derived by the SHA-512/t recipe in `test/misc/sha2-gen-iv.js` and
 * stored as sixteen big-endian 32-bit halves. */
const T224_IV = /* @__PURE__ */ Uint32Array.from([
    0x8c3d37c8, 0x19544da2, 0x73e19966, 0x89dcd4d6, 0x1dfab7ae, 0x32ff9c82, 0x679dd514, 0x582f9fcf,
    0x0f6d2b69, 0x7bd44da8, 0x77e36f73, 0x04c48942, 0x3f9d85a8, 0x6a1d36c8, 0x1112e6ad, 0x91d692a1,
]);
/** SHA-512/256 IV derived by the SHA-512/t recipe in `test/misc/sha2-gen-iv.js` and
 * stored as sixteen big-endian 32-bit halves. */
const T256_IV = /* @__PURE__ */ Uint32Array.from([
    0x22312194, 0xfc2bf72c, 0x9f555fa3, 0xc84c64c2, 0x2393b86b, 0x6f53b151, 0x96387719, 0x5940eabd,
    0x96283ee2, 0xa88effe3, 0xbe5e1e25, 0x53863992, 0x2b0199fc, 0x2c85b8aa, 0x0eb72ddc, 0x81c52ca2,
]);
/** Internal SHA-512/224 hash class using the derived `T224_IV` and the shared
 * RFC 6234 §6.4 compression engine. */
class _SHA512_224 extends SHA2_64B {
    constructor() {
        super(28, T224_IV);
    }
}
/** Internal SHA-512/256 hash class using the derived `T256_IV` and the shared
 * RFC 6234 §6.4 compression engine. */
class _SHA512_256 extends SHA2_64B {
    constructor() {
        super(32, T256_IV);
    }
}
/**
 * SHA2-256 hash function from RFC 4634. In JS it's the fastest: even faster than Blake3. Some info:
 *
 * - Trying 2^128 hashes would get 50% chance of collision, using birthday attack.
 * - BTC network is doing 2^70 hashes/sec (2^95 hashes/year) as per 2025.
 * - Each sha256 hash is executing 2^18 bit operations.
 * - Good 2024 ASICs can do 200Th/sec with 3500 watts of power, corresponding to 2^36 hashes/joule.
 * @param msg - message bytes to hash
 * @param opts - Reserved hash options.
 * @returns Digest bytes.
 * @example
 * Hash a message with SHA2-256.
 * ```ts
 * sha256(new Uint8Array([97, 98, 99]));
 * ```
 */
const sha256 = /* @__PURE__ */ createHasher(() => new _SHA256(), 
/* @__PURE__ */ oidNist(0x01));
/**
 * SHA2-224 hash function from RFC 4634.
 * @param msg - message bytes to hash
 * @param opts - Reserved hash options.
 * @returns Digest bytes.
 * @example
 * Hash a message with SHA2-224.
 * ```ts
 * sha224(new Uint8Array([97, 98, 99]));
 * ```
 */
const sha224 = /* @__PURE__ */ createHasher(() => new _SHA224(), 
/* @__PURE__ */ oidNist(0x04));
/**
 * SHA2-512 hash function from RFC 4634.
 * @param msg - message bytes to hash
 * @param opts - Reserved hash options.
 * @returns Digest bytes.
 * @example
 * Hash a message with SHA2-512.
 * ```ts
 * sha512(new Uint8Array([97, 98, 99]));
 * ```
 */
const sha512 = /* @__PURE__ */ createHasher(() => new _SHA512(), 
/* @__PURE__ */ oidNist(0x03));
/**
 * SHA2-384 hash function from RFC 4634.
 * @param msg - message bytes to hash
 * @param opts - Reserved hash options.
 * @returns Digest bytes.
 * @example
 * Hash a message with SHA2-384.
 * ```ts
 * sha384(new Uint8Array([97, 98, 99]));
 * ```
 */
const sha384 = /* @__PURE__ */ createHasher(() => new _SHA384(), 
/* @__PURE__ */ oidNist(0x02));
/**
 * SHA2-512/256 "truncated" hash function, with improved resistance to length extension attacks.
 * See the paper on {@link https://eprint.iacr.org/2010/548.pdf | truncated SHA512}.
 * @param msg - message bytes to hash
 * @param opts - Reserved hash options.
 * @returns Digest bytes.
 * @example
 * Hash a message with SHA2-512/256.
 * ```ts
 * sha512_256(new Uint8Array([97, 98, 99]));
 * ```
 */
const sha512_256 = /* @__PURE__ */ createHasher(() => new _SHA512_256(), 
/* @__PURE__ */ oidNist(0x06));
/**
 * SHA2-512/224 "truncated" hash function, with improved resistance to length extension attacks.
 * See the paper on {@link https://eprint.iacr.org/2010/548.pdf | truncated SHA512}.
 * @param msg - message bytes to hash
 * @param opts - Reserved hash options.
 * @returns Digest bytes.
 * @example
 * Hash a message with SHA2-512/224.
 * ```ts
 * sha512_224(new Uint8Array([97, 98, 99]));
 * ```
 */
const sha512_224 = /* @__PURE__ */ createHasher(() => new _SHA512_224(), 
/* @__PURE__ */ oidNist(0x05));

;// ./node_modules/canonicalize/lib/canonicalize.js
function serializeString (value) {
  if (!value.isWellFormed()) {
    throw new Error('Lone surrogate is not allowed');
  }
  return JSON.stringify(value);
}

function serializePrimitive (value) {
  switch (typeof value) {
    case 'number':
      if (isNaN(value)) {
        throw new Error('NaN is not allowed');
      }
      if (!isFinite(value)) {
        throw new Error('Infinity is not allowed');
      }
      // For finite numbers String(value) would give identical output, but
      // JSON.stringify benchmarks faster on V8.
      return JSON.stringify(value);
    case 'string':
      return serializeString(value);
    case 'boolean':
      return value ? 'true' : 'false';
    default:
      // null, or values JSON.stringify maps to undefined (undefined,
      // functions, symbols).
      return JSON.stringify(value);
  }
}

// Resolves a value to either its serialized primitive form (a string — or
// undefined, for values JSON.stringify drops) or a frame describing the
// container to descend into. Callers distinguish the two cases with
// `typeof result !== 'object'`.
//
// toJSON results are unwrapped here, and the wrapper objects stay in `seen`
// until the resolved subtree is fully serialized, so cycles introduced via
// toJSON are still detected.
function enterValue (value, seen) {
  let wrappers = null;
  while (value !== null && typeof value === 'object' && typeof value.toJSON === 'function') {
    if (seen.has(value)) {
      throw new Error('Circular reference detected');
    }
    seen.add(value);
    (wrappers ??= []).push(value);
    value = value.toJSON();
  }

  // Boxed Number/String/Boolean objects serialize as their primitive values,
  // mirroring how JSON.stringify treats them.
  if (value instanceof Number || value instanceof String || value instanceof Boolean) {
    value = value.valueOf();
  }

  if (value === null || typeof value !== 'object') {
    if (wrappers !== null) {
      for (const wrapper of wrappers) seen.delete(wrapper);
    }
    return serializePrimitive(value);
  }

  if (seen.has(value)) {
    throw new Error('Circular reference detected');
  }
  seen.add(value);

  return {
    container: value,
    // null marks an array frame; object frames carry their sorted keys.
    // `sort()`'s default comparator orders by UTF-16 code unit, which is the
    // order JCS requires.
    keys: Array.isArray(value) ? null : Object.keys(value).sort(),
    // Next child to serialize; the frame resumes here after a nested
    // container's subtree completes.
    index: 0,
    // Whether no member has been emitted yet (controls comma placement).
    first: true,
    // toJSON wrappers to release from `seen` when this frame completes.
    wrappers
  };
}

function canonicalize (object) {
  if (object === null || typeof object !== 'object') {
    return serializePrimitive(object);
  }

  const seen = new Set();
  const root = enterValue(object, seen);
  if (typeof root !== 'object') {
    // A toJSON chain resolved the input to a primitive.
    return root;
  }

  let result = root.keys === null ? '[' : '{';
  const stack = [root];

  // Depth-first serialization with an explicit stack instead of recursion, so
  // nesting depth is bounded by heap size rather than call-stack size. The top
  // frame is the container currently being serialized: primitive children are
  // appended inline, while a nested container pushes a new frame and jumps
  // back to the outer loop. Because frame.index was already advanced, the
  // parent resumes at its next child once the subtree is done. Opening
  // brackets are emitted when a frame is pushed, closing brackets when it
  // completes.
  outer:
  while (stack.length > 0) {
    const frame = stack[stack.length - 1];
    const container = frame.container;

    // keys === null marks an array frame; otherwise keys holds the object's
    // sorted property names. Either way the iteration counter lives on the
    // frame itself (frame.index), so when a frame is resumed after a nested
    // container completes, the while condition continues at the first
    // unserialized child instead of restarting from the beginning.
    if (frame.keys === null) {
      while (frame.index < container.length) {
        const i = frame.index++;
        if (i > 0) {
          result += ',';
        }
        const element = container[i];
        // Inside arrays, JSON.stringify serializes values with no JSON
        // representation (undefined, symbols, functions) as null.
        const value = element === undefined || typeof element === 'symbol' || typeof element === 'function' ? null : element;
        if (value === null || typeof value !== 'object') {
          result += serializePrimitive(value);
          continue;
        }
        const child = enterValue(value, seen);
        if (typeof child !== 'object') {
          // A toJSON chain resolved the child to an already-serialized
          // primitive — or, when child is undefined, to a value with no JSON
          // representation, which becomes null inside arrays.
          result += child === undefined ? 'null' : child;
          continue;
        }
        result += child.keys === null ? '[' : '{';
        stack.push(child);
        continue outer;
      }
      result += ']';
    } else {
      const keys = frame.keys;
      while (frame.index < keys.length) {
        const key = keys[frame.index++];
        const value = container[key];
        // Inside objects, JSON.stringify omits properties whose value has no
        // JSON representation (undefined, symbols, functions).
        if (value === undefined || typeof value === 'symbol' || typeof value === 'function') {
          continue;
        }
        if (value === null || typeof value !== 'object') {
          // Commas are tracked with a flag rather than the key index: a
          // skipped key must not leave a stray comma behind.
          if (frame.first) {
            frame.first = false;
          } else {
            result += ',';
          }
          result += serializeString(key) + ':' + serializePrimitive(value);
          continue;
        }
        // The child must be resolved before the key is emitted: a toJSON
        // returning a value with no JSON representation drops the whole
        // property.
        const child = enterValue(value, seen);
        if (child === undefined) {
          continue;
        }
        if (frame.first) {
          frame.first = false;
        } else {
          result += ',';
        }
        result += serializeString(key) + ':';
        if (typeof child !== 'object') {
          result += child;
          continue;
        }
        result += child.keys === null ? '[' : '{';
        stack.push(child);
        continue outer;
      }
      result += '}';
    }

    // Frame complete. The container leaves `seen` so that a later, sibling
    // reference to the same object is not mistaken for a cycle.
    seen.delete(container);
    if (frame.wrappers !== null) {
      for (const wrapper of frame.wrappers) seen.delete(wrapper);
    }
    stack.pop();
  }

  return result;
}

;// ./dist/workflows/journey/digest.js



/** SHA-256 and RFC 8785 as the domain borrows them; both pure, so that a replay gives the same hashes. */
const digest = {
    hash: (text) => bytesToHex(sha256(utf8ToBytes(text))),
    canonical: (value) => canonicalize(value) ?? '',
};
;// external "@temporalio/common"

;// ./dist/workflows/journey/search-attributes.js

/** What operators find journeys by; never anything about a person. */
const journeyAttributes = {
    /** The version of the protocol that the run began under; absent from runs of version 1. */
    protocol: temporal_defineSearchAttributeKey('JourneyProtocol', temporal_SearchAttributeType.KEYWORD),
    stage: temporal_defineSearchAttributeKey('JourneyStage', temporal_SearchAttributeType.KEYWORD),
    site: temporal_defineSearchAttributeKey('JourneySite', temporal_SearchAttributeType.KEYWORD),
    product: temporal_defineSearchAttributeKey('JourneyProduct', temporal_SearchAttributeType.KEYWORD),
    holds: temporal_defineSearchAttributeKey('JourneyHolds', temporal_SearchAttributeType.KEYWORD_LIST),
    nextDue: temporal_defineSearchAttributeKey('JourneyNextDue', temporal_SearchAttributeType.DATETIME),
};
/** The same attributes by name and type, as an installation registers them. */
const journeyAttributeTypes = Object.fromEntries(Object.values(journeyAttributes).map(({ name, type }) => [name, type]));
;// ./dist/workflows/journey/visibility.js





/**
 * Shows operators where a journey stands; `shown` is what they see so far, undefined at the start of a run. Returns what they
 * see from now on.
 */
function showToOperators(journey, shown) {
    const now = journey.now();
    temporal_setCurrentDetails(detailsOf(journey, now));
    const attributes = attributesOf(journey.state, nextDueShown(journey.state, shown, now));
    const changed = attributes.filter(({ key, value }) => JSON.stringify(shown?.find((one) => one.key === key)?.value) !== JSON.stringify(value));
    if (changed.length > 0)
        temporal_upsertSearchAttributes(changed);
    return attributes;
}
/**
 * A next deadline that moved later is shown when the former one is over: each change costs the history an event, and who looks
 * for what is overdue finds the same.
 */
function nextDueShown(state, shown, now) {
    const due = nextDeadlineOf(state)?.at;
    if (due === undefined)
        return null;
    const before = shown?.find(({ key }) => key === journeyAttributes.nextDue)?.value;
    const isStillAhead = before instanceof Date && before.getTime() > Date.parse(now);
    return isStillAhead && before.getTime() < Date.parse(due) ? before : new Date(due);
}
function attributesOf(state, nextDue) {
    return [
        { key: journeyAttributes.protocol, value: String(protocolVersion) },
        { key: journeyAttributes.stage, value: state.stage },
        { key: journeyAttributes.site, value: state.enrolment.sites.treating },
        { key: journeyAttributes.product, value: state.rules.product.id },
        { key: journeyAttributes.holds, value: state.holds.map(({ kind }) => kind) },
        { key: journeyAttributes.nextDue, value: nextDue },
    ];
}
function detailsOf({ state, nextGate }, now) {
    const waiting = nextGate === undefined
        ? []
        : evaluate(nextGate, state, now)
            .requirements.filter((one) => !one.met)
            .map((one) => `- ${one.text} (${one.owner})`);
    const deadline = nextDeadlineOf(state);
    return [
        `**${state.stage}** since ${state.stageSince}`,
        ...(nextGate === undefined ? [] : [`Next gate: \`${nextGate}\``]),
        ...(waiting.length === 0 ? [] : ['Waiting for:', ...waiting]),
        ...state.holds.map(({ kind, since }) => `On hold: **${kind}** since ${since}`),
        ...(deadline === undefined ? [] : [`Next deadline: ${deadline.name} at ${deadline.at}`]),
        ...(state.outcome === null ? [] : [`Ended: ${state.outcome.outcome}`]),
    ].join('\n\n');
}
;// ./dist/workflows/journey/journey.js











/**
 * One journey in a run of its workflow: its state, its clock and the records not yet published. Whatever changes it is
 * synchronous, so that messages apply whole and in order.
 */
class Journey {
    state;
    clock;
    /** How often a stage was entered in this run, or the journey closed. */
    stagesEntered = 0;
    /** How often time was looked at, so that who waits looks again. */
    looks = 0;
    /** How many signals came in this run. */
    signals = 0;
    /** Whether this run should end and another go on with the state. */
    isToContinueAsNew = false;
    /** Whether something is under way that would be lost if the run ended now. */
    isBusy = false;
    /** Other journeys' names that events of this run carried, until the register was told. */
    foreignNames = [];
    unpublished = [];
    shown;
    constructor(input) {
        this.clock = input.clock;
        if ('resumed' in input) {
            this.state = adoptedState(input.resumed);
            if (input.reopening !== undefined)
                this.decide(input.reopening);
        }
        else {
            const begun = enrol(input.enrolment, this.now(), digest);
            this.state = begun.state;
            this.unpublished = [...begun.records];
        }
        this.show();
    }
    /** Journey time. */
    now() {
        return toInstant(journeyTimeAt(this.clock, Date.now()));
    }
    get isPublished() {
        return this.unpublished.length === 0;
    }
    /** The records that go next, oldest first: at most `most`, and more than one only within `characters` of JSON. */
    recordsToPublish(most, characters) {
        let length = 0;
        const end = this.unpublished.findIndex((record, index) => {
            length += JSON.stringify(record).length;
            return index > 0 && (index === most || length > characters);
        });
        return this.unpublished.slice(0, end === -1 ? this.unpublished.length : end);
    }
    published(count) {
        this.unpublished = this.unpublished.slice(count);
    }
    /** Takes inbound events, in order, each once for the journey's life. */
    receive(events) {
        for (const event of events)
            this.apply({ kind: 'receive', event });
    }
    decide(command) {
        const taken = { ...command, takenAt: toInstant(Date.now()) };
        const reaction = reactToDecision(this.state, taken, this.now(), digest);
        this.take(reaction);
        return reaction.outcome;
    }
    /** Asks a partner what the stage needs; whatever was asked before is not asked again. */
    ask(...requests) {
        for (const type of requests)
            this.apply({ kind: 'request', type });
    }
    /**
     * Waits at a gate and passes it; whenever the journey changes or time was looked at, it asks again, so that what can only
     * be asked later is asked then. A gate within a stage that was passed stays passed, also over the end of a run.
     */
    async gate(name, ...asking) {
        if (name !== this.nextGate && isPassedInStage(this.state, name))
            return;
        for (;;) {
            this.ask(...asking);
            if (evaluate(name, this.state, this.now()).isOpen)
                break;
            const { sequence } = this.state;
            const { looks } = this;
            await temporal_condition(() => this.state.sequence !== sequence || this.looks !== looks);
        }
        this.apply({ kind: 'pass-gate', gate: name });
    }
    /** Raises what is due by now and lets everybody who waits look again. */
    timePassed(graceMs) {
        this.looks += 1;
        this.apply({ kind: 'time-passed', graceMs });
        this.show();
    }
    apply(command) {
        this.take(react(this.state, command, this.now(), digest));
    }
    take({ state, records }) {
        if (records.length === 0)
            return;
        this.state = state;
        this.unpublished.push(...records);
        for (const record of records)
            this.notice(record);
        this.show();
    }
    show() {
        this.shown = showToOperators(this, this.shown);
    }
    /** Long stretches end a run where little is under way: on entering follow-up and after each of its visits. */
    notice(record) {
        const { type, data } = record;
        this.foreignNames.push(...foreignNamesIn(record));
        if (type === 'stage.entered' || type === 'journey.closed')
            this.stagesEntered += 1;
        if (data.stageAfter !== 'follow-up')
            return;
        if (type === 'stage.entered' || type === 'follow-up.completed')
            this.isToContinueAsNew = true;
    }
    /** The gate that leads out of the present stage. */
    get nextGate() {
        return this.state.stage === 'closed' ? undefined : stepOf(this.state.stage).gate;
    }
}
;// ./dist/workflows/journey/publication.js

const mostRecords = 200;
// Temporal takes 2 MiB of arguments: records of the largest events must fit, however many wait.
const publication_mostCharacters = 256 * 1_024;
// Never within the workflow task: a task that is tried again makes other records of the same messages, at another time, and
// those of the first attempt would be published already.
const publication_activities = temporal_proxyActivities({
    startToCloseTimeout: '30 seconds',
    retry: { initialInterval: '1 second', maximumInterval: '60 seconds', backoffCoefficient: 2 },
});
/** What was published is not what the code now makes of the same messages: it must not write on. */
class JournalForkedError extends Error {
    sequence;
    code = 'journal-forked';
    constructor(sequence) {
        super(`the journal forks at record ${sequence}`);
        this.sequence = sequence;
        this.name = 'JournalForkedError';
    }
}
/**
 * Publishes the journal: one publication is in flight at a time, the next starts after the brokers have the last, for as
 * long as it takes. Never returns.
 * @throws JournalForkedError, live and on replay, which fails the workflow task and not the journey.
 */
async function publishRecords(journey) {
    for (;;) {
        await temporal_condition(() => !journey.isPublished);
        const records = journey.recordsToPublish(mostRecords, publication_mostCharacters);
        const { lastSequence, lastHash } = await publication_activities.publishJournal.executeWithOptions({ summary: summaryOf(records) }, [{ journeyId: journey.state.journeyId, records }]);
        const last = records.at(-1)?.data;
        if (last?.sequence !== lastSequence || last.hash !== lastHash) {
            throw new JournalForkedError(lastSequence);
        }
        journey.published(records.length);
    }
}
function summaryOf(records) {
    const types = [...new Set(records.map(({ type }) => type))];
    const shown = types.slice(0, 6).join(', ');
    return types.length > 6 ? `${shown} and ${types.length - 6} more` : shown;
}
;// ./dist/workflows/journey/timekeeping.js





const demonstrationGraceMs = 3_000;
/** What a demonstration's scale allows before anything is called missed: three seconds of wall time, in journey time. */
function graceMsOf(clock) {
    return isIdentity(clock) ? 0 : demonstrationGraceMs * clock.scale;
}
/** Lets time pass: one timer, for the earliest instant at which time alone changes something. Never returns. */
async function keepTime(journey) {
    for (;;) {
        const graceMs = graceMsOf(journey.clock);
        look(journey, graceMs);
        const { clock } = journey;
        const { sequence } = journey.state;
        const armedFor = wakesAt(journey.state, journey.now(), graceMs);
        if (armedFor === undefined) {
            await temporal_condition(() => journey.state.sequence !== sequence || journey.clock !== clock);
            continue;
        }
        const wait = Math.max(1, wallTimeAt(clock, Date.parse(armedFor)) - Date.now());
        const isEarlier = earlierThan(armedFor, journey, graceMs);
        await temporal_condition(() => isEarlier() || journey.clock !== clock, wait, {
            summary: timekeeping_summaryOf(journey, armedFor),
        });
    }
}
/** What opened by time may be over by now as well: looks until nothing follows. */
function look(journey, graceMs) {
    let sequence;
    do {
        sequence = journey.state.sequence;
        journey.timePassed(graceMs);
    } while (journey.state.sequence !== sequence);
}
/** Armed anew only for something earlier: a timer that fires too early looks and is armed again. Asked per state once. */
function earlierThan(armedFor, journey, graceMs) {
    let { state } = journey;
    return () => {
        if (journey.state === state)
            return false;
        state = journey.state;
        const due = wakesAt(state, journey.now(), graceMs);
        return due !== undefined && isBefore(due, armedFor);
    };
}
function timekeeping_summaryOf({ state }, armedFor) {
    const deadline = nextDeadlineOf(state);
    return deadline === undefined
        ? `${state.stage}: looks again at ${armedFor}`
        : `${state.stage}: looks again at ${armedFor}; next deadline ${deadline.name} at ${deadline.at}`;
}
;// ./dist/workflows/treatment-journey.workflow.js


















const treatment_journey_workflow_stages = {
    referral: referral,
    eligibility: eligibility,
    scheduling: scheduling,
    leukapheresis: leukapheresis,
    'outbound-shipment': outboundShipment,
    manufacturing: manufacturing,
    'inbound-shipment': inboundShipment,
    lymphodepletion: lymphodepletion,
    infusion: infusion,
    monitoring: monitoring,
    'follow-up': followUp,
};
/**
 * The journey of one patient through CAR-T therapy, from referral to year 15: one inbox, one state, one journal.
 * Returns how it ended.
 */
async function treatmentJourney(input) {
    const journey = new Journey(input);
    receiveMessages(journey);
    return Promise.race([
        treatment_journey_workflow_protocol(journey),
        keepTime(journey),
        resolveCalendar(journey),
        claimIdentifiers(journey),
        publishRecords(journey),
        continueAsNewWhenDue(journey),
    ]);
}
async function treatment_journey_workflow_protocol(journey) {
    for (;;) {
        const { stage, outcome } = journey.state;
        if (stage !== 'closed') {
            await untilLeft(journey, treatment_journey_workflow_stages[stage]);
        }
        else if (outcome !== null) {
            await temporal_condition(() => journey.isPublished || journey.state.stage !== 'closed');
            if (journey.state.stage === 'closed')
                return outcome.outcome;
        }
    }
}
/** Runs a stage until it is left: through its gate, or because a decision or an event led elsewhere. */
async function untilLeft(journey, routine) {
    const { stagesEntered } = journey;
    const scope = new temporal_CancellationScope();
    const left = scope.run(() => temporal_condition(() => journey.stagesEntered !== stagesEntered));
    const stage = scope.run(() => routine(journey));
    stage.catch(() => undefined);
    try {
        await Promise.race([left, stage]);
        await left;
    }
    finally {
        scope.cancel();
    }
}
export { treatmentJourney };
