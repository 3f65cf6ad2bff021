import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ruleSlice } from '#contracts/products/rule-slice.schema.js';
import { adoptedRules, type RuleSliceOfVersion2 } from './adopted-rules.js';

function rulesOfVersion2(): RuleSliceOfVersion2 {
  const path =
    '../../../../test/replay/histories/protocol-2-bridging-to-the-first-visits-run-2.json';
  const history = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as {
    events: {
      workflowExecutionStartedEventAttributes: { input: { payloads: { data: string }[] } };
    }[];
  };
  const [payload] = history.events[0]?.workflowExecutionStartedEventAttributes.input.payloads ?? [];
  const input = JSON.parse(Buffer.from(payload?.data ?? '', 'base64').toString('utf8')) as {
    resumed: { rules: RuleSliceOfVersion2 };
  };
  return input.resumed.rules;
}

describe('rules of version 2', () => {
  const before = rulesOfVersion2();
  const adopted = adoptedRules(before);

  it('are whole for this version, under the id they have', () => {
    expect(ruleSlice.parse({ ...adopted, numbers: [] })).toMatchObject({ id: before.id });
  });

  it('ask for the same as before', () => {
    expect(adopted.eligibility.priorTherapies).toEqual([
      {
        diseaseStatuses: before.eligibility.diseaseStatuses,
        minimumLines: before.eligibility.minimumPriorLines,
      },
    ]);
    expect(adopted.product.clocks.map(({ minutes }) => minutes)).toEqual([
      before.product.thawToInfusionMinutes,
    ]);
    expect(adopted.lymphodepletion.toInfusionDays).toMatchObject(
      before.lymphodepletion.toInfusionDays,
    );
  });

  it('keep where each number came from', () => {
    expect(adopted.numbers.flatMap(({ paths }) => paths)).toEqual(
      before.numbers.map(({ path }) => path),
    );
  });

  it('stay as they are once they are adopted', () => {
    expect(adoptedRules(adopted)).toBe(adopted);
  });
});
