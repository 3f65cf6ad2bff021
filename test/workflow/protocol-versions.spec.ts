import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { protocolVersion } from '#domain/journey/journal.js';
import { releasedProtocols } from '#workflows/journey/known-protocols.js';
import type { RuleSlice } from '#products/products.js';
import { recordedRules } from '../replay/recorded-rules.js';
import { PlayedJourney } from './played-journey.js';
import { Theatre } from './theatre.js';

/** Released code knows the rules of its time; a journey never gets others without a decision. */
function rulesOfItsTime(version: number): RuleSlice {
  return recordedRules(`protocol-${version}-doubled-and-late-events-run-1.json`);
}

describe('a journey that began under a released protocol', () => {
  let theatre: Theatre;
  beforeAll(async () => {
    theatre = await Theatre.open();
  });
  afterAll(() => theatre.close());

  it.each(releasedProtocols)(
    'keeps to version %i until its run ends, and goes on under the newest with the same journal',
    async (version) => {
      const played = await PlayedJourney.begin(theatre, {
        protocolVersion: version,
        rules: rulesOfItsTime(version),
      });
      // What people decide rests on the newest requirements: a run of before is rolled first.
      await played.playUntil('eligibility');
      const recorded = played.journal.length;
      await played.roll();
      const end = await played.playUntil('manufacturing');
      expect(end.stage).toBe('manufacturing');
      const versions = played.journal.map(({ data }) => data.protocolVersion);
      expect(new Set(versions.slice(0, recorded))).toEqual(new Set([version]));
      expect(new Set(versions.slice(recorded))).toEqual(new Set([protocolVersion]));
      expect(played.folded?.sequence).toBe(played.journal.length);
    },
  );

  it('waits for a worker that knows its version, and does not fail', async () => {
    const played = await PlayedJourney.begin(theatre, { protocolVersion: 1_000 });
    await played.untilTaskFailed(/protocol version 1000 is not known here/);
    expect((await played.handle.describe()).status.name).toBe('RUNNING');
    await played.handle.terminate();
  });
});
