import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { takeLock } from '../lock.js';

/**
 * Reserves a port of this machine for as long as this process lives; false when another stack has it. Without that
 * two stacks that start at once would both find it free, and one would take the other's server for its own.
 */
export function reservePort(port: number): boolean {
  const holder = takeLock(join(reservedPorts, String(port)));
  return holder === undefined || holder === process.pid;
}

/** The folder with a lock per reserved port, shared by all stacks of a user. */
export const reservedPorts = join(tmpdir(), `vein-to-vein-ports-${userInfo().uid}`);
