import { choosePort } from '../servers/ports.js';
import type { Report } from '../servers/report.js';
import type { StackAddresses } from './addresses.js';
import { coordinatorApi, identityProvider, type Service } from './services.js';

const usualIdentityPort = 3_001;

/** Where our processes listen: chosen when each first starts, and the same when it is started again. */
export class ServicePorts {
  private readonly health = new Map<string, number>();
  private readonly http: Map<string, number>;
  private readonly started = new Set<string>();

  constructor(
    apiPort: number,
    private readonly report: Report,
  ) {
    this.http = new Map([
      [coordinatorApi.name, apiPort],
      [identityProvider.name, usualIdentityPort],
    ]);
  }

  /** Chooses where a process is to listen, and answers the port of its health; what others know of it already stays. */
  async choose({ name, healthPort }: Service): Promise<number> {
    const health = await choosePort(
      `Health of ${name}`,
      this.health.get(name) ?? healthPort,
      this.report,
    );
    this.health.set(name, health);
    await this.chooseHttp({ name });
    return health;
  }

  private async chooseHttp({ name }: Pick<Service, 'name'>): Promise<void> {
    const http = this.http.get(name);
    if (http === undefined || this.started.has(name)) return;
    this.http.set(name, await choosePort(name, http, this.report));
  }

  /** Chooses where the API is to listen before it starts, because a server that starts earlier has to be told. */
  async chooseApi(): Promise<string> {
    await this.chooseHttp(coordinatorApi);
    return this.addresses.apiUrl;
  }

  /** From now on others are told that the process is there. */
  keep({ name }: Service): void {
    this.started.add(name);
  }

  get addresses(): Pick<StackAddresses, 'apiUrl' | 'issuer' | 'health'> {
    return {
      apiUrl: localUrl(this.http.get(coordinatorApi.name)),
      issuer: localUrl(this.http.get(identityProvider.name)),
      health: Object.fromEntries(
        [...this.started].toSorted().map((name) => [name, localUrl(this.health.get(name))]),
      ),
    };
  }
}

function localUrl(port: number | undefined): string {
  return `http://127.0.0.1:${port}`;
}
