import { Controller, Get, Inject } from '@nestjs/common';
import type { SignatureKeys } from '#contracts/http/custody.schema.js';
import { CustodyReading } from './custody-reading.js';

/** The public keys by which anybody can check what was signed or exported here. */
@Controller('api/v1/signature-keys')
export class SignatureKeysController {
  constructor(@Inject(CustodyReading) private readonly reading: CustodyReading) {}

  @Get()
  keys(): SignatureKeys {
    return { keys: [this.reading.publicKey] };
  }
}
