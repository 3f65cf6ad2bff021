/** Where everything of a running stack is; `databaseUrl` holds a password. `temporalUiUrl` is absent with a server of somebody else. */
export type StackAddresses = {
  readonly apiUrl: string;
  readonly issuer: string;
  readonly kafkaBrokers: string;
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly temporalUiUrl?: string;
};
