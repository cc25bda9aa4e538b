/** One attempt while it is under way: its items, clock, answers and code. */
import { computed, signal } from "@preact/signals";
import { api } from "../api/client";
import { ask, type Problem } from "../api/problem";
import type { Attempt, Item } from "../api/types";
import { isEmpty } from "./answers";
import { Clock } from "./clock";
import { DeviceDrafts } from "./device";
import { keepAnswer } from "./kept";
import { Marks } from "./marks";
import { type News, Outbox, type SaveAnswer } from "./outbox";
import { Tabs } from "./tabs";

const REFRESH_MS = 60_000;
const KNOCK_MS = 4_000;
const SWEEP_MS = 10_000;
const LEFT_BY_ANOTHER_TAB_MS = 8_000;
const HURRY_S = 5;
const REQUEST_TIMEOUT_MS = 15_000;

const save: SaveAnswer = (itemId, revision, answer) =>
  ask(
    api.PUT("/api/v1/attempt/responses/{item_id}", {
      params: { path: { item_id: itemId } },
      body: { revision, answer },
      // A page that is being left must not take the answer along.
      keepalive: document.visibilityState === "hidden",
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    }),
  );

export const fetchAttempt = () => ask(api.GET("/api/v1/attempt"));

/** What the page does about turns that the attempt takes. */
interface Turns {
  /** The server told where the attempt stands. */
  seen: (attempt: Attempt) => void;
  /** It is over; the answers to `lost` items came too late. */
  over: (attempt: Attempt, lost: string[]) => void;
  /** The server speaks of another attempt than this. */
  foreign: () => void;
}

export class Exam {
  readonly items: Item[];
  readonly clock = new Clock();
  readonly paused = signal(false);
  /** What the candidate may pause; null where nothing is granted. */
  readonly pause = signal<Attempt["pause"]>(null);
  readonly collecting = signal(false);
  readonly signedOut = signal<Problem | null>(null);
  readonly online = signal(navigator.onLine);
  readonly outbox: Outbox;
  readonly marks = new Marks();
  /** Whether what is typed now stays on the device for the time being. */
  readonly offline = computed(() => !this.online.value || !this.outbox.reachable.value);
  readonly answered = computed(() => this.items.map((item) => this.isAnswered(item)));

  private readonly tabs: Tabs;
  /** Comes a moment after the first question, which does not wait for it. */
  private readonly notes = import("./integrity").then(
    ({ IntegrityNotes }) => new IntegrityNotes(),
    () => null,
  );
  private readonly off = new AbortController();
  /** Aborted when the attempt is over. */
  readonly until = this.off.signal;
  private readonly timers: ReturnType<typeof setInterval>[];
  private over = false;

  /** `away`: `attempt` comes from the device, since the server could not be reached. */
  constructor(
    readonly attempt: Attempt,
    away: boolean,
    private readonly turns: Turns,
  ) {
    this.items = attempt.sections.flatMap((section) => section.items);
    this.tabs = new Tabs(attempt.id, (news) => this.outbox.hear(news));
    this.outbox = new Outbox(
      save,
      new DeviceDrafts(attempt.id),
      (news) => this.tell(news),
      (problem) => this.refused(problem),
    );
    this.outbox.reachable.value = !away;
    this.take(attempt);
    if (!away) turns.seen(attempt);
    void this.outbox.adoptDrafts();
    this.listen();
    this.timers = [
      setInterval(() => this.knock(), KNOCK_MS),
      setInterval(() => void this.refresh(), REFRESH_MS),
      setInterval(() => void this.outbox.adoptDrafts(LEFT_BY_ANOTHER_TAB_MS), SWEEP_MS),
    ];
    this.clock.left.subscribe((left) => this.countDown(left));
  }

  isAnswered(item: Item): boolean {
    return !isEmpty(this.outbox.entry(item.id).answer.value, item);
  }

