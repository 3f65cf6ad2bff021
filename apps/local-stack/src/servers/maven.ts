import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from './cache.js';
import { run } from './command.js';
import { requireJava, requireMaven } from './java.js';
import type { Report } from './report.js';

/** One artifact of a Maven repository. */
export type Artifact = {
  readonly group: string;
  readonly name: string;
  readonly version: string;
};

/** A server made of Java libraries: its cache folder's name, what to resolve, how its programs are called. */
export type JavaServer = {
  readonly folder: string;
  readonly title: string;
  readonly artifacts: readonly Artifact[];
  readonly programs: Readonly<Record<string, string>>;
};

/**
 * The cache folder of a Java server: `lib/` with every library resolved by Maven, `bin/` with one
 * two-line script per program. Throws `java-missing`, `maven-missing`, or `command-failed` when Maven
 * cannot resolve them.
 */
export async function javaServer(
  server: JavaServer,
  report: Report,
  signal?: AbortSignal,
): Promise<string> {
  requireJava();
  return cached(
    server.folder,
    async (folder) => {
      requireMaven();
      report(`${server.title}: resolving libraries with Maven (about 40 MB, under a minute)`);
      writeFileSync(join(folder, 'pom.xml'), projectFile(server));
      await resolve(folder, server, report, signal);
      writePrograms(folder, server);
    },
    () => report(`${server.title}: another start is fetching it, waiting`),
    signal,
  );
}

async function resolve(
  folder: string,
  server: JavaServer,
  report: Report,
  signal: AbortSignal | undefined,
): Promise<void> {
  const lib = join(folder, 'lib');
  const progress = setInterval(() => {
    const count = existsSync(lib) ? readdirSync(lib).length : 0;
    report(`${server.title}: ${count === 0 ? 'still downloading' : `${count} libraries`}`);
  }, 10_000);
  try {
    await run(
      'mvn',
      [
        '-B',
        '-q',
        '-f',
        join(folder, 'pom.xml'),
        'dependency:copy-dependencies',
        `-DoutputDirectory=${lib}`,
        '-DincludeScope=runtime',
      ],
      {
        remedy:
          'Check that Maven reaches a repository (mvn -v; ~/.m2/settings.xml for a mirror or proxy), then start again.',
        ...(signal === undefined ? {} : { signal }),
      },
    );
  } finally {
    clearInterval(progress);
  }
}

/** Scripts find their libraries from where they stand, because the folder is built elsewhere and moved. */
function writePrograms(folder: string, server: JavaServer): void {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  for (const [program, mainClass] of Object.entries(server.programs)) {
    const script = join(bin, program);
    writeFileSync(
      script,
      `#!/bin/sh\nexec java $JAVA_OPTIONS -cp "$(dirname "$0")/../lib/*" ${mainClass} "$@"\n`,
    );
    chmodSync(script, 0o755);
  }
}

function projectFile(server: JavaServer): string {
  const dependencies = server.artifacts.map(
    ({ group, name, version }) =>
      `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version></dependency>`,
  );
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId><artifactId>${server.folder}</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    ${dependencies.join('\n    ')}
  </dependencies>
  <build><plugins><plugin>
    <groupId>org.apache.maven.plugins</groupId><artifactId>maven-dependency-plugin</artifactId><version>3.8.1</version>
  </plugin></plugins></build>
</project>
`;
}
