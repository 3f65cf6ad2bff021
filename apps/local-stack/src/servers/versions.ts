/** Versions of the servers that are started where no address of a running one is given. */
export const versions = {
  temporalCli: '1.5.1',
  kafka: '4.3.1',
  temporalTestServer: '1.38.0',
} as const;
