/**
 * Answers on their way to the server: every edit goes to the device first, then out, and is forgotten on
 * the device only when the server has said that it holds it.
 *
 * Revisions order the edits of one answer. The server ignores a revision at or below the one it holds and
 * returns what it holds; then the edit made here is sent again above it, so that the last edit wins and
 * nothing typed is lost.
 */
import { type Signal, signal } from "@preact/signals";
import { type Problem, passesByItself, type Result } from "../api/problem";
import type { Answer } from "../api/types";
import { same } from "./answers";

/** An answer kept on the device until the server holds it. `editedAt` is in milliseconds since 1970. */
export interface Draft {
  answer: Answer;
  editedAt: number;
}

export interface Drafts {
  /** Resolves to whether the device really keeps it. */
  keep(itemId: string, draft: Draft): Promise<boolean>;
  forget(itemId: string): Promise<void>;
  all(): Promise<Map<string, Draft>>;
}

export interface Saved {
  revision: number;
  answer: Answer;
}

export type SaveAnswer = (itemId: string, revision: number, answer: Answer) => Promise<Result<Saved>>;

/** What became of the latest edit. `held` is on this device, not yet on the server. */
export type SaveState = "saved" | "saving" | "held" | "unsaved" | "refused";

export type News = { kind: "edited" | "saved"; itemId: string; answer: Answer; revision: number };

export interface Entry {
  answer: Signal<Answer | null>;
  state: Signal<SaveState>;
  problem: Signal<Problem | null>;
}

interface Tracked extends Entry {
  revision: number; // the highest the server is known to hold
  edits: number; // made in this tab
  sent: number; // of those, how many the server holds
  kept: number; // of those, how many the device holds
  keeping: boolean; // the device is being written to
  sending: Promise<void> | undefined;
  elsewhere: boolean; // another tab made the latest edit and is sending it
  timer: ReturnType<typeof setTimeout> | undefined;
  waitingSince: number;
}

const SEND_AFTER_MS = 600;
const SEND_AT_THE_LATEST_MS = 1_800;
const SEND_IN_A_HURRY_MS = 50;
const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000];
const MAX_REBASES = 10;

export class Outbox {
  /** Whether the last request reached the server. */
  readonly reachable = signal(true);
  /** Whether the device was asked for what earlier visits left; until then nobody knows that all is saved. */
  private readonly asked = signal(false);
  /** Whether the end is near: edits then go out at once. */
  inAHurry = false;
  private readonly entries = new Map<string, Tracked>();
  private retry: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private closed = false;

  constructor(
    private readonly save: SaveAnswer,
    private readonly drafts: Drafts,
    private readonly tell: (news: News) => void,
    private readonly onRefused: (problem: Problem) => void,
    private readonly now: () => number = Date.now,
  ) {}

  /** Take in what the server holds, unless something newer waits here. */
  receive(itemId: string, answer: Answer | null, revision: number): void {
    const entry = this.entries.get(itemId);
    if (!entry) {
      this.entries.set(itemId, {
        answer: signal(answer),
        state: signal<SaveState>("saved"),
        problem: signal(null),
        revision,
        edits: 0,
        sent: 0,
        kept: 0,
        keeping: false,
        sending: undefined,
        elsewhere: false,
        timer: undefined,
        waitingSince: 0,
      });
      return;
    }
    const newer = revision > entry.revision;
    entry.revision = Math.max(entry.revision, revision);
    if (newer && entry.sent === entry.edits && !entry.sending) {
      entry.elsewhere = false;
      if (!same(entry.answer.value, answer)) entry.answer.value = answer;
      this.show(entry);
    }
  }

  entry(itemId: string): Entry {
    return this.tracked(itemId);
  }

  /** Note an edit made in this tab. */
  edit(itemId: string, answer: Answer): void {
    if (this.closed) return;
    const entry = this.tracked(itemId);
    entry.answer.value = answer;
    entry.edits += 1;
    entry.elsewhere = false;
    entry.problem.value = null;
    this.schedule(itemId, entry);
    this.show(entry);
    void this.keep(itemId, entry);
    this.tell({ kind: "edited", itemId, answer, revision: entry.revision });
  }

  /** Note what another tab of this browser did. */
  hear(news: News): void {
    const entry = this.tracked(news.itemId);
    entry.revision = Math.max(entry.revision, news.revision);
    if (news.kind === "edited") {
      // That tab saw this one's answer when it was edited there, so its edit comes after ours.
      clearTimeout(entry.timer);
      entry.sent = entry.edits;
      entry.elsewhere = true;
      entry.answer.value = news.answer;
    } else if (same(entry.answer.value, news.answer)) {
      entry.sent = entry.edits;
      entry.elsewhere = false;
    }
    this.show(entry);
  }

