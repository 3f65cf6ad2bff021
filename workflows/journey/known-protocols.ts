import { protocolVersion } from '#domain/journey/journal.js';

/** The versions of the protocol before the newest that runs of a worker of this build may have begun under. */
export const releasedProtocols = [2] as const;

/** Every version a worker of this build knows. */
export const knownProtocols: readonly number[] = [...releasedProtocols, protocolVersion];
