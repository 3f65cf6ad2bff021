import { describe, expect, it } from '@jest/globals';
import { startCommand, type StartOptions } from './start-options.js';

function read(...args: string[]): StartOptions {
  return startCommand()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined })
    .parse(args, { from: 'user' })
    .opts<StartOptions>();
}

describe('the command line of a start', () => {
  it('needs nothing', () => {
    expect(read()).toMatchObject({
      patients: 12,
      seed: 1,
      timeScale: 17_280,
      simulator: true,
      untilComplete: false,
      json: false,
      fresh: false,
      port: 3_000,
    });
  });

  it.each([
    ['1d=2s', 43_200],
    ['1d=1s', 86_400],
    ['1d=1d', 1],
    ['1w=1.5m', 6_720],
    ['1h=500ms', 7_200],
  ])('understands %s', (text, scale) => {
    expect(read('--time-scale', text).timeScale).toBe(scale);
  });

  it.each(['2s', '1d=', '1d=0s', '1d=2', 'fast', '1d=2s=3s', '1s=1d', '-1d=2s'])(
    'refuses the time scale %s',
    (text) => {
      expect(() => read('--time-scale', text)).toThrow(/time-scale/);
    },
  );

  it('takes rates of disturbance as shares', () => {
    const options = read('--duplicates', '0.1', '--reorder', '0.25', '--invalid', '1');
    expect(options).toMatchObject({ duplicates: 0.1, reorder: 0.25, invalid: 1 });
    expect(() => read('--invalid', '2')).toThrow(/share from 0 to 1/);
  });

  it.each([
    ['--patients', '-1'],
    ['--patients', 'many'],
    ['--seed', '1.5'],
    ['--port', '70000'],
    ['--cohort', 'unheard-of'],
    ['--unheard-of', ''],
  ])('refuses %s %s', (flag, value) => {
    expect(() => read(flag, value)).toThrow(/error:/);
  });

  it('can leave the simulator out', () => {
    expect(read('--no-simulator').simulator).toBe(false);
  });
});