  /** Send what earlier visits, or tabs that are gone, left on the device. */
  async adoptDrafts(olderThanMs = 0): Promise<void> {
    for (const [itemId, draft] of await this.drafts.all()) {
      const entry = this.entries.get(itemId);
      if (!entry || this.closed || entry.sent !== entry.edits) continue;
      if (this.now() - draft.editedAt < olderThanMs) continue;
      entry.answer.value = draft.answer;
      entry.elsewhere = false;
      entry.edits += 1;
      entry.kept = entry.edits;
      this.show(entry);
      void this.send(itemId, entry);
    }
    this.asked.value = true;
  }

  /** Send everything now, on request what was refused too; resolves to whether the server then holds it all. */
  async flush(refusedToo = false): Promise<boolean> {
    clearTimeout(this.retry);
    const wanted = [...this.entries].filter(([, entry]) => refusedToo || !entry.problem.value);
    await Promise.all(wanted.map(([itemId, entry]) => this.send(itemId, entry)));
    return this.waiting().length === 0;
  }

  /** The items whose latest edit the server does not hold. */
  waiting(): string[] {
    return [...this.entries].filter(([, entry]) => entry.state.value !== "saved").map(([itemId]) => itemId);
  }

  /** The worst state of all, for the one line that says whether work is safe. */
  overall(): SaveState {
    const states = [...this.entries.values()].map((entry) => entry.state.value);
    const worst: SaveState[] = ["refused", "unsaved", "held", "saving"];
    return worst.find((state) => states.includes(state)) ?? (this.asked.value ? "saved" : "saving");
  }

  /** Stop for good: the attempt takes no more answers. */
  close(): void {
    this.closed = true;
    clearTimeout(this.retry);
    for (const entry of this.entries.values()) clearTimeout(entry.timer);
  }

  private tracked(itemId: string): Tracked {
    const entry = this.entries.get(itemId);
    if (!entry) throw new Error(`no item ${itemId} in this attempt`);
    return entry;
  }

  private async keep(itemId: string, entry: Tracked): Promise<void> {
    // One write at a time: a slow device then skips what was typed over, and is never behind by more than two.
    if (entry.keeping) return;
    entry.keeping = true;
    for (let tried = -1; tried !== entry.edits; ) {
      tried = entry.edits;
      const draft = { answer: entry.answer.value as Answer, editedAt: this.now() };
      if (await this.drafts.keep(itemId, draft)) entry.kept = Math.max(entry.kept, tried);
    }
    entry.keeping = false;
    if (entry.sent === entry.edits && !entry.elsewhere) await this.drafts.forget(itemId);
    this.show(entry);
  }

  private schedule(itemId: string, entry: Tracked): void {
    const now = this.now();
    if (entry.timer === undefined) entry.waitingSince = now;
    clearTimeout(entry.timer);
    const calm = Math.min(SEND_AFTER_MS, Math.max(0, entry.waitingSince + SEND_AT_THE_LATEST_MS - now));
    const wait = this.inAHurry ? SEND_IN_A_HURRY_MS : calm;
    entry.timer = setTimeout(() => void this.send(itemId, entry), wait);
  }

  private send(itemId: string, entry: Tracked): Promise<void> {
    clearTimeout(entry.timer);
    entry.timer = undefined;
    if (entry.sending) return entry.sending;
    if (this.closed || entry.sent === entry.edits) return Promise.resolve();
    entry.problem.value = null;
    entry.sending = this.sendUntilHeld(itemId, entry).finally(() => {
      entry.sending = undefined;
      if (entry.sent === entry.edits && !entry.elsewhere) void this.drafts.forget(itemId);
      this.show(entry);
    });
    this.show(entry);
    return entry.sending;
  }

  private async sendUntilHeld(itemId: string, entry: Tracked): Promise<void> {
    for (let rebases = 0; entry.sent !== entry.edits; rebases += 1) {
      if (rebases > MAX_REBASES) return this.tryLater();
      const edits = entry.edits;
      const answer = entry.answer.value as Answer;
      const result = await this.save(itemId, entry.revision + 1, answer);
      if (!result.ok) return this.failed(entry, result.problem);
      this.failures = 0;
      this.reachable.value = true;
      entry.revision = Math.max(entry.revision, result.data.revision);
      // What is stored tells whether this edit won: an equal revision may be another tab's.
      if (!same(result.data.answer, answer)) continue;
      entry.sent = Math.max(entry.sent, edits);
      rebases = 0;
      this.tell({ kind: "saved", itemId, answer, revision: entry.revision });
    }
  }

  private failed(entry: Tracked, problem: Problem): void {
    if (passesByItself(problem)) {
      if (problem.status === 0) this.reachable.value = false;
      this.tryLater();
    } else {
      entry.problem.value = problem;
      this.onRefused(problem);
    }
  }

  private tryLater(): void {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.flush(), RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)]);
    this.failures += 1;
  }

  private show(entry: Tracked): void {
    const onDevice = entry.kept === entry.edits ? "held" : "unsaved";
    if (entry.elsewhere) entry.state.value = "held";
    else if (entry.sent === entry.edits) entry.state.value = "saved";
    else if (entry.problem.value) entry.state.value = "refused";
    else if (this.reachable.value && (entry.sending || entry.timer !== undefined))
      entry.state.value = "saving";
    else entry.state.value = onDevice;
  }
}
