import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplicationFailure, WorkflowFailedError } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { dataConverterOf } from '#temporal/data-converter.js';
import { testPayloadKeys } from '../workflow/payload-keys.js';
import { CanaryStage, workflowsPath } from './canary-stage.js';

const canary = 'CanaryAdaQuintessa';
const plainCanary = 'CanaryInTheClear';
const converter = dataConverterOf(testPayloadKeys);
const newerKey = { id: 'newer', key: Buffer.alloc(32, 6) };

/** Every way the words stand in bytes or in JSON. */
function tracesOf(words: string, text: string): readonly string[] {
  // Three bytes become four characters, so that the same words are written in three ways.
  const inBase64 = [0, 1, 2].map((shift) =>
    Buffer.from('x'.repeat(shift) + words)
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  );
  return [words, ...inBase64].filter((form) => text.includes(form));
}

describe('what Temporal stores', () => {
  let stage: CanaryStage;

  beforeAll(async () => {
    stage = await CanaryStage.open();
    await stage.sing('in-the-clear', plainCanary, {});
    await stage.sing('encrypted', canary, converter);
  });
  afterAll(async () => stage.close());

  it('shows nobody without the keys a word of a history', async () => {
    expect(tracesOf(plainCanary, await stage.toldOf('in-the-clear'))).not.toEqual([]);
    const told = await stage.toldOf('encrypted');
    expect(tracesOf(canary, told)).toEqual([]);
    expect(told).toContain('Encoded failure');
    expect(told).not.toContain('canary.workflow');
  });

  it('is read by a client with the keys, failures included', async () => {
    const ended: unknown = await stage.client.workflow
      .getHandle('encrypted')
      .result()
      .catch((error: unknown) => error);
    expect(ended).toBeInstanceOf(WorkflowFailedError);
    const { cause } = ended as WorkflowFailedError;
    expect(cause).toBeInstanceOf(ApplicationFailure);
    expect(cause).toMatchObject({ message: canary, details: [canary] });
    const description = await (await stage.firstRun('encrypted')).describe();
    expect(description.memo).toEqual({ canary });
    expect(await description.staticSummary()).toBe(canary);
  });

  it.each([
    ['encrypted', 'the key it was written with', testPayloadKeys],
    ['encrypted', 'a newer key before it', [newerKey, ...testPayloadKeys]],
    ['in-the-clear', 'any key, because it is not encrypted', testPayloadKeys],
  ])('replays when it is %s, with %s', async (workflowId, _, keys) => {
    const history = await (await stage.firstRun(workflowId)).fetchHistory();
    const options = { workflowsPath, dataConverter: dataConverterOf(keys) };
    await expect(Worker.runReplayHistory(options, history, workflowId)).resolves.toBeUndefined();
  });

  it('does not replay without its key', async () => {
    const history = await (await stage.firstRun('encrypted')).fetchHistory();
    const options = { workflowsPath, dataConverter: dataConverterOf([newerKey]) };
    await expect(Worker.runReplayHistory(options, history, 'encrypted')).rejects.toThrow(
      /Encoded failure|payload/,
    );
  });

  it('has no word on its disk', async () => {
    const disk = (await stage.stored()).toString('latin1');
    expect(tracesOf(plainCanary, disk)).not.toEqual([]);
    expect(tracesOf(canary, disk)).toEqual([]);
  });
});
