import { describe, expect, it } from "vitest";
import { isEmpty, same } from "../src/candidate/answers";
import { parseNumber } from "../src/candidate/items/number";
import { countWords, fullness } from "../src/candidate/items/words";

describe("a number as people type it", () => {
  it.each([
    ["1e-5", 1e-5],
    ["0,5", 0.5],
    ["0.5", 0.5],
    [" -3 ", -3],
    ["\u22123", -3],
    [".5", 0.5],
    ["2.", 2],
    ["1 000,25", 1000.25],
    ["+1E3", 1000],
  ])("%j is %d", (typed, value) => expect(parseNumber(typed)).toBe(value));

  it.each(["", "abc", "1,000.5", "1.2.3", "1e", "0x10", "1e999", "nan", "1/2", "--1"])(
    "%j is none",
    (typed) => expect(parseNumber(typed)).toBeUndefined(),
  );
});

describe("two answers", () => {
  it("are the same whatever the order of the boxes", () => {
    expect(same({ choices: ["a", "c"] }, { choices: ["c", "a"] })).toBe(true);
    expect(same({ choices: ["a"] }, { choices: ["a", "c"] })).toBe(false);
  });

  it("differ when one of them is none", () => {
    expect(same(null, { choice: null })).toBe(false);
    expect(same({ value: 0.5 }, { value: 0.5 })).toBe(true);
  });
});

describe("an item", () => {
  const coding = { starter_code: "def f(): ...\n" };
  it("is unanswered while the code is the starter code", () => {
    expect(isEmpty({ source: "def f(): ...\n" }, coding)).toBe(true);
    expect(isEmpty({ source: "def f(): return 1\n" }, coding)).toBe(false);
  });

  it("is answered by zero", () => expect(isEmpty({ value: 0 }, { starter_code: null })).toBe(false));
});

it("counts words as a reader does", () => {
  expect(countWords("  one two\nthree ")).toBe(3);
  expect(countWords(" \n")).toBe(0);
});

it("warns of a limit on words before it is reached", () => {
  expect([0, 89, 90, 100, 101].map((count) => fullness(count, 100))).toEqual([
    "short",
    "short",
    "near",
    "near",
    "over",
  ]);
});
