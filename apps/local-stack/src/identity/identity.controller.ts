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
import { z } from 'zod';
import { accounts, type Account } from './accounts.js';
import { type IssuedToken, TokenIssuer } from './token-issuer.js';

const tokenRequest = z.strictObject({
  account: z.string(),
  nonce: z.string().min(1).max(255).optional(),
});

/** Tokens for everybody who asks: for programs, which have no browser to sign in with. */
@Controller()
export class IdentityController {
  constructor(@Inject(TokenIssuer) private readonly tokens: TokenIssuer) {}

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
