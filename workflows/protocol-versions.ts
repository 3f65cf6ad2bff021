import { ContinueAsNew, continueAsNew, defaultPayloadConverter } from '@temporalio/workflow';
import { protocolVersion } from '#domain/journey/journal.js';
import type { Outcome } from '#domain/journey/vocabulary.js';
import { treatmentJourney as protocol2 } from '#released/protocol-2.js';
import type { releasedProtocols } from './journey/known-protocols.js';
import type { JourneyInput } from './journey/messages.js';
import { treatmentJourney as protocolOfSource } from './treatment-journey.workflow.js';

type Protocol = (input: JourneyInput) => Promise<Outcome>;

/** The versions that runs may still have begun under, as they were released. */
const released: Readonly<Record<number, Protocol>> = {
  2: protocol2,
} satisfies Record<(typeof releasedProtocols)[number], Protocol>;

/**
 * One run of a journey, by the version of the protocol it began under; the run after it is always of the newest. A version
 * that this worker does not know fails the workflow task, not the journey, so that a worker that knows it takes over.
 */
export async function treatmentJourney(input: JourneyInput): Promise<Outcome> {
  const { protocolVersion: version } = input;
  if (version === protocolVersion) return protocolOfSource(input);
  const protocol = released[version];
  if (protocol === undefined) throw new Error(`protocol version ${version} is not known here`);
  try {
    return await protocol(input);
  } catch (error) {
    if (!(error instanceof ContinueAsNew)) throw error;
    return continueAsNew<Protocol>({ ...inputOf(error), protocolVersion });
  }
}

/** What released code hands to the run after it; it knows no version but its own. */
function inputOf({ command }: ContinueAsNew): JourneyInput {
  const [input] = command.arguments ?? [];
  return defaultPayloadConverter.fromPayload(input ?? {});
}
