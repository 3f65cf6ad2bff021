import {
  BadRequestException,
  Body,
  Controller,
  Get,
  Header,
  Inject,
  Post,
  Req,
  Res,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Provider } from 'oidc-provider';
import { z } from 'zod';
import { accounts } from './accounts.js';
import { signInPage } from './sign-in-page.js';

const chosen = z.object({ account: z.string() });
const asked = z.object({ nonce: z.string().optional(), login_hint: z.string().optional() });

/** Where somebody says who they are: one click for each account of the demonstration. */
@Controller('sign-in/:uid')
export class SignInController {
  constructor(@Inject(Provider) private readonly provider: Provider) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  async page(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const { params } = await this.provider.interactionDetails(request.raw, reply.raw);
    const { nonce, login_hint: expected } = asked.parse(params);
    return signInPage(accounts, { record: nonce, expected });
  }

  @Post()
  async choose(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<void> {
    const read = chosen.safeParse(body);
    const account = accounts.find((one) => one.account === read.data?.account);
    if (account === undefined) throw new BadRequestException('choose one of the accounts');
    const result = { login: { accountId: account.account } };
    const next = await this.provider.interactionResult(request.raw, reply.raw, result);
    void reply.status(303).redirect(next);
  }
}
