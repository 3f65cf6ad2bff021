import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { LocalFolder } from '../data/local-folder.js';
import { projectRoot } from '../project-root.js';
import { stackEnvironment } from './stack-environment.js';

const console = join(projectRoot, 'dist', 'apps', 'operations-console', 'src', 'main.js');
const env = { ...stackEnvironment(new LocalFolder()), ...process.env };
const args = [...process.execArgv, console, ...process.argv.slice(2)];
const child = spawn(process.execPath, args, { env, stdio: 'inherit' });
child.on('exit', (code) => process.exit(code ?? 1));
