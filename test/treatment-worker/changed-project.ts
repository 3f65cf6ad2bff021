import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundleWorkflowCode, type WorkflowBundle } from '@temporalio/worker';
import { protocolVersion } from '#domain/journey/journal.js';
import { projectRoot } from '../../apps/local-stack/src/project-root.js';
import { frozenProtocol } from '../replay/frozen-protocol.js';

const copied = ['package.json', 'dist/libs', 'dist/workflows', 'workflows/released'];
const converter = 'dist/libs/temporal/src/failure-converter';

/** A copy of the built workflows and their domain that can be changed as the next release would. */
export class ChangedProject {
  constructor(private readonly directory: string) {
    for (const path of copied) {
      mkdirSync(dirname(this.path(path)), { recursive: true });
      cpSync(join(projectRoot, path), this.path(path), { recursive: true });
    }
    symlinkSync(join(projectRoot, 'node_modules'), this.path('node_modules'));
  }

  /** Changes code; @throws Error when what is to be changed is not there once. */
  change(path: string, from: string, to: string): void {
    const code = readFileSync(this.path(path), 'utf8');
    if (code.split(from).length !== 2) throw new Error(`${path} does not say once: ${from}`);
    writeFileSync(this.path(path), code.replace(from, to));
  }

  /** Releases the version as it is and begins the next, as `npm run freeze-protocol` and its runbook say. */
  async beginNextProtocol(): Promise<void> {
    const name = `protocol-${protocolVersion}`;
    writeFileSync(this.path(`workflows/released/${name}.js`), await frozenProtocol());
    const dispatch = 'dist/workflows/protocol-versions.js';
    const code = readFileSync(this.path(dispatch), 'utf8');
    const imported = `import { treatmentJourney as releasedLast } from '#released/${name}.js';\n`;
    writeFileSync(this.path(dispatch), imported + code);
    this.change(
      dispatch,
      'const released = {',
      `const released = { ${protocolVersion}: releasedLast,`,
    );
    this.change(
      'dist/libs/domain/src/journey/journal.js',
      `protocolVersion = ${protocolVersion};`,
      `protocolVersion = ${protocolVersion + 1};`,
    );
  }

  /** The bundle a worker of this project would run. */
  bundle(): Promise<WorkflowBundle> {
    const quiet = (): void => undefined;
    return bundleWorkflowCode({
      workflowsPath: this.path('dist/workflows/index.js'),
      failureConverterPath: this.path(converter),
      logger: { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet },
    });
  }

  private path(path: string): string {
    return join(this.directory, path);
  }
}
