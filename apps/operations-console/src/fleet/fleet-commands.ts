import { Command, InvalidArgumentError, Option } from 'commander';
import { configurationOf } from '#config/configuration.js';
import { recordOperation } from '#register/operations.js';
import type { Answer, Present } from '../answers/answer.js';
import { jsonOption } from '../answers/json-option.js';
import { type Operator, operatorOptions } from '../audit/operator.js';
import { withDatabase, withTemporal } from '../servers/servers.js';
import { rollRuns } from './roll.js';

type RollOptions = Operator & {
  readonly json: boolean;
  readonly protocolBelow?: number;
  readonly begunBefore?: string;
  readonly rate: number;
};

const fastest = 200;

/** Lets open journeys leave old code behind. */
export function rollCommand(present: Present): Command {
  const [by, reason] = operatorOptions();
  return new Command('roll-journeys')
    .description('ask open journeys to go on in a new run, by the protocol now deployed')
    .addOption(
      new Option('--protocol-below <version>', 'only runs of an earlier protocol').argParser(
        wholeNumber(1_000),
      ),
    )
    .addOption(
      new Option(
        '--begun-before <instant>',
        'only runs that began before; to resume, that of the first call (default: now)',
      ).argParser(instant),
    )
    .addOption(
      new Option('--rate <number>', 'how many a second')
        .argParser(wholeNumber(fastest))
        .default(20),
    )
    .addOption(by.makeOptionMandatory())
    .addOption(reason.makeOptionMandatory())
    .addOption(jsonOption())
    .action(async (options: RollOptions) => present(roll(options), options));
}

async function roll(options: RollOptions): Promise<Answer> {
  const { by, reason, protocolBelow, rate } = options;
  const { begunBefore = new Date().toISOString() } = options;
  const selection = {
    begunBefore,
    rate,
    ...(protocolBelow === undefined ? {} : { protocolBelow }),
  };
  const config = configurationOf('database', 'temporal', 'payloads');
  return withDatabase(config.database, async (database) =>
    withTemporal(config, async (client) => {
      const action = 'roll-journeys';
      await recordOperation(database, { subject: by, reason, action, about: selection });
      const rolled = await rollRuns(client, selection);
      const { asked, left, ended } = rolled;
      return {
        text: `${asked} asked, ${left} left out, ${ended} ended meanwhile\nTo ask the rest again: --begun-before ${begunBefore}`,
        json: { ...rolled, begunBefore },
      };
    }),
  );
}

function wholeNumber(most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= 1 && value <= most) return value;
    throw new InvalidArgumentError(`A whole number from 1 to ${most} is needed.`);
  };
}

function instant(text: string): string {
  const at = Date.parse(text);
  if (!Number.isNaN(at)) return new Date(at).toISOString();
  throw new InvalidArgumentError('An instant such as 2026-03-02T09:00:00Z is needed.');
}
