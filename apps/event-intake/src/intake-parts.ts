import type { Configuration } from '#config/configuration.js';
import { journeyTimeAt } from '#domain/time/clock.js';
import { type Instant, toInstant } from '#domain/time/instant.js';
import type { Persistence } from '#kafka/persistence.js';
import type { Logger } from '#observability/logger.js';
import { loadPartners } from '#partners/load-partners.js';
import type { PartnerRegistry } from '#partners/registry.js';
import { AffectedJourneys } from '#register/affected-journeys.js';
import { ClosedJourneyReviews } from '#register/closed-journey-reviews.js';
import { EnrolledCourses } from '#register/enrolled-courses.js';
import { EnrolledReferrals } from '#register/enrolled-referrals.js';
import { ReceivedEvents } from '#register/received-events.js';
import { Settlements } from '#register/received-settlements.js';
import { WaitingEvents } from '#register/received-waiting.js';
import { Recalls } from '#register/recalls.js';
import { SiteStandings } from '#register/site-standings.js';
import { UnusableMessages } from '#register/unusable-messages.js';
import { NoteVault } from '#vault/note-vault.js';
import { PatientVault } from '#vault/patient-vault.js';
import { VaultKeys } from '#vault/vault-keys.js';
import { arrivalCheck } from './check-arrival.js';
import { Courier } from './delivering/courier.js';
import { Endings } from './delivering/endings.js';
import { enrolledJourneys } from './delivering/enrolled-journeys.js';
import { JourneySignals } from './delivering/journey-signals.js';
import { namedJourneys } from './delivering/named-journeys.js';
import { FollowedRecords } from './following/followed-records.js';
import { Quota } from './gathering/quota.js';
import { Intake } from './intake.js';
import type { IntakeConnections } from './intake-connections.js';
import type { DeliverToJourney } from './lanes/journey-port.js';
import { Notices } from './noticing/notices.js';
import { NewCourses } from './referring/new-courses.js';
import { Referrals } from './referring/referrals.js';
import { Refusals } from './rejecting/refusals.js';
import { Rejections } from './rejecting/rejections.js';
import { Registrar } from './registrar.js';
import { WaitingRoom } from './waiting-room/waiting-room.js';

type IntakeSettings = Configuration<
  'service' | 'vault' | 'clock' | 'intake' | 'partners' | 'operations'
>;

/** The parts of the intake, put together; `around` may stand between the lanes and the journeys. */
export class IntakeParts {
  readonly registry: PartnerRegistry;
  readonly received: ReceivedEvents;
  readonly room: WaitingRoom;
  readonly followed: FollowedRecords;
  readonly intake: Intake;

  constructor(
    { temporal, database, producer }: IntakeConnections,
    {
      service,
      vault,
      clock,
      partners,
      operations,
      intake: { unknownJourneyMs, eventsPerSender },
    }: IntakeSettings,
    persistence: Persistence,
    logger: Logger,
    around: (deliver: DeliverToJourney) => DeliverToJourney = (deliver) => deliver,
  ) {
    const registry = loadPartners(partners.file);
    const check = arrivalCheck(registry, operations.key);
    const now = (): Instant => toInstant(journeyTimeAt(clock, Date.now()));
    const keys = new VaultKeys(vault.key);
    const notes = new NoteVault(database, keys);
    const received = new ReceivedEvents(database, keys);
    const waiting = new WaitingEvents(database, keys);
    const unusable = new UnusableMessages(database);
    const standingOf = enrolledJourneys(database);
    const journeyNamed = namedJourneys(database);
    const rejections = new Rejections(producer, registry, now, logger);
    const signals = new JourneySignals(
      temporal,
      (note) => notes.keepNote(note),
      standingOf,
      logger,
    );
    const referrals = new Referrals({
      enrolments: new EnrolledReferrals(database),
      registry,
      temporal,
      rejections,
      environment: service.environment,
      clock,
      now,
    });
    const identities = new PatientVault(database, keys);
    const courses = new NewCourses({
      enrolments: new EnrolledCourses(database, (transaction, copy) =>
        identities.within(transaction).copyFirst(copy),
      ),
      temporal,
      clock,
    });
    const affected = new AffectedJourneys(database);
    const reviews = new ClosedJourneyReviews(database);
    const notices = new Notices({
      recalls: new Recalls(database),
      sites: new SiteStandings(database),
      affected,
      temporal,
    });
    const courier = new Courier({
      referrals,
      notices,
      reviews,
      deliver: around((...delivery) => signals.deliver(...delivery)),
      journeyNamed,
      standingOf,
      received,
      endings: new Endings(received),
      rejections,
      unusable,
      persistence,
      unknownJourneyMs,
    });
    const refusals = new Refusals({ rejections, unusable, courier, journeyNamed, standingOf });
    const registrar = new Registrar(received, persistence);
    this.registry = registry;
    this.received = received;
    this.room = new WaitingRoom(waiting, unusable, courier, logger);
    this.followed = new FollowedRecords({
      settlements: new Settlements(database, keys),
      waiting,
      room: this.room,
      rejections,
      notices,
      affected,
      reviews,
      courses,
    });
    this.intake = new Intake({
      check,
      registrar,
      courier,
      refusals,
      quota: new Quota(eventsPerSender),
      persistence,
    });
  }
}
