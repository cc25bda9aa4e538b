import { describe, expect, it } from "vitest";
import type { NotedEvent } from "../src/api/types";
import { linesOf } from "../src/candidate/events";

const event = (kind: string, second: number, size: number | null = null): NotedEvent => ({
  kind,
  at: `2026-03-01T09:00:${String(second).padStart(2, "0")}Z`,
  size,
  length: null,
});
const texts = (...events: NotedEvent[]) => linesOf(events).map((line) => line.text);

describe("what was noted, as sentences", () => {
  it("makes one of leaving and coming back, whatever came between", () =>
    expect(
      texts(
        event("focus_lost", 1),
        event("offline", 2),
        event("online", 14),
        event("paste", 20, 120),
        event("focus_gained", 36),
      ),
    ).toEqual([
      "You left this page for 35 seconds.",
      "The connection was away for 12 seconds.",
      "You pasted 120 characters.",
    ]));

  it("joins typing with nothing between", () =>
    expect(
      texts(event("typing", 1, 5), event("typing", 2, 7), event("paste", 3, 1), event("typing", 4, 1)),
    ).toEqual([
      "12 characters came to your code.",
      "You pasted 1 character.",
      "1 character came to your code.",
    ]));

  it("guesses no length where a note is missing", () =>
    expect(texts(event("focus_lost", 1), event("focus_lost", 9), event("focus_gained", 10))).toEqual([
      "You left this page.",
      "You left this page for 1 second.",
    ]));

  it("tells of coming back alone, of an end away and of kinds it does not know", () =>
    expect(texts(event("online", 1), event("window_resized", 2, 7), event("offline", 3))).toEqual([
      "The connection was back.",
      "window resized: 7",
      "The connection dropped.",
    ]));
});
