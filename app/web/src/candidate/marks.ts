/** Questions marked to come back to. A help to the candidate alone: it stays on the device. */
import { signal } from "@preact/signals";

const KEY = "bn-assess/marks";

export class Marks {
  private readonly marked = signal<ReadonlySet<string>>(new Set());

  constructor() {
    try {
      this.marked.value = new Set(JSON.parse(localStorage.getItem(KEY) ?? "[]") as string[]);
    } catch {
      // Storage is switched off: marks last as long as the page.
    }
  }

  has(itemId: string): boolean {
    return this.marked.value.has(itemId);
  }

  toggle(itemId: string): void {
    const marked = new Set(this.marked.value);
    if (!marked.delete(itemId)) marked.add(itemId);
    this.marked.value = marked;
    this.keep(JSON.stringify([...marked]));
  }

  /** The test is over. */
  forget(): void {
    this.keep("[]");
  }

  private keep(marks: string): void {
    try {
      localStorage.setItem(KEY, marks);
    } catch {
      // As above.
    }
  }
}
