import type { Caller } from '#access/caller.js';
import { clinicalRoles, type Role } from '#access/role.js';
import type { IdentityChange, KeptNote, PatientIdentity } from '#contracts/http/patient.schema.js';
import type { Database } from '#database/database.js';
import type { Signature } from '#domain/journey/record.js';
import type { Enrolments } from '#register/enrolments.js';
import { SignatureError } from '#signatures/signature-error.js';
import type { NoteVault } from '#vault/note-vault.js';
import type { PatientVault } from '#vault/patient-vault.js';
import type { AccessRecords, IdentityAccess } from '../access/access-records.js';
import type { Signatures } from '../decisions/signing.js';
import { contentHash } from '../http/idempotency-key.js';
import type { JourneyWorkflows } from '../journeys/journey-workflows.js';
import type { KnownJourney, KnownJourneys } from '../journeys/known-journeys.js';
import { ProblemError } from '../problems/problem-error.js';

/** What reading and changing identity depends on. */
export type PatientPorts = {
  readonly database: Database;
  readonly vault: PatientVault;
  readonly notes: NoteVault;
  readonly known: KnownJourneys;
  readonly accesses: AccessRecords;
  readonly signatures: Signatures;
  readonly enrolments: Enrolments;
  readonly workflows: JourneyWorkflows;
};

/** Identity as it is answered; `version` counts its corrections from 1. */
export type Identity = {
  readonly journeyId: string;
  readonly version: number;
  readonly patient: PatientIdentity;
};

const changeRule = { roles: ['coordinator'], signed: true, persons: 1 } as const;
const changeMeaning = 'approved';

/** Identity of the patients of a caller's sites; each touch of it is written down before it is answered. */
export class PatientService {
  constructor(private readonly ports: PatientPorts) {}

  async read(caller: Caller, journeyId: string): Promise<Identity> {
    const route = 'GET /api/v1/journeys/:journeyId/patient';
    const journey = await this.ports.known.readable(caller, journeyId);
    const role = await this.roleOf(caller, journey, clinicalRoles, route);
    const recorded = await this.ports.vault.read(journeyId);
    const outcome = recorded === undefined ? 'none' : 'read';
    await this.written(caller, { role, journeyId, route, outcome });
    if (recorded === undefined) throw new ProblemError('no-identity');
    const { version, patient } = recorded;
    return { journeyId, version, patient };
  }

  async readNote(caller: Caller, journeyId: string, noteId: string): Promise<KeptNote> {
    const route = 'GET /api/v1/journeys/:journeyId/notes/:noteId';
    const journey = await this.ports.known.readable(caller, journeyId);
    const role = await this.roleOf(caller, journey, clinicalRoles, route);
    const note = await this.ports.notes.read(journeyId, noteId);
    const outcome = note === undefined ? 'none' : 'read';
    await this.written(caller, { role, journeyId, route, outcome });
    if (note === undefined) throw new ProblemError('unknown-note');
    return { journeyId, noteId, note };
  }

  async change(
    caller: Caller,
    journeyId: string,
    { reason, patient, signature }: IdentityChange,
  ): Promise<{ readonly journeyId: string; readonly version: number }> {
    const route = 'PUT /api/v1/journeys/:journeyId/patient';
    const journey = await this.ports.known.visible(caller, journeyId);
    const role = await this.roleOf(caller, journey, changeRule.roles, route);
    const data = { reason, patient };
    const [signed] = await this.ports.signatures.issue(caller, [signature], {
      record: { journeyId, type: 'patient.identity', data, basis: null },
      rule: changeRule,
      meaning: changeMeaning,
      sites: journey.sites,
      usedFor: contentHash([caller.subject, journeyId, 'patient.identity', data]),
    });
    if (signed === undefined) throw new SignatureError('signature-missing');
    const recording = { by: caller.subject, reason, signature: signed };
    const version = await this.ports.database
      .transaction()
      .execute((transaction) =>
        this.ports.vault.within(transaction).recordSigned(journeyId, patient, recording),
      );
    await this.tellJourney(caller, role, journey, patient, signed);
    await this.written(caller, { role, journeyId, route, outcome: 'changed' });
    return { journeyId, version };
  }

  /** A journey that its referral began waits to know that its patient is known. */
  private async tellJourney(
    caller: Caller,
    role: Role,
    { journeyId, state }: KnownJourney,
    patient: PatientIdentity,
    signature: Signature,
  ): Promise<void> {
    const { enrolments, workflows } = this.ports;
    const enrolment = state?.enrolment ?? (await enrolments.find(journeyId));
    if (enrolment?.identityRecorded !== false || state?.stage === 'closed') return;
    const other = await enrolments.otherJourneyOf(journeyId, patient);
    await workflows.tellIdentityRecorded(journeyId, {
      by: { id: caller.subject, role },
      signatures: [signature],
      ...(other === undefined ? {} : { probableDuplicateOf: other }),
    });
  }

  private async roleOf(
    caller: Caller,
    { journeyId, roles }: KnownJourney,
    allowed: readonly Role[],
    route: string,
  ): Promise<Role> {
    const role = roles.find((held) => allowed.includes(held));
    if (role !== undefined) return role;
    const shown = roles.join(',');
    await this.written(caller, { role: shown, journeyId, route, outcome: 'refused' });
    throw new ProblemError('forbidden', {
      detail: `Identity is open to: ${allowed.join(', ')} of this journey's sites.`,
    });
  }

  private async written(
    { subject }: Caller,
    access: Omit<IdentityAccess, 'subject'>,
  ): Promise<void> {
    await this.ports.accesses.write({ subject, ...access });
  }
}
