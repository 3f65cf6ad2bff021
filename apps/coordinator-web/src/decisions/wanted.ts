/** What is to be decided. */
export type Wanted = {
  readonly type: string;
  readonly basis?: string | undefined;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly isSecond?: boolean;
};
