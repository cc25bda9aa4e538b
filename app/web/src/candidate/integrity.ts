/** Notes what the start page says is noted: focus, connection, sizes of what is pasted or typed. Never content. */
import { api } from "../api/client";
import { ask } from "../api/problem";
import type { IntegrityEvent } from "../api/types";
import { typing } from "./typing";

const SEND_EVERY_MS = 5_000;
const MOST_KEPT = 500;
const MOST_SENT = 50;

async function post(events: IntegrityEvent[], leaving: boolean): Promise<boolean> {
  const result = await ask(api.POST("/api/v1/attempt/events", { body: events, keepalive: leaving }));
  // What the service refuses once it refuses again: keeping it would only repeat the refusal.
  return result.ok || (result.problem.status >= 400 && result.problem.status < 500);
}

export class IntegrityNotes {
  private waiting: IntegrityEvent[] = [];
  private sending = false;
  private readonly off = new AbortController();
  private readonly timer = setInterval(() => void this.send(), SEND_EVERY_MS);

  constructor() {
    const on = (target: EventTarget, name: string, then: (event: Event) => unknown) =>
      target.addEventListener(name, then, { signal: this.off.signal, capture: true });
    // Captured events of buttons and fields pass the window too; to leave one of those is not to leave the page.
    const ofWindow = (kind: IntegrityEvent["kind"]) => (event: Event) =>
      event.target === window && this.note(kind);
    on(window, "blur", ofWindow("focus_lost"));
    on(window, "focus", ofWindow("focus_gained"));
    on(window, "offline", () => this.note("offline"));
    on(window, "online", () => {
      this.note("online");
      void this.send();
    });
    on(document, "paste", (event) =>
      this.note("paste", (event as ClipboardEvent).clipboardData?.getData("text/plain").length ?? 0),
    );
    on(window, "pagehide", () => void this.send(true));
  }

  stop(): void {
    clearInterval(this.timer);
    this.off.abort();
  }

  private note(kind: IntegrityEvent["kind"], size?: number): void {
    const event: IntegrityEvent = { kind, at: new Date().toISOString() };
    if (size !== undefined) event.size = size;
    this.keep(event);
  }

  private keep(...events: IntegrityEvent[]): void {
    this.waiting.push(...events);
    // A tab left flickering for hours must not fill the memory; the oldest tell the most.
    this.waiting.splice(MOST_KEPT);
  }

  async send(leaving = false): Promise<void> {
    this.keep(...typing.take(leaving));
    if (this.sending || this.waiting.length === 0) return;
    this.sending = true;
    const batch = this.waiting.slice(0, MOST_SENT);
    if (await post(batch, leaving)) this.waiting.splice(0, batch.length);
    this.sending = false;
  }
}
