/** How much is typed into code, half a minute at a time: sizes, never text. */
import type { IntegrityEvent } from "../api/types";

const TALLY_MS = 30_000;

interface Tally {
  /** In milliseconds since 1970. */
  since: number;
  size: number;
  length: number;
}

export class Typing {
  private readonly tallies = new Map<string, Tally>();

  constructor(private readonly now: () => number = Date.now) {}

  /** Note that `size` characters came to an item's code, which has `length` now. */
  note(itemId: string, size: number, length: number): void {
    const tally = this.tallies.get(itemId) ?? { since: this.now(), size: 0, length };
    this.tallies.set(itemId, { ...tally, size: tally.size + size, length });
  }

  /** Return and forget what is half a minute old, or all of it. */
  take(all = false): IntegrityEvent[] {
    const now = this.now();
    const taken = [...this.tallies].filter(([, tally]) => all || now - tally.since >= TALLY_MS);
    return taken.map(([itemId, { since, size, length }]) => {
      this.tallies.delete(itemId);
      const at = new Date(Math.min(now, since + TALLY_MS)).toISOString();
      return { kind: "typing", at, item_id: itemId, size, length };
    });
  }
}

/** Of the one attempt that a page shows. */
export const typing = new Typing();
