/** Code of one item: hand it in, and follow it to its verdict. */
import { signal } from "@preact/signals";
import { api } from "../api/client";
import { ask, type Problem, passesByItself } from "../api/problem";
import type { Item, Submission } from "../api/types";

const POLL_MS = 1_500;

/** Remembers the last submission of an item over a reload; losing it costs nothing but the sight of it. */
const remembered = {
  key: (itemId: string) => `bn-assess/last-submission/${itemId}`,
  read(itemId: string): string | null {
    try {
      return localStorage.getItem(this.key(itemId));
    } catch {
      return null;
    }
  },
  write(itemId: string, id: string): void {
    try {
      localStorage.setItem(this.key(itemId), id);
    } catch {
      // Storage is switched off.
    }
  },
};

class CodeRuns {
  readonly latest = signal<Submission | null>(null);
  readonly problem = signal<Problem | null>(null);
  readonly handingIn = signal(false);
  readonly submitsLeft;
  private following: EventSource | undefined;
  private poll: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly item: Item,
    until: AbortSignal,
  ) {
    until.addEventListener("abort", () => this.stop());
    this.submitsLeft = signal(item.submits_left ?? 0);
    const id = remembered.read(item.id);
    if (id) void this.look(id);
  }

  async handIn(source: string, kind: "run" | "submit"): Promise<void> {
    if (this.handingIn.value) return;
    this.handingIn.value = true;
    this.problem.value = null;
    const body = { item_id: this.item.id, source, kind };
    const result = await ask(api.POST("/api/v1/attempt/submissions", { body }));
    this.handingIn.value = false;
    if (!result.ok) {
      this.problem.value = result.problem;
      return;
    }
    if (kind === "submit") this.submitsLeft.value = Math.max(0, this.submitsLeft.value - 1);
    remembered.write(this.item.id, result.data.id);
    this.take(result.data);
    this.follow(result.data.id);
  }

  private stop(): void {
    this.following?.close();
    clearTimeout(this.poll);
  }

  private take(submission: Submission): void {
    this.latest.value = submission;
    this.problem.value = null;
    if (submission.status === "done") this.stop();
  }

  private follow(id: string): void {
    this.stop();
    const events = new EventSource(`/api/v1/attempt/submissions/${id}/events`);
    this.following = events;
    events.addEventListener("submission", (event) => this.take(JSON.parse(event.data) as Submission));
    events.onerror = () => {
      events.close();
      void this.look(id);
    };
  }

  private async look(id: string): Promise<void> {
    clearTimeout(this.poll);
    const params = { path: { submission_id: id } };
    const result = await ask(api.GET("/api/v1/attempt/submissions/{submission_id}", { params }));
    if (result.ok) this.take(result.data);
    else if (!passesByItself(result.problem)) return;
    if (!result.ok || result.data.status !== "done")
      this.poll = setTimeout(() => void this.look(id), POLL_MS);
  }
}

const runs = new WeakMap<Item, CodeRuns>();

/** Return the runs of `item`, the same ones however often its page is left and opened. */
export function runsOf(item: Item, until: AbortSignal): CodeRuns {
  const known = runs.get(item) ?? new CodeRuns(item, until);
  runs.set(item, known);
  return known;
}
