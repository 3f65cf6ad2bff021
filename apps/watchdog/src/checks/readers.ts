import { type TopicReader, topicReaders } from '#contracts/topics.js';
import type { GroupProgress, PartitionProgress } from '#kafka/group-progress.js';
import type { Finding } from '#register/watchdog-findings.js';
import { type Check, instantOf, type Verdict, verdictOn } from '../check.js';

/** How far a partition was read, and since when nothing more of it was, although there is more. */
type Standing = { readonly committed: number; readonly since: number };

/** Whether those who read topics move on where there is more to read. */
export class ReadersCheck implements Check {
  readonly name = 'readers';
  private readonly standing = new Map<string, Standing>();
  private readonly caughtUp = new Set<string>();

  constructor(
    private readonly progress: GroupProgress,
    private readonly graceMs: number,
  ) {}

  /** Whether a group had read everything when it was last looked at. */
  isCaughtUp(groupId: string): boolean {
    return this.caughtUp.has(groupId);
  }

  async look(now: number): Promise<Verdict> {
    this.caughtUp.clear();
    const found: Finding[] = [];
    for (const reader of topicReaders) {
      const partitions = await this.progress.of(reader.groupId, reader.topics);
      const since = this.stuckSince(reader, partitions, now);
      if (since !== undefined) found.push(findingOn(reader, since));
    }
    return verdictOn(['reader-behind'], found);
  }

  /** Since when a partition with more to read was not read, where that is longer than the grace. */
  private stuckSince(
    { groupId }: TopicReader,
    partitions: readonly PartitionProgress[],
    now: number,
  ): number | undefined {
    if (partitions.every(({ committed, end }) => committed >= end)) this.caughtUp.add(groupId);
    const stuck = partitions
      .map((partition) => this.standingSince(groupId, partition, now))
      .filter((since) => now - since > this.graceMs);
    return stuck.length === 0 ? undefined : Math.min(...stuck);
  }

  private standingSince(
    groupId: string,
    { topic, partition, committed, end }: PartitionProgress,
    now: number,
  ): number {
    const place = `${groupId} ${topic} ${partition}`;
    const before = this.standing.get(place);
    const isStanding = committed < end && before?.committed === committed;
    const since = isStanding ? before.since : now;
    this.standing.set(place, { committed, since });
    return since;
  }
}

function findingOn({ groupId, reads }: TopicReader, sinceMs: number): Finding {
  const since = instantOf(sinceMs);
  const text = `${groupId} has read nothing since ${since} although there is more: ${reads} is late.`;
  return { kind: 'reader-behind', about: groupId, isJourney: false, text, since };
}
