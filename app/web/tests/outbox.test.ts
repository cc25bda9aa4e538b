import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Problem, Result } from "../src/api/problem";
import type { Answer } from "../src/api/types";
import { type Draft, type Drafts, type News, Outbox, type Saved } from "../src/candidate/outbox";

const words = (text: string): Answer => ({ text });

/** Keeps revisions as the service does: at or below the stored one changes nothing. */
class Server {
  stored: Saved = { revision: 0, answer: words("") };
  down = false;
  refusal: Problem | undefined;
  requests = 0;

  save = async (_item: string, revision: number, answer: Answer): Promise<Result<Saved>> => {
    this.requests += 1;
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (this.down) return { ok: false, problem: { type: "", title: "", status: 0, detail: "" } };
    if (this.refusal) return { ok: false, problem: this.refusal };
    if (revision > this.stored.revision) this.stored = { revision, answer };
    return { ok: true, data: this.stored };
  };
}

class Device implements Drafts {
  kept = new Map<string, Draft>();
  full = false;

  async keep(itemId: string, draft: Draft): Promise<boolean> {
    if (!this.full) this.kept.set(itemId, draft);
    return !this.full;
  }

  async forget(itemId: string): Promise<void> {
    this.kept.delete(itemId);
  }

  async all(): Promise<Map<string, Draft>> {
    return new Map(this.kept);
  }
}

let server: Server;
let device: Device;
let refused: Problem[];

function tab(channel: ((news: News) => void)[] = []): Outbox {
  const outbox = new Outbox(
    server.save,
    device,
    (news) => {
      for (const hear of channel) if (hear !== listen) hear(news);
    },
    (problem) => refused.push(problem),
  );
  const listen = (news: News) => outbox.hear(news);
  channel.push(listen);
  outbox.receive("q", server.stored.revision ? server.stored.answer : null, server.stored.revision);
  void outbox.adoptDrafts();
  return outbox;
}

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
  device = new Device();
  refused = [];
});
afterEach(() => vi.useRealTimers());

