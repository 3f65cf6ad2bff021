import { type ChaosStack, startChaosStack } from './chaos-stack.js';
import { type ChaosOptions, chaosOptionsFrom } from './options.js';
import { play, type Verdict } from './play.js';
import { eachProcessOnce, type Schedule, scheduleOf } from './schedule.js';
import { linesOf, recoveriesOf } from './told.js';

const options = chaosOptionsFrom(process.argv.slice(2));
let running: ChaosStack | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    say('Stopping');
    void (running?.end(false) ?? Promise.resolve()).finally(() => process.exit(130));
  });
}

const giveUpAt = Date.now() + (options.minutes ?? Number.POSITIVE_INFINITY) * 60_000;

function say(line: string): void {
  (options.json ? process.stderr : process.stdout).write(`${line}\n`);
}

function schedulesOf({ schedules, seed, eachOnce }: ChaosOptions): readonly Schedule[] {
  const schedule = eachOnce ? eachProcessOnce : scheduleOf;
  return Array.from({ length: schedules }, (_, index) => schedule(seed + index));
}

/** Plays them until one does not hold; answers the verdicts of those that were played. */
async function playOnOneStack(schedules: readonly Schedule[]): Promise<readonly Verdict[]> {
  const [first] = schedules;
  if (first === undefined) return [];
  const stage = await startChaosStack({ ...options, seed: first.seed, timeScale: '1d=20s' }, say);
  running = stage;
  const verdicts: Verdict[] = [];
  let isKept = true;
  try {
    for (const schedule of schedules) {
      if (Date.now() > giveUpAt) break;
      say(`schedule ${schedule.name}, seed ${schedule.seed}`);
      const verdict = await play(schedule, { ...stage, report: say });
      verdicts.push(verdict);
      for (const line of linesOf(verdict)) say(line);
      if (!verdict.held) break;
    }
    isKept = verdicts.some(({ held }) => !held);
  } finally {
    running = undefined;
    await stage.end(isKept);
    if (isKept) {
      const { seed } = schedules[verdicts.length - 1] ?? first;
      say(`  data and logs are kept in ${stage.folder.root}`);
      const again = options.eachOnce ? '--each-once ' : '';
      say(`  again: npm run chaos -- ${again}--schedules 1 --seed ${seed}`);
    }
  }
  return verdicts;
}

const left = [...schedulesOf(options)];
const asked = left.length;
const verdicts: Verdict[] = [];
while (left.length > 0 && Date.now() < giveUpAt) {
  const played = await playOnOneStack(left.slice(0, options.perStack));
  left.splice(0, played.length);
  verdicts.push(...played);
}
const held = verdicts.filter((verdict) => verdict.held).length;
const recoveries = recoveriesOf(verdicts);
say(`${held} of ${verdicts.length} schedules held, ${asked} were asked for`);
for (const [kind, { alone, medianSeconds, longest }] of Object.entries(recoveries)) {
  say(
    `  ${kind}: an event went all the way again after ${medianSeconds} s (median of ${alone}, at most ${longest} s)`,
  );
}
if (options.json) {
  process.stdout.write(`${JSON.stringify({ asked, held, recoveries, verdicts })}\n`);
}
process.exit(held === asked || (held === verdicts.length && Date.now() >= giveUpAt) ? 0 : 1);
