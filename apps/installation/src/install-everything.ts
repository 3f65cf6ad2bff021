import type { Logger } from '#observability/logger.js';

/** One thing to install; `server` says, for people, who must answer. Performing it twice changes nothing. */
export type InstallationStep = {
  readonly name: string;
  readonly server: string;
  readonly perform: () => Promise<void>;
};

/** Something that waiting does not mend. */
export class InstallationError extends Error {
  readonly code = 'installation-failed';
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'InstallationError';
  }
}

/** How often and at what distance a step is tried again while its server comes up. */
export type Patience = { readonly attempts: number; readonly pauseMs: number };

const usualPatience: Patience = { attempts: 30, pauseMs: 2_000 };

/**
 * Performs all steps side by side, each repeated while its server does not answer.
 * @throws InstallationError naming every step that did not succeed and the server it needs.
 */
export async function installEverything(
  steps: readonly InstallationStep[],
  logger: Pick<Logger, 'info' | 'warn'>,
  patience: Patience = usualPatience,
): Promise<void> {
  const results = await Promise.allSettled(
    steps.map((step) => untilPerformed(step, logger, patience)),
  );
  const failures = results.flatMap((result) =>
    result.status === 'rejected' ? [String(result.reason)] : [],
  );
  if (failures.length > 0) throw new InstallationError(failures.join('; '));
}

async function untilPerformed(
  { name, server, perform }: InstallationStep,
  logger: Pick<Logger, 'info' | 'warn'>,
  { attempts, pauseMs }: Patience,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await perform();
      logger.info(`${name}: installed`);
      return;
    } catch (error) {
      if (error instanceof InstallationError || attempt >= attempts) {
        throw new InstallationError(`${name} need ${server}: ${String(error)}`, error);
      }
      logger.warn(`${name}: ${server} cannot do it yet (${attempt}): ${String(error)}`);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}
