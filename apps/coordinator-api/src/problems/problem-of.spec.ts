import { describe, expect, it } from '@jest/globals';
import { NotFoundException } from '@nestjs/common';
import { ServiceError } from '@temporalio/client';
import { IdentityProviderUnavailableError, UnauthenticatedError } from '#access/access-errors.js';
import { NoPartnersError } from '#partners/registry.js';
import { KeyReusedError, ReferralContradictedError } from '#register/enrolments.js';
import { SignatureError } from '#signatures/signature-error.js';
import { ProblemError } from './problem-error.js';
import { problemOf } from './problem-of.js';

const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code });

describe('the problem that an error is', () => {
  it.each([
    [new ProblemError('no-identity'), 404, 'no-identity'],
    [new UnauthenticatedError('expired'), 401, 'unauthenticated'],
    [new IdentityProviderUnavailableError(), 503, 'identity-provider-unavailable'],
    [new SignatureError('token-used'), 422, 'token-used'],
    [new KeyReusedError(), 422, 'idempotency-key-reused'],
    [new ReferralContradictedError('tisagenlecleucel', 'b-all'), 409, 'conflict'],
    [new NoPartnersError('northgate', 'x'), 422, 'no-partners'],
    [coded('ECONNREFUSED'), 503, 'unavailable'],
    [coded('57P01'), 503, 'unavailable'],
    [new Error('Query read timeout'), 503, 'unavailable'],
    [new Error('timeout exceeded when trying to connect'), 503, 'unavailable'],
    [new ServiceError('no server', { cause: coded('14') }), 503, 'unavailable'],
    [coded('FST_ERR_CTP_BODY_TOO_LARGE'), 413, 'too-large'],
    [new SyntaxError('Unexpected token'), 400, 'malformed-json'],
    [new NotFoundException('Cannot GET /secret'), 404, 'not-found'],
    [new Error('Ada Quintessa'), 500, 'internal'],
    ['thrown text', 500, 'internal'],
  ])('%s is %i %s', (error, status, code) => {
    expect(problemOf(error).problem).toMatchObject({ status, code });
  });

  it('tells nothing of what it does not know', () => {
    expect(JSON.stringify(problemOf(new Error('Ada Quintessa')).problem)).not.toContain('Ada');
    expect(JSON.stringify(problemOf(new NotFoundException('/secret')).problem)).not.toContain(
      'secret',
    );
  });
});
