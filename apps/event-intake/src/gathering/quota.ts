/** How much each sender may have under way at a time; what is beyond it waits elsewhere and nobody else notices. */
export class Quota {
  private readonly underWay = new Map<string, number>();

  constructor(private readonly most: number) {}

  /** Whether one more of a sender may go now; what may has to `leave`. */
  enter(sender: string): boolean {
    const count = this.underWay.get(sender) ?? 0;
    if (count >= this.most) return false;
    this.underWay.set(sender, count + 1);
    return true;
  }

  leave(sender: string): void {
    const count = this.underWay.get(sender) ?? 0;
    if (count > 1) this.underWay.set(sender, count - 1);
    else this.underWay.delete(sender);
  }
}
