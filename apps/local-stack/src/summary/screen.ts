/** Where lines go: a terminal when `isTTY`. */
export type Output = {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
};

/** Lines that stay, above one block that is drawn anew; without a terminal the block is one line now and then. */
export class Screen {
  private block: readonly string[] = [];
  private lastLine = '';

  constructor(private readonly output: Output) {}

  /** Prints lines that stay. */
  say(...lines: readonly string[]): void {
    this.erase();
    for (const line of lines) this.output.write(`${line}\n`);
    this.draw();
  }

  /** Replaces the block; `line` says the same where nothing can be redrawn, and is printed when it differs. */
  show(block: readonly string[], line: string): void {
    if (this.output.isTTY === true) {
      this.erase();
      this.block = block;
      this.draw();
    } else if (line !== this.lastLine) {
      this.lastLine = line;
      this.output.write(`${line}\n`);
    }
  }

  /** Leaves the block as it is and goes on below it. */
  release(): void {
    this.block = [];
  }

  private erase(): void {
    if (this.block.length > 0) this.output.write(`\u001B[${this.block.length}A\u001B[J`);
  }

  private draw(): void {
    const columns = this.output.columns ?? 80;
    for (const line of this.block) this.output.write(`${line.slice(0, columns - 1)}\n`);
  }
}
