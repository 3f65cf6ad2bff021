import type { ModuleMetadata } from '@nestjs/common';
import { TaskClaims } from '#register/task-claims.js';
import { WorklistController } from './worklist.controller.js';
import { type WorklistPorts, WorklistReading } from './worklist-reading.js';
import { WorklistService } from './worklist.service.js';

/** What the module holds of the worklist. */
export function worklistParts(ports: WorklistPorts): Required<Parts> {
  const reading = new WorklistReading(ports);
  const claims = new TaskClaims(ports.database);
  const service = new WorklistService({ reading, claims, now: ports.now });
  return {
    controllers: [WorklistController],
    providers: [
      { provide: WorklistReading, useValue: reading },
      { provide: WorklistService, useValue: service },
    ],
  };
}

type Parts = Pick<ModuleMetadata, 'controllers' | 'providers'>;
