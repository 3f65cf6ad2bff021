/** A request without a token that can be trusted; `reason` says why, without repeating the token. */
export class UnauthenticatedError extends Error {
  readonly code = 'unauthenticated';

  constructor(readonly reason: 'missing' | 'malformed' | 'invalid' | 'expired' | 'not-for-access') {
    super(`the bearer token is ${reason}`);
    this.name = 'UnauthenticatedError';
  }
}

/** The keys of the identity provider cannot be fetched: nobody can be authenticated at the moment. */
export class IdentityProviderUnavailableError extends Error {
  readonly code = 'identity-provider-unavailable';

  constructor(options?: ErrorOptions) {
    super('the keys of the identity provider cannot be fetched', options);
    this.name = 'IdentityProviderUnavailableError';
  }
}
