import { expect, it } from "vitest";
import { Typing } from "../src/candidate/typing";

it("tells sizes half a minute at a time, item by item, and each once", () => {
  let now = Date.UTC(2026, 0, 1);
  const typing = new Typing(() => now);
  typing.note("a", 5, 105);
  now += 10_000;
  typing.note("a", 3, 100);
  typing.note("b", 1, 1);
  now += 19_999;
  expect(typing.take()).toEqual([]);
  now += 1;
  const at = "2026-01-01T00:00:30.000Z";
  expect(typing.take()).toEqual([{ kind: "typing", at, item_id: "a", size: 8, length: 100 }]);
  expect(typing.take(true)).toEqual([{ kind: "typing", at, item_id: "b", size: 1, length: 1 }]);
  expect(typing.take(true)).toEqual([]);
});
