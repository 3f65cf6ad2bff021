import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Searched, traces, tracesIn } from '../checks/identity.js';

const pieceBytes = 8 * 1_048_576;
const overlap = Math.max(...traces.map((trace) => trace.length));

/** Looks for identity in a file, piece by piece. */
export async function searchFile(path: string): Promise<Searched> {
  const file = await open(path);
  const piece = Buffer.alloc(pieceBytes);
  let amount = 0;
  let found = 0;
  let kept = 0;
  try {
    for (;;) {
      const { bytesRead } = await file.read(piece, kept, pieceBytes - kept);
      if (bytesRead === 0) break;
      amount += bytesRead;
      const filled = piece.subarray(0, kept + bytesRead);
      found += tracesIn(filled);
      const tail = filled.subarray(Math.max(0, filled.length - overlap + 1));
      kept = tail.length;
      piece.set(tail);
    }
  } finally {
    await file.close();
  }
  return { place: `file ${path}`, amount, unit: 'bytes', found };
}

/** Looks for identity in every file of a directory and those below. */
export async function searchDirectory(directory: string): Promise<readonly Searched[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(files.map((entry) => searchFile(join(entry.parentPath, entry.name))));
}

/** The files of a Temporal database: itself and its write-ahead log. */
export async function searchTemporalDatabase(path: string): Promise<readonly Searched[]> {
  const searched: Searched[] = [];
  for (const file of [path, `${path}-wal`]) {
    const exists = await stat(file).then(
      () => true,
      () => false,
    );
    if (exists) searched.push(await searchFile(file));
  }
  return searched;
}
