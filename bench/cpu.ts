import { readdirSync, readFileSync } from 'node:fs';

// What the kernel counts in, on every Linux that Node runs on.
const tickMs = 10;

type Counted = { readonly pid: number; readonly parent: number; readonly ms: number };

/** CPU milliseconds that processes and all that they started and still run have taken so far. */
export function cpuMilliseconds(pids: readonly number[]): number {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => counted(Number(name)));
  const within = new Set(pids);
  for (let size = 0; size !== within.size;) {
    size = within.size;
    for (const { pid, parent } of all) if (within.has(parent)) within.add(pid);
  }
  return all.reduce((sum, { pid, ms }) => (within.has(pid) ? sum + ms : sum), 0);
}

/** A process by its line in /proc; nothing for one that ended meanwhile. */
function counted(pid: number): readonly Counted[] {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name before stands in brackets and may hold anything.
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    const [parent, user, system] = [fields[1], fields[11], fields[12]].map(Number);
    return [{ pid, parent: parent ?? 0, ms: ((user ?? 0) + (system ?? 0)) * tickMs }];
  } catch {
    return [];
  }
}
