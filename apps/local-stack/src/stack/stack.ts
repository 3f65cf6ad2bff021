import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import type { JourneyClock } from '#domain/time/clock.js';
import { writeJson } from '../data/json-file.js';
import { type Keys, keysIn, payloadKeysOf } from '../data/keys.js';
import type { LocalFolder } from '../data/local-folder.js';
import { partnerFilesIn, type PartnerFiles } from '../data/partner-files.js';
import { OwnProcesses } from '../data/own-processes.js';
import { LocalStackError } from '../local-stack-error.js';
import { refuseFreshOfGivenServers } from '../options/fresh-start.js';
import type { StartOptions } from '../options/start-options.js';
import { projectRoot } from '../project-root.js';
import { freePort, startOnChosenPort } from '../servers/ports.js';
import type { Report } from '../servers/report.js';
import type { RunningProcess } from '../servers/running-process.js';
import { type NodeProcess, startNodeProcess } from '../supervision/node-process.js';
import { type Incident, type Pauses, Supervised } from '../supervision/supervised.js';
import type { StackAddresses } from './addresses.js';
import { ClockKeeper } from './clock-keeper.js';
import { environmentOf } from './environment.js';
import { runOnce } from './run-once.js';
import { moveClockOfJourneys } from './running-journeys.js';
import { ServicePorts } from './service-ports.js';
import {
  identityProvider,
  installation,
  otherServices,
  type Process,
  type Service,
  simulator,
  treatmentWorker,
} from './services.js';
import { type StackServer, type StackServers, startServers } from './stack-servers.js';

/** Whoever watches a stack: progress of long steps, and processes that ended. */
export type Watcher = {
  readonly report: Report;
  readonly onIncident: (incident: Incident) => void;
};

type Given = {
  readonly servers: StackServers['addresses'];
  readonly keys: Keys;
  readonly partnerFiles: PartnerFiles;
};

const neededBytes = 500_000_000;
const serverNames = ['temporal', 'kafka', 'postgres'];

/**
 * Everything on this machine: started in order, kept running, stopped in the opposite order. `pauses` before a crashed
 * process is started again are the usual ones unless given.
 */
export class Stack {
  private readonly processes: OwnProcesses;
  private readonly services: Supervised[] = [];
  private readonly servers: Supervised[] = [];
  private playing: Supervised | undefined;
  private keeper: ClockKeeper | undefined;
  private given: Given | undefined;
  private isUp = false;
  private readonly ports: ServicePorts;
  private readonly stopping = new AbortController();

  constructor(
    private readonly folder: LocalFolder,
    private readonly options: StartOptions,
    private readonly watcher: Watcher,
    private readonly pauses?: Pauses,
  ) {
    this.processes = new OwnProcesses(folder.path('processes.json'));
    this.ports = new ServicePorts(options.port, watcher.report);
  }

  /** Starts everything but the simulator and answers where it is. Throws LocalStackError. */
  async start(): Promise<StackAddresses> {
    const { report } = this.watcher;
    if (this.options.fresh) refuseFreshOfGivenServers(process.env);
    const left = await this.processes.endLeftOvers();
    if (left.length > 0) report(`Ended what an earlier start left behind: ${left.join(', ')}`);
    if (this.options.fresh) {
      report('Beginning anew: removing the data of earlier starts');
      this.folder.empty();
    }
    requireDisk(this.folder.root);
    this.continueUnlessStopping();
    this.keeper = ClockKeeper.in(this.folder.path('clock.json'), left.length > 0);
    const keys = keysIn(this.folder.path('keys.json'));
    const { addresses, servers } = await startServers({
      folder: this.folder,
      report,
      onSpawn: (name, pid) => this.processes.add(name, pid),
      signal: this.stopping.signal,
      codecUrl: `${await this.ports.chooseApi()}/codec/${keys.CODEC_SECRET_PATH}`,
    });
    for (const server of servers) await this.supervise(server);
    this.continueUnlessStopping();
    const partnerFiles = partnerFilesIn(this.folder.root, Date.now());
    this.given = { servers: addresses, keys, partnerFiles };
    await this.startServices();
    this.isUp = true;
    this.writeAddresses();
    return this.addresses;
  }

  /** Starts the simulated partners and people. */
  async startSimulator(): Promise<void> {
    this.continueUnlessStopping();
    this.playing = await this.startService(simulator);
    this.writeAddresses();
  }

  /** Stops the simulated partners and people alone. */
  async stopSimulator(): Promise<void> {
    await this.playing?.stop();
    this.playing = undefined;
  }

  /** Where everything is that runs by now. */
  get addresses(): StackAddresses {
    return { ...this.requireGiven().servers, ...this.ports.addresses };
  }

  /** The process ids of everything that runs by now, by name. */
  get pids(): Readonly<Record<string, number>> {
    return this.processes.pids;
  }

