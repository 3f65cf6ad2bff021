/** Variables of the environment that are missing or malformed; `faults` says which and what is expected, no value. */
export class ConfigurationError extends Error {
  readonly code = 'configuration-invalid';

  constructor(readonly faults: readonly string[]) {
    super(`The environment is not complete: ${faults.join('; ')}`);
    this.name = 'ConfigurationError';
  }
}
