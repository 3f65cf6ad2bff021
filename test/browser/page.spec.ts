import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { normalResult } from '../../apps/partner-simulator/src/story/screening-result.js';
import { BrowserStage } from './browser-stage.js';
import { lookAt, looks, pictures } from './screens.js';

let stage: BrowserStage;
let coordinator: Page;
let physician: Page;
let journeyId = '';

beforeAll(async () => {
  stage = await BrowserStage.set();
  coordinator = await stage.signedIn('coordinator-northgate');
  physician = await stage.signedIn('physician-northgate');
});

afterAll(async () => {
  await stage.strike();
  process.stdout.write(`The pictures of every screen are in ${pictures}\n`);
});

/** Waits until something is seen. */
const until = (seen: Locator): Promise<void> => seen.waitFor();

const api = (path: string): string => `${stage.addresses.apiUrl}/api/v1${path}`;

async function asked(account: string, path: string, body?: object): Promise<Response> {
  return fetch(api(path), {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${await stage.token(account)}`,
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

type Unmet = { readonly requirement: string; readonly met: boolean };

async function unmet(): Promise<readonly string[]> {
  const answer = await asked('physician-northgate', `/journeys/${journeyId}`);
  const { waitingFor } = (await answer.json()) as { readonly waitingFor: readonly Unmet[] };
  return waitingFor.filter(({ met }) => !met).map(({ requirement }) => requirement);
}

async function told(type: string, data: object): Promise<void> {
  const answer = await asked('coordinator-northgate', `/journeys/${journeyId}/facts`, {
    type,
    data,
    happenedAt: new Date().toISOString(),
    entryMode: 'phone',
  });
  expect([type, answer.status]).toEqual([type, 202]);
}

describe('a coordinator', () => {
  it('sees where to begin', async () => {
    expect(await coordinator.getByRole('heading', { level: 1 }).textContent()).toContain('overdue');
    expect(await coordinator.getByText('Demonstration: invented patients').isVisible()).toBe(true);
  });

  it('is told what an enrolment still needs', async () => {
    await coordinator.goto(`${stage.addresses.apiUrl}/enrol`);
    await coordinator.getByRole('button', { name: 'Enrol patient' }).click();
    await until(coordinator.getByText('Needed.').first());
  });

  it('enrols a patient', async () => {
    const choose = async (label: string, option: RegExp): Promise<void> => {
      await coordinator.getByLabel(label).first().click();
      await coordinator.getByRole('option', { name: option }).click();
    };
    await choose('Treatment centre', /Northgate/);
    await choose('Product', /tisagenlecleucel/i);
    await choose('Indication', /B-ALL/);
    await coordinator.getByLabel('refractory').check();
    await coordinator.getByLabel('Age, years').fill('14');
    await coordinator.getByLabel('Weight, kg').fill('48');
    await coordinator.getByLabel('Lines of therapy before').fill('2');
    await coordinator.getByLabel('Full name').fill('Ada Quintessa');
    await coordinator.getByLabel('Date of birth').fill('2012-05-06');
    await coordinator.getByLabel('Medical record number').fill('MRN 4711');
    await coordinator.getByRole('button', { name: 'Enrol patient' }).click();
    await coordinator.waitForURL(/\/journeys\/J[A-Z0-9]+/);
    journeyId = new URL(coordinator.url()).pathname.split('/').at(-1) ?? '';
    await until(coordinator.getByRole('heading', { name: /Waiting for: eligibility/ }));
  });

  it('shows who the patient is only when asked', async () => {
    expect(await coordinator.getByText('Ada Quintessa').count()).toBe(0);
    await coordinator.getByRole('button', { name: 'Show identity' }).click();
    await until(coordinator.getByText('Ada Quintessa'));
    await coordinator.keyboard.press('Escape');
  });
});

describe('a physician who decides too early', () => {
  it('signs, is refused, and reads every requirement that is missing', async () => {
    await physician.goto(`${stage.addresses.apiUrl}/journeys/${journeyId}`);
    await physician.getByRole('button', { name: 'Confirm eligibility' }).first().click();
    await until(physician.getByText('You sign exactly this'));
    await stage.confirming(physician.context(), 'physician-northgate', () =>
      physician.getByRole('button', { name: /^Sign: eligible/ }).click(),
    );
    const refusal = physician.getByRole('alert').filter({ hasText: 'Refused' });
    await refusal.waitFor();
    expect(await refusal.textContent()).toContain('Nothing was changed.');
    expect(await refusal.getByRole('listitem').count()).toBeGreaterThan(3);
    await refusal.getByRole('button', { name: 'Close' }).click();
  });
});

describe('what a coordinator is told by telephone', () => {
  it('is recorded by its own form and seen live in the window of somebody else', async () => {
    await coordinator.getByRole('button', { name: 'Record what I was told' }).click();
    await coordinator.getByLabel('What happened').first().fill('Consent signed');
    await coordinator.getByRole('option', { name: 'Consent signed' }).click();
    await coordinator.getByLabel('Scope').first().click();
    await coordinator.getByRole('option', { name: 'Treatment', exact: true }).click();
    await coordinator.getByLabel('Document version').fill('2026-1');
    await coordinator.getByLabel('Patient', { exact: true }).check();
    await coordinator.getByRole('textbox', { name: 'Told by' }).fill('Nurse line');
    await coordinator.getByRole('button', { name: 'Record it' }).click();
    await until(coordinator.getByText('It counts once the journey has applied it'));

    const consent = physician.getByRole('button', { name: /^Met.*consent/i });
    await consent.waitFor();
    await coordinator.getByRole('button', { name: 'Close' }).last().click();
  });
});

describe('a physician who decides when all is there', () => {
  it('confirms eligibility, and the journey goes on to scheduling', async () => {
    await told('coverage.approved', { payer: 'payer', reference: 'COV-1', covers: ['apheresis'] });
    const random = { whole: (low: number, high: number) => Math.round((low + high) / 2) };
    for (const requirement of await unmet()) {
      const test = /^screening-(.+)$/.exec(requirement)?.[1];
      if (test !== undefined)
        await told('screening.resulted', { test, ...normalResult(test, random) });
    }
    // What she signs rests on what her page shows: it has to show all of it first.
    await physician.locator('.requirement.unmet').nth(1).waitFor({ state: 'detached' });
    await physician.getByRole('button', { name: 'Confirm eligibility' }).first().click();
    await stage.confirming(physician.context(), 'physician-northgate', () =>
      physician.getByRole('button', { name: /^Sign: eligible/ }).click(),
    );
    await until(physician.getByText('Recorded.'));
    await until(coordinator.getByRole('heading', { name: /Waiting for: the dates are booked/ }));
  });
});

describe('what is forbidden', () => {
  it('is not offered, and says which role it needs', async () => {
    await coordinator.goto(`${stage.addresses.apiUrl}/journeys/${journeyId}`);
    await until(coordinator.getByRole('heading', { name: 'What you can do' }));
    expect(await coordinator.getByRole('button', { name: 'Confirm eligibility' }).count()).toBe(0);
  });

  it('is forbidden as well to who asks the server directly', async () => {
    const answer = await asked('nurse-northgate', `/journeys/${journeyId}/decisions`, {
      type: 'plan-bridging',
      data: { modality: 'steroid', regimen: 'dexamethasone', from: '2026-12-01' },
    });
    expect(answer.status).toBe(403);
  });

  it('is a journey of another site, which is not even there', async () => {
    const stranger = await stage.signedIn('coordinator-lakeview');
    await stranger.goto(`${stage.addresses.apiUrl}/journeys/${journeyId}`);
    await until(stranger.getByText('There is no such journey at your sites.'));
    await stranger.context().close();
  });
});

describe('the screens of a coordinator', () => {
  const screens = [
    '/',
    '/journeys',
    '/enrol',
    '/quality',
    '/logistics',
    '/follow-up',
    '/hand-over',
    '/insight',
    '/reference',
  ];
  const parts = [
    '',
    '?tab=custody',
    '?tab=toxicity',
    '?tab=schedule',
    '?tab=documents',
    '?tab=timeline',
  ];

  it.each(looks)('have nothing serious in the eyes of axe, $name', async (look) => {
    const paths = [...screens, ...parts.map((part) => `/journeys/${journeyId}${part}`)];
    for (const path of paths) {
      const name =
        path
          .replace(journeyId, '')
          .replaceAll(/[^a-z-]+/gi, ' ')
          .trim() || 'worklist';
      expect([path, await lookAt(coordinator, { name, path }, look)]).toEqual([path, []]);
    }
  });
});
