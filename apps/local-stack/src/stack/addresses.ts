/**
 * Where everything of a running stack is; `databaseUrl` holds a password. `temporalUiUrl` is absent with a server of
 * somebody else. Under each address of `health`, by process, are `/health/live`, `/health/ready` and `/metrics`.
 */
export type StackAddresses = {
  readonly apiUrl: string;
  readonly issuer: string;
  readonly kafkaBrokers: string;
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly temporalUiUrl?: string;
  readonly health: Readonly<Record<string, string>>;
};
