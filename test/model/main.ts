import { modelOptionsFrom } from './options.js';
import { playSequences } from './sequences.js';

const { sequences, seed } = modelOptionsFrom(process.argv.slice(2));
const shown = playSequences(sequences, seed);
process.stdout.write(`${JSON.stringify(shown)}\n`);
process.exit(shown.counterexample === null && shown.permitted > 0 ? 0 : 1);
