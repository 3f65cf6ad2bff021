/** Something the person at the keyboard can mend; `remedy` says how. */
export class ConsoleError extends Error {
  readonly code = 'partner-console-failed';
  constructor(
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = 'ConsoleError';
  }
}
