import { spawnSync } from 'node:child_process';
import { LocalStackError } from '../local-stack-error.js';

const oldestJava = 17;

/** Throws `java-missing` unless a Java of at least version 17 is on the PATH. */
export function requireJava(): void {
  const answer = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const version = /version "(?:1\.)?(\d+)/.exec(answer.stderr ?? '')?.[1];
  if (answer.status === 0 && Number(version) >= oldestJava) return;
  const found = version === undefined ? 'There is no Java' : `The Java found is version ${version}`;
  throw new LocalStackError(
    'java-missing',
    `${found}; Kafka needs version ${oldestJava} or newer`,
    'Install a Java runtime (https://adoptium.net) so that java -version answers, or set KAFKA_BROKERS to a running Kafka.',
  );
}

/** Throws `maven-missing` unless Maven is on the PATH. */
export function requireMaven(): void {
  if (spawnSync('mvn', ['--version']).status === 0) return;
  throw new LocalStackError(
    'maven-missing',
    'There is no Maven to fetch Java libraries with',
    'Install Maven (https://maven.apache.org/install.html) so that mvn -v answers, or set KAFKA_BROKERS to a running Kafka.',
  );
}
