import { type DynamicModule, Module } from '@nestjs/common';
import { type IdentityConfiguration, identityConfiguration } from './identity-configuration.js';
import { IdentityController } from './identity.controller.js';
import { keyIn } from './key-pair.js';
import { TokenIssuer } from './token-issuer.js';

/** The demonstration's identity provider. */
@Module({})
export class IdentityModule {
  static with(configuration: IdentityConfiguration): DynamicModule {
    return {
      module: IdentityModule,
      controllers: [IdentityController],
      providers: [
        { provide: identityConfiguration, useValue: configuration },
        {
          provide: TokenIssuer,
          useFactory: async () =>
            TokenIssuer.with(
              configuration.issuer,
              configuration.audience,
              await keyIn(configuration.directory),
            ),
        },
      ],
    };
  }
}