  /** Ask the server where the attempt stands: another device, an extension or a pause may have changed it. */
  async refresh(): Promise<void> {
    const result = await fetchAttempt();
    if (this.over) return;
    if (result.ok && result.data.id !== this.attempt.id) this.turns.foreign();
    else if (result.ok) {
      const wasAway = !this.outbox.reachable.value;
      this.outbox.reachable.value = true;
      this.take(result.data);
      // What waits need not wait for its own next try, which may be 15 seconds off.
      if (wasAway) void this.outbox.flush();
      if (!this.over) this.turns.seen(result.data);
    } else if (result.problem.status === 0) this.outbox.reachable.value = false;
    else if (result.problem.status === 401) this.signedOut.value = result.problem;
  }

  /** Send what was noted so far. */
  async sendNotes(): Promise<void> {
    await (await this.notes)?.send(true);
  }

  /** End the attempt. Resolves to why it could not be ended, if so. */
  async finish(): Promise<Problem | null> {
    await this.sendNotes();
    const result = await ask(api.POST("/api/v1/attempt/finish"));
    if (!result.ok) return result.problem;
    this.take(result.data);
    return null;
  }

  private tell(news: News): void {
    this.tabs.tell(news);
    if (news.kind === "saved") void keepAnswer(news.itemId, news.answer, news.revision);
  }

  /** A server that was away, or a test that was paused, is asked for by itself: nobody should have to reload. */
  private knock(): void {
    const waits = this.paused.value || !this.outbox.reachable.value;
    if (waits && this.online.value) void this.refresh();
  }

  /** Take in what the server says of the attempt. */
  take(attempt: Attempt): void {
    this.clock.sync(attempt.server_time, attempt.closes_at);
    const stoodStill = this.paused.value || this.signedOut.value !== null;
    this.signedOut.value = null;
    this.paused.value = attempt.status === "paused";
    this.pause.value = attempt.pause;
    const items = attempt.sections.flatMap((section) => section.items);
    // Opened during a pause, when nobody is shown a question.
    if (items.length > this.items.length) location.reload();
    for (const item of items) {
      this.outbox.receive(item.id, item.response ?? null, item.revision);
    }
    if (attempt.status === "finished" && !this.over) this.end(attempt);
    else if (stoodStill && !this.paused.value) void this.outbox.flush(true);
  }

  private end(attempt: Attempt): void {
    this.over = true;
    const lost = this.outbox.waiting();
    this.outbox.close();
    this.clock.stop();
    void this.notes.then((notes) => notes?.stop());
    this.tabs.close();
    this.marks.forget();
    this.off.abort();
    for (const timer of this.timers ?? []) clearInterval(timer);
    this.turns.over(attempt, lost);
  }

  private refused(problem: Problem): void {
    if (problem.status === 401) this.signedOut.value = problem;
    // 409: over or paused, perhaps by somebody else's act. The server says which.
    if (problem.status === 409) void this.refresh();
  }

  private countDown(left: number): void {
    if (this.over || this.paused.value) return;
    // What is typed in the last seconds goes out before the end, not half a second after it.
    this.outbox.inAHurry = left <= HURRY_S;
    if (this.outbox.inAHurry) void this.outbox.flush();
    if (left > 0) {
      this.collecting.value = false;
    } else if (!this.collecting.value) {
      this.collecting.value = true;
      void this.awaitEnd();
    }
  }

  private async awaitEnd(): Promise<void> {
    while (!this.over && this.collecting.value) {
      await this.refresh();
      await new Promise((resolve) => setTimeout(resolve, 2_000));
    }
  }

  private listen(): void {
    const until = { signal: this.until };
    window.addEventListener("offline", () => this.connection(false), until);
    window.addEventListener("online", () => this.connection(true), until);
    window.addEventListener("pagehide", () => void this.outbox.flush(), until);
    const seen = () => {
      void this.outbox.flush();
      if (document.visibilityState === "visible") void this.refresh();
    };
    document.addEventListener("visibilitychange", seen, until);
  }

  private connection(online: boolean): void {
    this.online.value = online;
    if (!online) return;
    void this.outbox.flush();
    void this.refresh();
  }
}
