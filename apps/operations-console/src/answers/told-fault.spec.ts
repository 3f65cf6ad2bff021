import { describe, expect, it } from '@jest/globals';
import { CommanderError } from 'commander';
import { configurationFrom } from '#config/configuration.js';
import { OperationsError } from './operations-error.js';
import { toldFault } from './told-fault.js';

function thrown(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe('a fault', () => {
  it('of the command line is told by its reader alone and ends with 2', () => {
    expect(toldFault(new CommanderError(1, 'commander.unknownOption', 'unknown'))).toEqual({
      text: '',
      code: 2,
    });
  });

  it('is none when only help was wanted', () => {
    expect(toldFault(new CommanderError(0, 'commander.helpDisplayed', ''))).toMatchObject({
      code: 0,
    });
  });

  it('of the environment names the variable and ends with 2', () => {
    const told = toldFault(thrown(() => configurationFrom({}, ['kafka'])));
    expect(told.code).toBe(2);
    expect(told.text).toContain('KAFKA_BROKERS');
    expect(told.text).toContain('npm start');
  });

  it('that somebody can mend says how and ends with 1', () => {
    expect(toldFault(new OperationsError('x', 'It is not there', 'Look elsewhere.'))).toEqual({
      text: 'It is not there\nLook elsewhere.\n',
      code: 1,
    });
  });

  it('that nobody expected ends with 1', () => {
    expect(toldFault(new Error('broken'))).toMatchObject({ code: 1 });
  });
});
