import type { Provider, Type } from '@nestjs/common';
import type { Database } from '#database/database.js';
import type { Instant } from '#domain/time/instant.js';
import type { PartnerRegistry } from '#partners/registry.js';
import { Downtimes } from '#register/downtimes.js';
import { OnCallLists } from '#register/on-call-lists.js';
import { SiteDecisions } from '#register/site-decisions.js';
import { TaskClaims } from '#register/task-claims.js';
import type { SignatureKey } from '#signatures/record-signature.js';
import { EmergencyAccessController } from './access/emergency-access.controller.js';
import { EmergencyAccesses } from './access/emergency-accesses.js';
import { CustodyController } from './custody/custody.controller.js';
import { SignatureKeysController } from './custody/signature-keys.controller.js';
import { CustodyReading } from './custody/custody-reading.js';
import { FiguresController } from './figures/figures.controller.js';
import { JourneyFigures } from './figures/journey-figures.js';
import type { KnownJourneys } from './journeys/known-journeys.js';
import { JourneyReadingsController } from './readings/journey-readings.controller.js';
import { JourneyReadings } from './readings/journey-readings.js';
import { HandoverReading } from './sites/handover-reading.js';
import { SiteService } from './sites/site.service.js';
import { SitesController } from './sites/sites.controller.js';
import { WorklistController } from './worklist/worklist.controller.js';
import { WorklistReading } from './worklist/worklist-reading.js';
import { WorklistService } from './worklist/worklist.service.js';

/** What these parts of the API share; `now` is journey time. */
export type ReadingParts = {
  readonly database: Database;
  readonly registry: PartnerRegistry;
  readonly known: KnownJourneys;
  readonly key: SignatureKey;
  readonly emergencies: EmergencyAccesses;
  readonly now: () => Instant;
};

/** The parts of the API that read the read model and keep what people arrange among themselves. */
export function readingParts(ports: ReadingParts): {
  readonly controllers: Type[];
  readonly providers: Provider[];
} {
  const { database, registry, known, emergencies, now } = ports;
  const worklist = new WorklistReading(ports);
  const claims = new TaskClaims(database);
  const onCall = new OnCallLists(database);
  const downtimes = new Downtimes(database);
  const sites = new SiteService({
    database,
    registry,
    onCall,
    decisions: new SiteDecisions(database),
  });
  const handovers = new HandoverReading({ database, sites, downtimes, worklist, now });
  return {
    controllers: [
      WorklistController,
      CustodyController,
      SignatureKeysController,
      JourneyReadingsController,
      SitesController,
      FiguresController,
      EmergencyAccessController,
    ],
    providers: [
      { provide: WorklistReading, useValue: worklist },
      {
        provide: WorklistService,
        useValue: new WorklistService({ reading: worklist, claims, now }),
      },
      { provide: CustodyReading, useValue: new CustodyReading(ports) },
      { provide: JourneyReadings, useValue: new JourneyReadings({ database, known, now }) },
      { provide: SiteService, useValue: sites },
      { provide: HandoverReading, useValue: handovers },
      { provide: JourneyFigures, useValue: new JourneyFigures(database) },
      { provide: EmergencyAccesses, useValue: emergencies },
    ],
  };
}