  /**
   * Starts another process of a service beside the one that runs, with these variables in addition. Whoever asks stops it;
   * nothing starts it again.
   */
  async startBeside(
    name: string,
    variables: Readonly<Record<string, string>> = {},
  ): Promise<RunningProcess> {
    const service = [treatmentWorker, ...otherServices].find((one) => one.name === name);
    if (service === undefined) throw new Error(`there is no service ${name}`);
    const described = this.processOf(service);
    const beside = {
      ...described,
      name: `${name} beside`,
      env: { ...described.env, ...variables },
      onSpawn: (pid: number) => this.processes.add(`${name} beside`, pid),
    };
    return startNodeProcess(beside, await freePort(), this.stopping.signal);
  }

  /** Where its partners and their keys are. */
  get partnerFiles(): PartnerFiles {
    return this.requireGiven().partnerFiles;
  }

  /** What the stack's own programs are told, such as a checker of its results. */
  get clock(): JourneyClock {
    return this.requireKeeper().clock;
  }

  /** Stops what was started, in order; journey time stands from then on. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.stopSimulator();
    for (const service of this.services.toReversed()) await service.stop();
    this.keeper?.stop();
    await Promise.all(this.servers.map((server) => server.stop()));
  }

  /** Ends a start that is under way; it rejects. */
  abandonStart(): void {
    this.stopping.abort();
  }

  /** Ends the services without asking, for somebody who cannot wait; servers still close their files. */
  hurry(): void {
    this.stopping.abort();
    this.playing?.kill();
    for (const service of this.services) service.kill();
    this.processes.killExcept(serverNames);
  }

  private async startServices(): Promise<void> {
    const { report } = this.watcher;
    report('Installing topics, namespace and tables (a few seconds)');
    await runOnce(this.processOf(installation), this.stopping.signal);
    this.continueUnlessStopping();
    report('Starting the services (a few seconds)');
    this.services.push(await this.startService(identityProvider));
    // From here on journey time goes on: nothing slow may lie between this and the start of the services.
    const keeper = this.requireKeeper();
    const clock = keeper.rebase(this.options.timeScale);
    const moved = await moveClockOfJourneys(
      this.addresses.temporalAddress,
      clock,
      payloadKeysOf(this.requireGiven().keys),
    );
    if (moved > 0) report(`Journeys that go on where they stood: ${moved}`);
    await this.startAll([treatmentWorker, ...otherServices.toReversed()]);
    keeper.start();
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
    const supervised = this.supervised(service.name, () => this.startOnPorts(service));
    await supervised.start();
    return supervised;
  }

  /** Ports are chosen anew when somebody else took one meanwhile, such as another stack that starts. */
  private async startOnPorts(service: Service): Promise<RunningProcess> {
    return startOnChosenPort(async () => {
      const healthPort = await this.ports.choose(service);
      const { signal } = this.stopping;
      const running = await startNodeProcess(this.processOf(service), healthPort, signal);
      this.ports.keep(service);
      return running;
    });
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
      ...(this.pauses === undefined ? {} : { pauses: this.pauses }),
      isDone: (how) => name === simulator.name && how === 'exit code 0',
      onEnd: () => this.processes.remove(name),
      // What ends while everything is stopped is no incident.
      onIncident: (incident) => {
        if (!this.stopping.signal.aborted) this.watcher.onIncident(incident);
      },
      onRecovery: () => {
        this.watcher.report(`${name} runs again`);
        this.writeAddresses();
      },
    });
  }

  private processOf(described: Process): NodeProcess {
    const { name } = described;
    const isIdentity = name === identityProvider.name;
    const folder = isIdentity ? ['local-stack', 'src', 'identity'] : [name, 'src'];
    return {
      name,
      entry: join(projectRoot, 'dist', 'apps', ...folder, 'main.js'),
      env: { ...this.environmentOf(described), ...(isIdentity ? this.identityEnvironment() : {}) },
      logFile: this.folder.logFile(name),
      onSpawn: (pid: number) => this.processes.add(name, pid),
    };
  }

  private environmentOf({ sections }: Process): Readonly<Record<string, string>> {
    const { addresses, clock, options } = this;
    const { keys, partnerFiles } = this.requireGiven();
    return environmentOf(sections, { addresses, clock, options, keys, partnerFiles });
  }

  private identityEnvironment(): Readonly<Record<string, string>> {
    const { issuer } = this.addresses;
    return {
      IDENTITY_PORT: new URL(issuer).port,
      IDENTITY_ISSUER: issuer,
      IDENTITY_DIRECTORY: this.folder.path('identity'),
    };
  }

  /** Tells other programs where everything is, once everything is there. */
  private writeAddresses(): void {
    if (!this.isUp || this.stopping.signal.aborted) return;
    const { pids } = this.processes;
    writeJson(this.folder.path('stack.json'), { ...this.addresses, pids });
  }

  private requireKeeper(): ClockKeeper {
    if (this.keeper === undefined) throw new Error('The clock is not there yet');
    return this.keeper;
  }

  private requireGiven(): Given {
    if (this.given === undefined) throw new Error('The servers are not there yet');
    return this.given;
  }

  private continueUnlessStopping(): void {
    if (this.stopping.signal.aborted) throw new StartAbandoned();
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
