import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { journeyList } from '#contracts/http/journey-list.schema.js';
import { journeyStatus } from '#contracts/http/journey-status.schema.js';
import { timeline } from '#contracts/http/timeline.schema.js';
import { journeyIdentifier } from '#domain/identifiers/journey-identifier.js';
import { ClosedJourneyReviews } from '#register/closed-journey-reviews.js';
import { NoteVault } from '#vault/note-vault.js';
import {
  type Answer,
  ApiStage,
  enrolmentBody,
  idsOf,
  journeys,
  problemOf,
  vaultKeys,
} from './api-stage.js';
import { person } from './people.js';

const coordinator = person('coordinator');
const physician = person('physician');
const quality = person('quality');

describe('the API tells', () => {
  let stage: ApiStage;
  let journeyId: string;

  beforeAll(async () => {
    stage = await ApiStage.open();
    await stage.startWorker();
    journeyId = await stage.enrol(coordinator);
    await stage.untilProjected(journeyId);
  });
  afterAll(async () => {
    await stage.close();
  });

  it('the status at once, before the journey is projected, and whom to call', async () => {
    const id = await stage.enrol(coordinator);
    const { status, body } = await stage.ask(coordinator, 'GET', `${journeys}/${id}`);
    expect(status).toBe(200);
    const read = journeyStatus.parse(body);
    expect(read).toMatchObject({ journeyId: id, stage: 'eligibility' });
    const consent = read.waitingFor.find((one) => one.requirement === 'treatment-consent');
    expect(consent?.contact?.phone).toMatch(/^\+/);
  });

  it('the same from the read model and from the journey', async () => {
    const [stored, strong] = await Promise.all(
      ['', '?consistency=strong'].map((query) =>
        stage.ask(coordinator, 'GET', `${journeys}/${journeyId}${query}`),
      ),
    );
    const { asOf: _a, ...one } = stored?.body ?? {};
    const { asOf: _b, ...other } = strong?.body ?? {};
    expect(other).toEqual(one);
  });

  /** A journey that the read model knows and Temporal does not. */
  async function lost(stageOf: string): Promise<string> {
    const id = journeyIdentifier(crypto.getRandomValues(new Uint8Array(26)));
    const known = await stage.database
      .selectFrom('read_model.journey')
      .selectAll()
      .where('journey_id', '=', journeyId)
      .executeTakeFirstOrThrow();
    const state = JSON.stringify({ ...known.state, journeyId: id, stage: stageOf });
    await stage.database
      .insertInto('read_model.journey')
      .values({ ...known, journey_id: id, stage: stageOf, state })
      .execute();
    return id;
  }

  it('nothing for certain of an open journey that Temporal does not know', async () => {
    const path = `${journeys}/${await lost('eligibility')}`;
    expect((await stage.ask(coordinator, 'GET', path)).status).toBe(200);
    const strong = await stage.ask(coordinator, 'GET', `${path}?consistency=strong`);
    expect(strong.status).toBe(503);
    expect(problemOf(strong)).toBe('unavailable');
  });

  it('of a closed journey what came after its end and people have to look into', async () => {
    const id = await lost('closed');
    const reviews = new ClosedJourneyReviews(stage.database);
    await reviews.raise({ journeyId: id, kind: 'event', about: 'urn:v2v:lab:l|e1' });
    const { status, body } = await stage.ask(
      coordinator,
      'GET',
      `${journeys}/${id}?consistency=strong`,
    );
    expect(status).toBe(200);
    expect(journeyStatus.parse(body).alerts).toContainEqual(
      expect.objectContaining({
        alertId: 'closed-journey-event/urn:v2v:lab:l|e1',
        acknowledgedBy: null,
      }),
    );
  });

  it('what is received and not yet applied, in the order in which it came', async () => {
    const id = await stage.enrol(coordinator);
    await stage.untilProjected(id);
    const events = ['received', 'waiting', 'delivered', 'applied', 'rejected'] as const;
    for (const [index, state] of events.entries()) {
      await stage.database
        .insertInto('register.received_event')
        .values(receivedEvent(id, state, index))
        .execute();
    }
    const { body } = await stage.ask(coordinator, 'GET', `${journeys}/${id}`);
    const { received } = journeyStatus.parse(body);
    expect(received.map(({ source }) => source)).toEqual(['received', 'waiting', 'delivered']);
    expect(received[0]).toMatchObject({
      type: 'patient.measured',
      happenedAt: '2026-03-02T08:55:00.000Z',
    });
  });

  it('that a status is of earlier when its journal is no longer projected', async () => {
    const id = await stage.enrol(coordinator);
    await stage.untilProjected(id);
    await stage.database
      .insertInto('read_model.quarantine')
      .values({ journey_id: id, partition: 0, offset: 0, reason: 'gap' })
      .execute();
    const [stored, strong] = await Promise.all(
      ['', '?consistency=strong'].map((query) =>
        stage.ask(coordinator, 'GET', `${journeys}/${id}${query}`),
      ),
    );
    const stopped = {
      kind: 'projection-stopped',
      about: 'journal',
      missing: ['version 5'],
      text: expect.stringContaining('not the present state'),
    };
    const shown = journeyStatus.parse(stored?.body);
    expect(shown.dataGaps).toContainEqual(stopped);
    expect(journeyStatus.parse(strong?.body).dataGaps).not.toContainEqual(stopped);
    const path = `${journeys}/${id}/timeline?direction=backward`;
    const page = timeline.parse((await stage.ask(coordinator, 'GET', path)).body);
    expect(page.dataGaps).toEqual([stopped]);
    expect(shown.asOf).toBe(page.items[0]?.time);
    const list = await stage.ask(coordinator, 'GET', `${journeys}?limit=200`);
    const gaps = journeyList
      .parse(list.body)
      .items.map((item) => [item.journeyId === id, item.dataGaps.length]);
    expect(gaps).toContainEqual([true, 1]);
    expect(gaps).not.toContainEqual([false, 1]);
  });

  it('another site nothing, not even that there is something', async () => {
    const elsewhere = person('coordinator', 'riverside');
    for (const path of ['', '/timeline', '/patient', '/notes/note-1']) {
      const answer = await stage.ask(elsewhere, 'GET', `${journeys}/${journeyId}${path}`);
      expect(problemOf(answer)).toBe('unknown-journey');
    }
    const { body } = await stage.ask(elsewhere, 'GET', `${journeys}?q=${journeyId}`);
    expect(body['items']).toEqual([]);
  });

  it('nothing under an address that is no identifier', async () => {
    expect(problemOf(await stage.ask(coordinator, 'GET', `${journeys}/J%00`))).toBe(
      'unknown-journey',
    );
  });

  it.each(['nextDeadline', 'stageSince', 'enrolledAt'])(
    'every journey once, page by page, in the order of %s',
    async (sort) => {
      await Promise.all(
        [1, 2, 3].map(async () => stage.enrol(coordinator).then((id) => stage.untilProjected(id))),
      );
      const all = await stage.ask(coordinator, 'GET', `${journeys}?limit=200&sort=${sort}`);
      const expected = idsOf(all);
      const paged: unknown[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const from = cursor === '' ? '' : `&cursor=${cursor}`;
        const page = await stage.ask(coordinator, 'GET', `${journeys}?limit=2&sort=${sort}${from}`);
        paged.push(...idsOf(page));
        cursor = page.body['nextCursor'] as string | null;
      }
      expect(expected.length).toBeGreaterThan(2);
      expect(paged).toEqual(expected);
    },
  );

  it.each(['limit=201', 'cursor=zzz', 'sort=name', 'q=%00', 'unheard=1'])(
    'what is wrong with the query %s',
    async (query) => {
      const answer = await stage.ask(coordinator, 'GET', `${journeys}?${query}`);
      expect(problemOf(answer)).toBe('invalid-query');
    },
  );

  it('a journey by its identifier however it is written', async () => {
    const id = await stage.enrol(coordinator, { referralId: `Ref ${randomUUID()}` });
    await stage.untilProjected(id);
    const donation = { system: 'donation', value: `W1234${Date.now().toString().slice(-8)}` };
    await stage.database
      .insertInto('read_model.identifier')
      .values({ ...donation, journey_id: id })
      .execute();
    const scanned = `=${donation.value}00`;
    const { body } = await stage.ask(coordinator, 'GET', `${journeys}/${id}`);
    const identifiers = body['identifiers'] as { system: string; value: string }[];
    const referral = identifiers.find(({ system }) => system === 'referral')?.value ?? '';
    const written = [id.toLowerCase(), ` ${id} `, scanned, donation.value.toLowerCase(), referral];
    for (const q of written) {
      const query = `${journeys}?q=${encodeURIComponent(q)}`;
      expect([q, idsOf(await stage.ask(coordinator, 'GET', query))]).toEqual([q, [id]]);
    }
  });

  it('that nobody has a task as long as there are none', async () => {
    const query = `${journeys}?assignee=${coordinator.subject}`;
    const answer = await stage.ask(coordinator, 'GET', query);
    expect(answer).toMatchObject({ status: 200, body: { items: [], nextCursor: null } });
  });

  it('only those who treat the patient which journey a record number has', async () => {
    const recordNumber = `MRN ${randomUUID()}`;
    const patient = { name: 'Ada', birthDate: '2014-05-06', recordNumber };
    const id = await stage.enrol(coordinator, { patient });
    await stage.untilProjected(id);
    const query = `${journeys}?q=${encodeURIComponent(recordNumber.toLowerCase())}`;
    expect(idsOf(await stage.ask(coordinator, 'GET', query))).toEqual([id]);
    expect(idsOf(await stage.ask(quality, 'GET', query))).toEqual([]);
    expect(idsOf(await stage.ask(person('nurse', 'riverside'), 'GET', query))).toEqual([]);
    expect(await stage.recorded('identity_access', id)).toEqual([
      { subject: coordinator.subject, role: 'coordinator', outcome: 'found' },
    ]);
  });

  it('the journal from either end, by type, page by page', async () => {
    const path = `${journeys}/${journeyId}/timeline`;
    const sequences = ({ body }: Answer) =>
      (body['items'] as { data: { sequence: number } }[]).map(({ data }) => data.sequence);
    const first = await stage.ask(coordinator, 'GET', `${path}?limit=3`);
    expect(sequences(first)).toEqual([1, 2, 3]);
    const next = await stage.ask(
      coordinator,
      'GET',
      `${path}?limit=3&cursor=${String(first.body['nextCursor'])}`,
    );
    expect(sequences(next)[0]).toBe(4);
    const last = await stage.ask(coordinator, 'GET', `${path}?direction=backward&limit=200`);
    expect(sequences(last).at(-1)).toBe(1);
    const typed = await stage.ask(coordinator, 'GET', `${path}?type=stage.entered`);
    expect(sequences(typed)).toHaveLength(1);
  });

  describe('of identity', () => {
    it('shows it to those who treat the patient, and writes down who asked', async () => {
      const patient = { name: 'Ada', birthDate: '2014-05-06', recordNumber: randomUUID() };
      const id = await stage.enrol(coordinator, { patient });
      const path = `${journeys}/${id}/patient`;
      const shown = await stage.ask(physician, 'GET', path);
      expect(shown.body).toEqual({ journeyId: id, version: 1, patient });
      const both = {
        subject: 'u9',
        roles: { northgate: ['quality' as const], lakeview: ['nurse' as const] },
      };
      expect(problemOf(await stage.ask(both, 'GET', path))).toBe('forbidden');
      expect(await stage.recorded('identity_access', id)).toEqual([
        { subject: physician.subject, role: 'physician', outcome: 'read' },
        { subject: 'u9', role: 'quality', outcome: 'refused' },
      ]);
    });

    it('shows a note to those who treat the patient, and writes down who asked', async () => {
      const id = await stage.enrol(coordinator);
      const note = 'Ada Quintessa was seen today';
      const kept = { journeyId: id, source: 'urn:v2v:site:northgate', eventId: 'e1', note };
      const noteId = await new NoteVault(stage.database, vaultKeys).keepNote(kept);
      const path = `${journeys}/${id}/notes`;
      const shown = await stage.ask(person('nurse'), 'GET', `${path}/${noteId}`);
      expect(shown.body).toEqual({ journeyId: id, noteId, note });
      expect(problemOf(await stage.ask(quality, 'GET', `${path}/${noteId}`))).toBe('forbidden');
      for (const unknown of ['note-0', 'note%00']) {
        const answer = await stage.ask(physician, 'GET', `${path}/${unknown}`);
        expect(problemOf(answer)).toBe('unknown-note');
      }
      expect(await stage.recorded('identity_access', id)).toEqual([
        { subject: person('nurse').subject, role: 'nurse', outcome: 'read' },
        { subject: physician.subject, role: 'physician', outcome: 'none' },
        { subject: physician.subject, role: 'physician', outcome: 'none' },
      ]);
    });

    it('takes a correction that is signed, once', async () => {
      const id = await stage.enrol(coordinator);
      const path = `${journeys}/${id}/patient`;
      const { patient } = enrolmentBody({});
      const data = { reason: 'mistyped', patient: { ...patient, name: 'Ada Q.' } };
      const type = 'patient.identity';
      const content = { journeyId: id, type, data, meaning: 'approved' } as const;
      const signature = await stage.people.signature(coordinator, content);
      const put = (body: object) => stage.ask(coordinator, 'PUT', path, body);
      expect(problemOf(await put(data))).toBe('invalid-body');
      expect((await put({ ...data, signature })).body['version']).toBe(2);
      expect((await put({ ...data, signature })).body['version']).toBe(2);
      expect(problemOf(await put({ ...data, reason: 'another', signature }))).toBe(
        'token-for-other-record',
      );
    });

    it('answers a correction that is told again and leaves a later one in force', async () => {
      const id = await stage.enrol(coordinator);
      const path = `${journeys}/${id}/patient`;
      const { patient } = enrolmentBody({});
      const corrected = async (name: string) => {
        const data = { reason: 'mistyped', patient: { ...patient, name } };
        const content = {
          journeyId: id,
          type: 'patient.identity',
          data,
          meaning: 'approved',
        } as const;
        return { ...data, signature: await stage.people.signature(coordinator, content) };
      };
      const first = await corrected('Ada Q.');
      const second = await corrected('Ada R.');
      const put = async (body: object) =>
        (await stage.ask(coordinator, 'PUT', path, body)).body['version'];
      expect(await put(first)).toBe(2);
      expect(await put(second)).toBe(3);
      expect(await put(first)).toBe(2);
      const shown = await stage.ask(physician, 'GET', path);
      expect(shown.body).toMatchObject({ version: 3, patient: { name: 'Ada R.' } });
    });
  });
});

/** A row of the register, from a source of the same name as its state. */
function receivedEvent(
  journeyId: string,
  state: 'received' | 'waiting' | 'delivered' | 'applied' | 'rejected',
  offset: number,
) {
  const now = new Date().toISOString();
  return {
    source: state,
    event_id: randomUUID(),
    content_hash: '0',
    journey_id: journeyId,
    subject: journeyId,
    type: 'patient.measured',
    topic: 'clinic.events.v1',
    partition: 0,
    offset,
    message_key: null,
    headers: null,
    bytes: null,
    appended_at: now,
    received_at: now,
    happened_at: '2026-03-02T08:55:00Z',
    state,
    reason: null,
    waiting_since: null,
    next_attempt_at: state === 'waiting' ? now : null,
    settled_sequence: state === 'applied' ? 1 : null,
    told_at: null,
    changed_at: now,
  };
}
