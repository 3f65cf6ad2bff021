import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import type { JourneyClock } from '#domain/time/clock.js';
import { writeJson } from '../data/json-file.js';
import { keysIn } from '../data/keys.js';
import type { LocalFolder } from '../data/local-folder.js';
import { OwnProcesses } from '../data/own-processes.js';
import { LocalStackError } from '../local-stack-error.js';
import type { StartOptions } from '../options/start-options.js';
import { projectRoot } from '../project-root.js';
import { choosePort } from '../servers/ports.js';
import type { Report } from '../servers/report.js';
import type { RunningProcess } from '../servers/running-process.js';
import { startNodeProcess } from '../supervision/node-process.js';
import { type Incident, Supervised } from '../supervision/supervised.js';
import type { StackAddresses } from './addresses.js';
import { ClockKeeper } from './clock-keeper.js';
import { type Circumstances, environmentOf } from './environment.js';
import { runOnce } from './run-once.js';
import { moveClockOfJourneys } from './running-journeys.js';
import {
  installation,
  otherServices,
  type Service,
  simulator,
  treatmentWorker,
} from './services.js';
import { type StackServer, startServers } from './stack-servers.js';

/** Whoever watches a stack: progress of long steps, and processes that ended. */
export type Watcher = {
  readonly report: Report;
  readonly onIncident: (incident: Incident) => void;
};

const neededBytes = 500_000_000;
const usualIdentityPort = 3_001;
const serverNames = ['temporal', 'kafka', 'postgres'];
const identityName = 'demonstration-identity';

/** Everything on this machine: started in order, kept running, stopped in the opposite order. */
export class Stack {
  private readonly processes: OwnProcesses;
  private readonly services: Supervised[] = [];
  private readonly servers: Supervised[] = [];
  private playing: Supervised | undefined;
  private keeper: ClockKeeper | undefined;
  private circumstances: Circumstances | undefined;
  private isStopping = false;

  constructor(
    private readonly folder: LocalFolder,
    private readonly options: StartOptions,
    private readonly watcher: Watcher,
  ) {
    this.processes = new OwnProcesses(folder.path('processes.json'));
  }

  /** Starts everything but the simulator and answers where it is. Throws LocalStackError. */
  async start(): Promise<StackAddresses> {
    const { report } = this.watcher;
    const left = await this.processes.endLeftOvers();
    if (left.length > 0) report(`Ended what an earlier start left behind: ${left.join(', ')}`);
    if (this.options.fresh) {
      report('Beginning anew: removing the data of earlier starts');
      this.folder.empty();
    }
    requireDisk(this.folder.root);
    this.keeper = ClockKeeper.in(this.folder.path('clock.json'), left.length > 0);
    const { addresses, servers } = await startServers(this.folder, report, (name, pid) =>
      this.processes.add(name, pid),
    );
    for (const server of servers) await this.supervise(server);
    this.continueUnlessStopping();
    return this.startServices(addresses);
  }

  /** Starts the simulated partners and people. */
  async startSimulator(): Promise<void> {
    this.continueUnlessStopping();
    this.playing = await this.startService(simulator);
  }

  /** Stops the simulated partners and people alone. */
  async stopSimulator(): Promise<void> {
    await this.playing?.stop();
    this.playing = undefined;
  }

  /** What the stack's own programs are told, such as a checker of its results. */
  get clock(): JourneyClock {
    if (this.circumstances === undefined) throw new Error('The stack has not started');
    return this.circumstances.clock;
  }

  /** Stops what was started, in order; journey time stands from then on. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.stopSimulator();
    for (const service of this.services.toReversed()) await service.stop();
    this.keeper?.stop();
    await Promise.all(this.servers.map((server) => server.stop()));
  }

  /** Lets a start that is under way end at its next step with StartAbandoned. */
  abandonStart(): void {
    this.isStopping = true;
  }

  /** Ends the services without asking, for somebody who cannot wait; servers still close their files. */
  hurry(): void {
    this.isStopping = true;
    this.playing?.kill();
    for (const service of this.services) service.kill();
    this.processes.killExcept(serverNames);
  }

