import { HttpException } from '@nestjs/common';
import { isGrpcServiceError, ServiceError } from '@temporalio/client';
import { IdentityProviderUnavailableError, UnauthenticatedError } from '#access/access-errors.js';
import { type ProblemCode, problems } from '#contracts/http/problem.schema.js';
import { NoPartnersError } from '#partners/registry.js';
import { UnknownProductError } from '#products/enrolment.js';
import { NoRulesInForceError } from '#products/products.js';
import { KeyReusedError, ReferralContradictedError } from '#register/enrolments.js';
import { SignatureError } from '#signatures/signature-error.js';
import { ProblemError } from './problem-error.js';

const authentication: Readonly<Record<UnauthenticatedError['reason'], string>> = {
  missing: 'Sign in and send the access token as a bearer token.',
  malformed: 'The access token is incomplete or not a token.',
  invalid: 'The access token is not one of this installation.',
  expired: 'The session has ended: sign in again.',
  'not-for-access': 'A token made to sign one record cannot be used to sign in.',
};

const signAgain = 'Sign again; nothing has been decided.';
const signing: Readonly<Record<Exclude<SignatureError['code'], 'signature-forged'>, string>> = {
  'signature-missing': 'Confirm who you are for exactly this record, then send it with that token.',
  'signature-unexpected': 'Send it with as many signatures as the decision takes, and no more.',
  'token-invalid': signAgain,
  'token-for-other-record':
    'What was signed differs from what was sent: sign what you send. Nothing has been decided.',
  'authentication-too-old':
    'A confirmation counts for two minutes. Sign again; nothing has been decided.',
  'token-used':
    'Each record needs a confirmation of its own. Sign again; nothing has been decided.',
  'other-person': 'Whoever is signed in here has to sign; a second person may sign beside.',
  'same-person-twice': 'The second signature has to be given by another person.',
  'wrong-meaning': 'Look up what a signature of this decision says, and sign that.',
};

/** Codes of the HTTP server's own refusals, before any route runs. */
const serverCodes: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_EMPTY_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed-json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed-json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed-json',
  FST_ERR_BAD_URL: 'not-found',
};

const statusCodes: Readonly<Record<number, ProblemCode>> = {
  400: 'malformed-json',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  413: 'too-large',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
  503: 'unavailable',
};

// Network faults, PostgreSQL's classes 08 (connection) and 57P (shutdown), the driver's own words for having waited too long.
const unreachable = /^(E(CONN\w+|PIPE|HOSTUNREACH|NOTFOUND|TIMEDOUT)|08\w{3}|57P0\d)$/;
const waitedTooLong =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout/;

/** The problem that an error is to whoever asked; anything unforeseen is `internal` and tells nothing. */
export function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof UnauthenticatedError) {
    return new ProblemError('unauthenticated', { detail: authentication[error.reason] });
  }
  if (error instanceof SignatureError) return ofSignature(error);
  if (error instanceof IdentityProviderUnavailableError || error instanceof KeyReusedError) {
    return new ProblemError(error.code);
  }
  if (error instanceof ReferralContradictedError) {
    const { product, indication } = error;
    return new ProblemError(error.code, {
      detail: `This referral has a journey already, with ${product} for ${indication}; enrol another treatment under a referral of its own.`,
    });
  }
  if (error instanceof NoPartnersError) return new ProblemError('no-partners');
  if (error instanceof UnknownProductError) return new ProblemError('unknown-product');
  if (error instanceof NoRulesInForceError) return new ProblemError('no-rules-in-force');
  if (isUnreachable(error)) {
    return new ProblemError(
      'unavailable',
      { detail: 'Nothing was lost; try again in a moment.' },
      { cause: error },
    );
  }
  return new ProblemError(ofServer(error) ?? 'internal', {}, { cause: error });
}

function ofSignature({ code }: SignatureError): ProblemError {
  return code === 'signature-forged'
    ? new ProblemError('internal')
    : new ProblemError(code, { detail: signing[code] });
}

function ofServer(error: unknown): ProblemCode | undefined {
  const code = textOf(error, 'code');
  if (code !== undefined && Object.hasOwn(serverCodes, code)) return serverCodes[code];
  if (error instanceof SyntaxError) return 'malformed-json';
  if (error instanceof HttpException) return statusCodes[error.getStatus()];
  const status: unknown =
    typeof error === 'object' && error !== null && 'statusCode' in error
      ? error.statusCode
      : undefined;
  return typeof status === 'number' && status < 500 ? statusCodes[status] : undefined;
}

function isUnreachable(error: unknown): boolean {
  if (error instanceof ServiceError || isGrpcServiceError(error)) return true;
  if (!(error instanceof Error)) return false;
  return unreachable.test(textOf(error, 'code') ?? '') || waitedTooLong.test(error.message);
}

function textOf(error: unknown, field: string): string | undefined {
  if (typeof error !== 'object' || error === null || !(field in error)) return undefined;
  const value: unknown = Reflect.get(error, field);
  return typeof value === 'string' ? value : undefined;
}

/** Whether the fault is ours and somebody has to look. */
export function isOurFault({ code }: ProblemError): boolean {
  return problems[code][0] >= 500;
}