describe("an outbox", () => {
  it("sends one request for a burst of typing and then holds nothing back", async () => {
    const outbox = tab();
    for (const text of ["a", "ab", "abc"]) outbox.edit("q", words(text));
    expect(outbox.overall()).toBe("saving");
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.stored).toEqual({ revision: 1, answer: words("abc") });
    expect(server.requests).toBe(1);
    expect(outbox.overall()).toBe("saved");
    expect(device.kept.size).toBe(0);
  });

  it("sends within two seconds however long somebody types on", async () => {
    const outbox = tab();
    for (let tenths = 0; tenths < 20; tenths += 1) {
      outbox.edit("q", words("x".repeat(tenths)));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(server.stored.revision).toBeGreaterThan(0);
  });

  it("is on the device within 250 ms and on the server within two seconds, at every moment of typing", async () => {
    const outbox = tab();
    const typedAt: number[] = [];
    const older = (ms: number) => typedAt.filter((at) => Date.now() - at >= ms).length;
    const held = (answer?: Answer | null) => (answer && "text" in answer ? answer.text.length : 0);
    for (let tick = 0; tick < 1_000; tick += 1) {
      if (tick % 7 === 0) {
        typedAt.push(Date.now());
        outbox.edit("q", words("x".repeat(typedAt.length)));
      }
      await vi.advanceTimersByTimeAsync(10);
      const onServer = held(server.stored.answer);
      // The device may forget what the server holds.
      const onDevice = Math.max(held(device.kept.get("q")?.answer), onServer);
      expect(onDevice).toBeGreaterThanOrEqual(older(250));
      expect(onServer).toBeGreaterThanOrEqual(older(2_000));
    }
  });

  it("writes to a slow device once at a time and leaves the last edit there", async () => {
    let under = 0;
    device.keep = async (itemId, draft) => {
      under += 1;
      expect(under).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 100));
      under -= 1;
      device.kept.set(itemId, draft);
      return true;
    };
    server.down = true;
    const outbox = tab();
    for (let keys = 1; keys <= 20; keys += 1) {
      outbox.edit("q", words("x".repeat(keys)));
      await vi.advanceTimersByTimeAsync(30);
    }
    await vi.advanceTimersByTimeAsync(200);
    expect(device.kept.get("q")?.answer).toEqual(words("x".repeat(20)));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(outbox.overall()).toBe("held");
  });

  it("sends at once when the end is near", async () => {
    const outbox = tab();
    outbox.inAHurry = true;
    outbox.edit("q", words("just in time"));
    await vi.advanceTimersByTimeAsync(100);
    expect(server.stored.answer).toEqual(words("just in time"));
  });

  it("keeps an edit made during a request and sends it next", async () => {
    const outbox = tab();
    outbox.edit("q", words("first"));
    await vi.advanceTimersByTimeAsync(605);
    outbox.edit("q", words("second"));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.stored.answer).toEqual(words("second"));
    expect(outbox.overall()).toBe("saved");
  });

  it("says that work is on the device while the server is away, then sends it", async () => {
    const outbox = tab();
    server.down = true;
    outbox.edit("q", words("offline"));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(outbox.overall()).toBe("held");
    expect(outbox.reachable.value).toBe(false);
    expect(device.kept.get("q")?.answer).toEqual(words("offline"));
    server.down = false;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(server.stored.answer).toEqual(words("offline"));
    expect(outbox.overall()).toBe("saved");
  });

  it("does not claim that the device keeps what it does not", async () => {
    const outbox = tab();
    server.down = true;
    device.full = true;
    outbox.edit("q", words("nowhere"));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(outbox.overall()).toBe("unsaved");
  });

  it("sends after a reload what an earlier visit left on the device", async () => {
    server.down = true;
    tab().edit("q", words("before the reload"));
    await vi.advanceTimersByTimeAsync(1_000);
    server.down = false;
    const outbox = tab();
    expect(outbox.overall()).toBe("saving");
    await vi.advanceTimersByTimeAsync(1);
    expect(outbox.entry("q").answer.value).toEqual(words("before the reload"));
    await vi.advanceTimersByTimeAsync(100);
    expect(server.stored.answer).toEqual(words("before the reload"));
    expect(device.kept.size).toBe(0);
  });

  it("rebases above a revision that another device stored, losing nothing typed here", async () => {
    const outbox = tab();
    server.stored = { revision: 7, answer: words("other device") };
    outbox.edit("q", words("mine"));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.stored).toEqual({ revision: 8, answer: words("mine") });
  });

  it("does not send again when only the answer to a request was lost", async () => {
    const outbox = tab();
    server.stored = { revision: 1, answer: words("mine") };
    outbox.edit("q", words("mine"));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.stored.revision).toBe(1);
    expect(outbox.overall()).toBe("saved");
  });

  it("takes a newer answer from the server only where nothing waits here", () => {
    const outbox = tab();
    outbox.receive("q", words("from elsewhere"), 3);
    expect(outbox.entry("q").answer.value).toEqual(words("from elsewhere"));
    outbox.edit("q", words("mine"));
    outbox.receive("q", words("from elsewhere again"), 4);
    expect(outbox.entry("q").answer.value).toEqual(words("mine"));
  });

  it("tells why an answer was refused and tries again after the next edit", async () => {
    const outbox = tab();
    server.refusal = { type: "", title: "Too long", status: 422, detail: "Shorten it." };
    outbox.edit("q", words("long"));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(outbox.overall()).toBe("refused");
    expect(refused).toHaveLength(1);
    server.refusal = undefined;
    outbox.edit("q", words("short"));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(outbox.overall()).toBe("saved");
  });

  it("waits in flush for a request that is under way", async () => {
    const outbox = tab();
    outbox.edit("q", words("x"));
    await vi.advanceTimersByTimeAsync(605);
    const flushed = outbox.flush();
    await vi.advanceTimersByTimeAsync(50);
    expect(await flushed).toBe(true);
  });
});

describe("two tabs", () => {
  it("show each other's edits and agree with the server", async () => {
    const channel: ((news: News) => void)[] = [];
    const [one, two] = [tab(channel), tab(channel)];
    one.edit("q", words("one"));
    expect(two.entry("q").answer.value).toEqual(words("one"));
    two.edit("q", words("one, then two"));
    await vi.advanceTimersByTimeAsync(2_000);
    for (const outbox of [one, two]) {
      expect(outbox.entry("q").answer.value).toEqual(words("one, then two"));
      expect(outbox.overall()).toBe("saved");
    }
    expect(server.stored.answer).toEqual(words("one, then two"));
    expect(device.kept.size).toBe(0);
  });

  it("that cannot hear each other still end with the last edit, at one revision each", async () => {
    const [one, two] = [tab(), tab()];
    one.edit("q", words("one"));
    two.edit("q", words("two"));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(server.stored.revision).toBe(2);
    expect(["one", "two"]).toContain((server.stored.answer as { text: string }).text);
    expect([one.overall(), two.overall()]).toEqual(["saved", "saved"]);
  });

  it("lose nothing when the one that was typed in closes before it could send", async () => {
    const channel: ((news: News) => void)[] = [];
    const [one, two] = [tab(channel), tab(channel)];
    server.down = true;
    one.edit("q", words("typed, then closed"));
    await vi.advanceTimersByTimeAsync(700);
    one.close();
    server.down = false;
    expect(two.overall()).toBe("held");
    await vi.advanceTimersByTimeAsync(6_000);
    await two.adoptDrafts(5_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.stored.answer).toEqual(words("typed, then closed"));
    expect(two.overall()).toBe("saved");
  });
});