  private async startServices(
    servers: Omit<StackAddresses, 'apiUrl' | 'issuer'>,
  ): Promise<StackAddresses> {
    const { report } = this.watcher;
    const identityPort = await choosePort('Identity provider', usualIdentityPort, report);
    const apiPort = await choosePort('API', this.options.port, report);
    const addresses = {
      ...servers,
      apiUrl: `http://127.0.0.1:${apiPort}`,
      issuer: `http://127.0.0.1:${identityPort}`,
    };
    const keys = keysIn(this.folder.path('keys.json'));
    report('Installing topics, namespace and tables (a few seconds)');
    const keeper = this.requireKeeper();
    const standingStill = { addresses, keys, clock: keeper.clock, options: this.options };
    await runOnce(this.processOf(installation, standingStill));
    this.continueUnlessStopping();
    report('Starting the services (a few seconds)');
    await this.startIdentity(identityPort, standingStill);
    // From here on journey time goes on: nothing slow may lie between this and the start of the services.
    const clock = keeper.rebase(this.options.timeScale);
    this.circumstances = { ...standingStill, clock };
    const moved = await moveClockOfJourneys(addresses.temporalAddress, clock);
    if (moved > 0) report(`${moved} journeys go on where they stood`);
    await this.startAll([treatmentWorker, ...otherServices.toReversed()]);
    keeper.start();
    writeJson(this.folder.path('stack.json'), { ...addresses, pids: this.processes.pids });
    return addresses;
  }

  private async startAll(services: readonly Service[]): Promise<void> {
    const results = await Promise.allSettled(
      services.map(async (service) => this.startService(service)),
    );
    for (const result of results) {
      if (result.status === 'fulfilled') this.services.push(result.value);
    }
    for (const result of results) {
      if (result.status === 'rejected') throw result.reason;
    }
  }

  private async startService(service: Service): Promise<Supervised> {
    const described = this.processOf(service, this.requireCircumstances());
    const supervised = this.supervised(service.name, async () => startNodeProcess(described));
    await supervised.start();
    return supervised;
  }

  private async startIdentity(port: number, circumstances: Circumstances): Promise<void> {
    const { issuer } = circumstances.addresses;
    const supervised = this.supervised(identityName, async () =>
      startNodeProcess({
        name: identityName,
        entry: join(projectRoot, 'dist/apps/local-stack/src/identity/main.js'),
        env: {
          ...environmentOf(['service'], circumstances),
          IDENTITY_PORT: String(port),
          IDENTITY_ISSUER: issuer,
          IDENTITY_DIRECTORY: this.folder.path('identity'),
        },
        logFile: this.folder.logFile(identityName),
        onSpawn: (pid) => this.processes.add(identityName, pid),
      }),
    );
    await supervised.start();
    this.services.push(supervised);
  }

  /** A server that runs already counts as its first start. */
  private async supervise(server: StackServer): Promise<void> {
    let first: RunningProcess | undefined = server.process;
    if (first === undefined) return;
    const supervised = this.supervised(server.name, async () => {
      const started = first ?? (await server.startAgain());
      first = undefined;
      return started;
    });
    this.servers.push(supervised);
    await supervised.start();
  }

  private supervised(name: string, start: () => Promise<RunningProcess>): Supervised {
    return new Supervised({
      name,
      start,
      isDone: (how) => name === simulator.name && how === 'exit code 0',
      onEnd: () => this.processes.remove(name),
      onIncident: this.watcher.onIncident,
      onRecovery: () => this.watcher.report(`${name} runs again`),
    });
  }

  private processOf({ name, sections }: Service, circumstances: Circumstances) {
    return {
      name,
      entry: join(projectRoot, 'dist', 'apps', name, 'src', 'main.js'),
      env: environmentOf(sections, circumstances),
      logFile: this.folder.logFile(name),
      onSpawn: (pid: number) => this.processes.add(name, pid),
    };
  }

  private requireKeeper(): ClockKeeper {
    if (this.keeper === undefined) throw new Error('The clock is not there yet');
    return this.keeper;
  }

  private requireCircumstances(): Circumstances {
    if (this.circumstances === undefined) throw new Error('The servers are not there yet');
    return this.circumstances;
  }

  private continueUnlessStopping(): void {
    if (this.isStopping) throw new StartAbandoned();
  }
}

/** A start that was told to stop before it was done. */
export class StartAbandoned extends Error {
  override readonly name = 'StartAbandoned';
  readonly code = 'start-abandoned';
}

function requireDisk(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize >= neededBytes) return;
  throw new LocalStackError(
    'disk-full',
    `Only ${Math.round((bavail * bsize) / 1e6)} MB of disk are free at ${folder}`,
    'Free at least 500 MB, then start again.',
  );
}
