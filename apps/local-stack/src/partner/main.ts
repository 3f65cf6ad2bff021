import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { LocalFolder } from '../data/local-folder.js';
import { projectRoot } from '../project-root.js';
import { partnerEnvironment } from './partner-environment.js';

const console = join(projectRoot, 'dist', 'apps', 'partner-console', 'src', 'main.js');
const env = { ...partnerEnvironment(new LocalFolder()), ...process.env };
const args = [...process.execArgv, console, ...process.argv.slice(2)];
// npm runs in the folder of the project; files are named as they are called where npm was started.
const cwd = process.env['INIT_CWD'] ?? process.cwd();
const child = spawn(process.execPath, args, { env, cwd, stdio: 'inherit' });
child.on('exit', (code) => process.exit(code ?? 1));
