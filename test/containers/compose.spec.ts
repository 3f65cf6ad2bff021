import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { configurationFrom } from '#config/configuration.js';
import { type SectionName, sections } from '#config/sections.js';
import { containerEnvironment } from '../../apps/local-stack/src/container-environment/container-environment.js';
import {
  identityVariables,
  readIdentityConfiguration,
} from '../../apps/local-stack/src/identity/identity-configuration.js';
import { projectRoot } from '../../apps/local-stack/src/project-root.js';
import { versions } from '../../apps/local-stack/src/servers/versions.js';
import {
  installation,
  otherServices,
  simulator,
  treatmentWorker,
} from '../../apps/local-stack/src/stack/services.js';
import { composeFile, type ComposeService, projectFile } from './compose-file.js';

const { services, volumes } = composeFile();
const ours = Object.entries(services).filter(([, { build }]) => build !== undefined);
const keysFile = '--env-file=/demonstration/keys.env';

function variablesOf({ command = [], environment = {} }: ComposeService) {
  const given = Object.entries(environment).map(([name, value]) => [name, String(value)]);
  const fromFile = command.includes(keysFile) ? parseEnv(containerEnvironment(Date.now())) : {};
  return { ...(Object.fromEntries(given) as Record<string, string>), ...fromFile };
}

function knownVariables(): readonly string[] {
  const shapes = Object.values(sections).map((section) => Object.keys(section.in.shape));
  return [...shapes.flat(), ...identityVariables];
}

describe('the containers', () => {
  it.each(ours)('of %s run a program that there is', (_, { command = [] }) => {
    const program = command.find((part) => part.startsWith('dist/')) ?? '';
    const source = program.replace(/^dist\//, '').replace(/\.js$/, '.ts');
    expect(command[0]).toBe('node');
    expect(source).not.toBe('');
    expect(existsSync(join(projectRoot, source))).toBe(true);
  });

  it.each(ours)('of %s set only variables that a process reads', (_, service) => {
    const unknown = Object.keys(variablesOf(service)).filter(
      (name) => !knownVariables().includes(name),
    );
    expect(unknown).toEqual([]);
  });

  it.each([installation, treatmentWorker, ...otherServices, simulator])(
    'give $name all it needs to start',
    ({ name, sections: needed }) => {
      const variables = variablesOf(services[name]!);
      expect(Object.keys(configurationFrom(variables, needed))).toEqual(needed);
    },
  );

  it('give the identity provider all it needs, under the issuer the API expects', () => {
    const { issuer } = readIdentityConfiguration(variablesOf(services['identity']!));
    expect(variablesOf(services['coordinator-api']!)['OIDC_ISSUER']).toBe(issuer);
  });

  it('run every service that a local stack runs', () => {
    const local = [installation, treatmentWorker, ...otherServices, simulator];
    const own = ours.map(([name]) => name);
    expect(own.toSorted()).toEqual(
      [...local.map(({ name }) => name), 'identity', 'demonstration-environment'].toSorted(),
    );
  });

  it.each(Object.entries(services))('of %s wait for what can be waited for', (_, service) => {
    for (const [needed, { condition }] of Object.entries(service.depends_on ?? {})) {
      const other = services[needed];
      expect(other).toBeDefined();
      const isJob = other?.restart === 'no';
      const tellsHealth = other?.healthcheck?.test !== undefined;
      expect(condition).toBe(isJob ? 'service_completed_successfully' : 'service_healthy');
      expect(isJob || tellsHealth).toBe(true);
    }
  });

  it('have every volume declared', () => {
    const used = Object.values(services).flatMap((service) =>
      (service.volumes ?? []).map((volume) => volume.split(':')[0]),
    );
    expect(new Set(used)).toEqual(new Set(Object.keys(volumes)));
  });

  it.each(Object.entries(services))('of %s are of a fixed version', (_, { image }) => {
    expect(image).toMatch(/:\d+\.\d+/);
  });

  it('run the Kafka that a local stack runs', () => {
    expect(services['kafka']?.image).toBe(`apache/kafka:${versions.kafka}`);
  });
});

describe('the image', () => {
  const dockerfile = projectFile('Dockerfile');
  const { devDependencies } = JSON.parse(projectFile('package.json')) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };

  it('is built from the pinned Node', () => {
    const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
    expect(new Set(bases)).toEqual(new Set([`node:${devDependencies['node']}-bookworm-slim`]));
  });

  it('is built from what the build may see, and that is there', () => {
    const visible = projectFile('.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
      ([, sources = '']) => sources.split(' '),
    );
    expect(copied.toSorted()).toEqual(visible.toSorted());
    expect(copied.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
  });

  it('does not run as root', () => {
    expect(dockerfile).toMatch(/^USER node$/m);
  });
});

describe('the sections of the environment', () => {
  it('of a service in containers are the sections it reads at its start', () => {
    for (const { name, sections: listed } of [
      installation,
      treatmentWorker,
      ...otherServices,
      simulator,
    ]) {
      expect([name, sectionsReadBy(name).toSorted()]).toEqual([name, listed.toSorted()]);
    }
  });

  function sectionsReadBy(app: string): readonly SectionName[] {
    const main = projectFile(`apps/${app}/src/main.ts`);
    const [, list = ''] = /configurationOf\(([^)]*)\)/s.exec(main) ?? [];
    return [...list.matchAll(/'([\w-]+)'/g)].map(([, name]) => name as SectionName);
  }
});
