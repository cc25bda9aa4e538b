import { describe, expect, it } from "vitest";
import { orderedBy, read, withFilter, write } from "../src/staff/results-address";

describe("the results page's address", () => {
  it("gives back what was written, and leaves out what is usual", () => {
    const shown = read("?sort=name&q=ada&status=finished&score_from=2.5&noted=true");
    expect(shown).toEqual({ sort: "name", q: "ada", status: "finished", score_from: 2.5, noted: true });
    expect(read(`?${write(shown)}`)).toEqual(shown);
    expect(write(read("")).toString()).toBe("");
  });

  it("ignores what nobody could have chosen", () => {
    const odd = "?sort=__proto__&status=erased&score_from=NaN&score_to=-1&noted=maybe&x=1";
    expect(read(odd)).toEqual({ sort: "-score" });
  });

  it("turns an order round the second time, and keeps the filters", () => {
    const first = orderedBy(read("?q=ada"), "score", "-score");
    expect(read(first)).toEqual({ sort: "score", q: "ada" });
    expect(read(orderedBy(read(first), "score", "-score"))).toEqual({ sort: "-score", q: "ada" });
    expect(withFilter(read("?q=ada&sort=name"), "q", "").toString()).toBe("sort=name");
  });
});
