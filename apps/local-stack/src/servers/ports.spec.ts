import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { choosePort, freePort } from './ports.js';
import { reservedPorts } from './reserved-port.js';

describe('a port that is free', () => {
  it('is not taken while another stack that has only begun to start has it', async () => {
    const port = await freePort();
    const reservation = join(reservedPorts, String(port));
    mkdirSync(reservedPorts, { recursive: true });
    writeFileSync(reservation, String(process.ppid));
    const lines: string[] = [];
    expect(await choosePort('API', port, (line) => lines.push(line))).not.toBe(port);
    expect(lines).toEqual([expect.stringContaining(`API: port ${port} is busy`)]);
    rmSync(reservation);
  });

  it('is taken, and taken again by the same stack, when nobody has it', async () => {
    const port = await freePort();
    expect(await freePort(port)).toBe(port);
    expect(await freePort(port)).toBe(port);
    rmSync(join(reservedPorts, String(port)));
  });
});
