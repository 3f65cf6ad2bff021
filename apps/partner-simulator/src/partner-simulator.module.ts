import { type DynamicModule, Module } from '@nestjs/common';
import type { Configuration } from '#config/configuration.js';
import { journeyTimeAt, wallTimeAt } from '#domain/time/clock.js';
import { BackOff } from '#kafka/back-off.js';
import type { KafkaConnection } from '#kafka/client.js';
import { Persistence } from '#kafka/persistence.js';
import { KafkaProducer } from '#kafka/producer.js';
import type { Logger } from '#observability/logger.js';
import { loadPartners } from '#partners/load-partners.js';
import { Agenda } from './agenda/agenda.js';
import { Enrolments } from './enrolling/enrolments.js';
import { Journeys } from './journeys/journeys.js';
import { placementsAt } from './network/placements.js';
import { Accounts } from './people/accounts.js';
import { CoordinatorApi } from './people/coordinator-api.js';
import { DecisionMaker } from './people/decision-maker.js';
import { paceOf } from './people/pace.js';
import { People } from './people/people.js';
import { PartnerSignatures } from './publishing/partner-signatures.js';
import { Publisher } from './publishing/publisher.js';
import { RequestDesk } from './requests/request-desk.js';
import { RequestReader } from './requests/request-reader.js';
import { Simulation } from './simulation.js';

/** The sections of the environment the simulator reads. */
export type SimulatorConfiguration = Configuration<
  'service' | 'kafka' | 'identity' | 'clock' | 'partners' | 'simulator'
>;

/** The simulator as Nest builds it. */
@Module({})
export class PartnerSimulatorModule {
  /** The module for one configuration. */
  static of(config: SimulatorConfiguration, logger: Logger): DynamicModule {
    return {
      module: PartnerSimulatorModule,
      providers: [{ provide: Simulation, useFactory: () => simulationOf(config, logger) }],
    };
  }
}

async function simulationOf(config: SimulatorConfiguration, logger: Logger): Promise<Simulation> {
  const { clock, simulator, identity } = config;
  const { seed, patients, rates, referrals, cohort, products, keysFile } = simulator;
  const kafka: KafkaConnection = { ...config.kafka, clientId: 'partner-simulator', logger };
  const now = (): number => journeyTimeAt(clock, Date.now());
  const wallAt = (journeyMs: number): number => wallTimeAt(clock, journeyMs);
  const persistence = new Persistence(logger, new BackOff(100, 3_000));
  const registry = loadPartners(config.partners.file);
  const signatures = await PartnerSignatures.read(keysFile, registry);
  const placements = placementsAt(registry.sites, cohort, products);
  const accounts = new Accounts(identity.issuer);
  const api = new CoordinatorApi(simulator.apiUrl, accounts);
  const agenda = new Agenda(seed, rates);
  const producer = new KafkaProducer(kafka);
  const journeys = new Journeys(registry, placements, seed, async (journeyId) => {
    const found = await persistence.untilDone('to find out about a journey', () =>
      api.status(journeyId),
    );
    return found.value;
  });
  const desk = new RequestDesk(registry, journeys, agenda, logger);
  return new Simulation({
    kafka,
    agenda,
    producer,
    persistence,
    now,
    enrolments: new Enrolments({
      api,
      agenda,
      clinicOf: ({ siteId, product }) => registry.partnersFor(siteId, product).clinic,
      placements,
      persistence,
      now,
      wallAt,
      seed,
      patients,
      referrals,
      logger,
    }),
    people: new People({
      api,
      decisions: new DecisionMaker(api, accounts),
      journeys,
      agenda,
      now,
      pace: paceOf(clock),
      logger,
    }),
    publisher: new Publisher({
      agenda,
      producer,
      persistence,
      signatures,
      now,
      seed,
      invalid: rates.invalid,
    }),
    reader: new RequestReader(kafka, registry.partnerIds, desk),
  });
}
