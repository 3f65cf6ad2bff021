import { type DynamicModule, Module } from '@nestjs/common';
import { JourneyWorker, workerSettings, type WorkerSettings } from './journey-worker.js';

/** The worker and what it needs. */
@Module({})
export class TreatmentWorkerModule {
  static with(settings: WorkerSettings): DynamicModule {
    return {
      module: TreatmentWorkerModule,
      providers: [{ provide: workerSettings, useValue: settings }, JourneyWorker],
    };
  }
}
