/** Fields whose meaning depends on the type that carries them. */
export type Fields = Readonly<Record<string, unknown>>;

/** An inbound event as a record carries it. */
export type Fact = {
  readonly source: string;
  readonly id: string;
  readonly time: string;
  readonly data: Fields;
  readonly corrects?: string;
  readonly flags?: readonly string[];
};

/** A signature as a record carries it. */
export type Signature = {
  readonly subject: string;
  readonly printedName: string;
  readonly meaning: string;
  readonly signedAt: string;
  readonly jws: string;
};

/** A decision as a record carries it. */
export type Decision = {
  readonly type: string;
  readonly data: Fields;
  readonly basis?: string;
  readonly signatures: readonly Signature[];
};

/** A record of `journey.events.v1`, as far as the contract fixes it. */
export type JournalRecord = {
  readonly specversion: string;
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly traceparent?: string;
  readonly data: {
    readonly sequence: number;
    readonly fact?: Fact;
    readonly decision?: Decision;
    readonly detail?: Fields;
    readonly actor: { readonly kind: string; readonly id: string; readonly role?: string };
    readonly stageBefore: string;
    readonly stageAfter: string;
    readonly holds: readonly { readonly kind: string; readonly since: string }[];
    readonly causedBy?: number;
    readonly previousHash: string;
    readonly hash: string;
  };
};

/** Every journey's records, in order of their sequence, each once. */
export type Journals = ReadonlyMap<string, readonly JournalRecord[]>;

/** The record a journal's message holds; undefined when it is none. */
export function parseRecord(value: Buffer | null): JournalRecord | undefined {
  try {
    const record = JSON.parse(value?.toString('utf8') ?? '') as JournalRecord | null;
    const isRecord =
      typeof record?.subject === 'string' &&
      typeof record.type === 'string' &&
      Number.isInteger(record.data?.sequence) &&
      Array.isArray(record.data.holds) &&
      typeof record.data.actor === 'object' &&
      Array.isArray(record.data.decision?.signatures ?? []);
    return isRecord ? record : undefined;
  } catch {
    return undefined;
  }
}

/** A text field, or an empty text where there is none. */
export function textOf(fields: Fields | undefined, name: string): string {
  const value = fields?.[name];
  return typeof value === 'string' ? value : '';
}

/** A list of texts, or an empty list where there is none. */
export function textsOf(fields: Fields | undefined, name: string): readonly string[] {
  const value = fields?.[name];
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** The ids of the bags a fact names in its `bags`. */
export function bagIdsOf(fields: Fields): readonly string[] {
  const bags = fields['bags'];
  return Array.isArray(bags) ? bags.map((bag: Fields) => textOf(bag, 'bagId')) : [];
}
