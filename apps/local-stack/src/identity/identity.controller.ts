import {
  BadRequestException,
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
  NotFoundException,
  Post,
} from '@nestjs/common';
import type { JWK } from 'jose';
import { z } from 'zod';
import { accounts, type Account } from './accounts.js';
import { type IdentityConfiguration, identityConfiguration } from './identity-configuration.js';
import { tokenAlgorithm } from './key-pair.js';
import { type IssuedToken, TokenIssuer } from './token-issuer.js';

const tokenRequest = z.strictObject({
  account: z.string(),
  nonce: z.string().min(1).max(255).optional(),
});

/** What an OpenID provider publishes, and tokens for everybody who asks. */
@Controller()
export class IdentityController {
  constructor(
    @Inject(TokenIssuer) private readonly tokens: TokenIssuer,
    @Inject(identityConfiguration) private readonly configuration: IdentityConfiguration,
  ) {}

  @Get('.well-known/openid-configuration')
  describe(): object {
    const { issuer } = this.configuration;
    return {
      issuer,
      jwks_uri: `${issuer}/jwks`,
      id_token_signing_alg_values_supported: [tokenAlgorithm],
      subject_types_supported: ['public'],
      response_types_supported: [],
      claims_supported: ['sub', 'name', 'roles', 'nonce', 'auth_time'],
    };
  }

  @Get('jwks')
  publicKeys(): { readonly keys: readonly JWK[] } {
    return this.tokens.publicKeys();
  }

  @Get('demonstration/accounts')
  everyAccount(): readonly Account[] {
    return accounts;
  }

  @Post('demonstration/tokens')
  @HttpCode(200)
  issue(@Body() body: unknown): Promise<IssuedToken> {
    const read = tokenRequest.safeParse(body);
    if (!read.success) throw new BadRequestException('expected { account, nonce? }');
    const { account: wanted, nonce } = read.data;
    const account = accounts.find((one) => one.account === wanted);
    if (account === undefined) throw new NotFoundException('no such account');
    return nonce === undefined
      ? this.tokens.accessToken(account)
      : this.tokens.oneRecordToken(account, nonce);
  }
}
