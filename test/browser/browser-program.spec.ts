import { describe, expect, it } from '@jest/globals';
import { browserProgram } from './browser-program.js';

describe('the browser of a machine', () => {
  it('is the one that is named', () => {
    expect(browserProgram({ CHROMIUM: process.execPath })).toBe(process.execPath);
  });

  it('is said to be missing in one line that says what to install', () => {
    const missing = (): string => browserProgram({ CHROMIUM: '/nowhere/chromium' });
    expect(missing).toThrow(/^No Chromium is here[.] Install it .*apt-get install chromium.*$/);
  });
});
