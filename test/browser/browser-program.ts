import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
];
const places = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'];
const onMac = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The Chromium of this machine: the one `CHROMIUM` names, else where it usually is. @throws Error that says what to install */
export function browserProgram(environment: NodeJS.ProcessEnv = process.env): string {
  const { CHROMIUM = '', PATH = '' } = environment;
  const folders = [...PATH.split(delimiter), ...places];
  const usual = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  const found = (CHROMIUM === '' ? [...usual, ...onMac] : [CHROMIUM]).find(isProgram);
  if (found !== undefined) return found;
  throw new Error(
    'No Chromium is here. Install it (Debian: apt-get install chromium) or name it: CHROMIUM=/path/to/chromium npm test',
  );
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
