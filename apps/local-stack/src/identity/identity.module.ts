import { type DynamicModule, Module } from '@nestjs/common';
import { Provider } from 'oidc-provider';
import { IdentityController } from './identity.controller.js';
import { SignInController } from './sign-in.controller.js';
import { TokenIssuer } from './token-issuer.js';

/** The routes of the demonstration's identity provider that are no part of the protocol. */
@Module({})
export class IdentityModule {
  static with(provider: Provider, tokens: TokenIssuer): DynamicModule {
    return {
      module: IdentityModule,
      controllers: [IdentityController, SignInController],
      providers: [
        { provide: Provider, useValue: provider },
        { provide: TokenIssuer, useValue: tokens },
      ],
    };
  }
}
