/** Words of an assessment's measurement page. */
import { number, plural } from "./shared";

export const measurement = {
  intro:
    "How far the scores of this assessment can be trusted, and which items to look at. Each figure says how many attempts it stands on; below what it needs it is not shown, because it would be believed and be wrong.",
  percent: (share: number) => `${number(share * 100)} %`,
  of: (n: number) => `n = ${number(n)}`,
  missing: (n: number, needs: number) => `not enough data: ${number(n)} of ${number(needs)}`,
  undefinedFigure: "not defined here",
  seeAttempts: "See the attempts",
};

export const figures = {
  heading: "Scores",
  cut: "Pass mark, % of the points",
  finished: "Finished and scored",
  pending: (count: number) => `${number(count)} pending`,
  mean: "Mean score",
  deviation: "Standard deviation",
  alpha: "Reliability (alpha)",
  error: "Standard error of a score",
  misclassified: "Decided wrongly at the pass mark",
  marginal: "Reliability of ability (IRT)",
  randomForms:
    "Candidates were given different items, so one alpha for all of them is not defined; the IRT reliability is.",
  distribution: "Distribution of scores",
  table: "The distribution as a table",
  score: "Score",
  attempts: "Attempts",
  range: (from: number, to: number) => `${number(from)} to ${number(to)} %`,
  none: "No attempt is finished and scored yet",
  noneDetail: "The figures appear as attempts are scored.",
};

export const items = {
  heading: "Items",
  sort: "Order",
  sorts: {
    flags: "Flagged first",
    difficulty: "Hardest first",
    discrimination: "Separating least first",
    exposure: "Shown most often first",
    time: "Slowest first",
    item: "By name",
  },
  item: "Item",
  difficulty: "Difficulty",
  difficultyHint: "mean share of its points",
  discrimination: "Discrimination",
  discriminationHint: "corrected point-biserial",
  exposure: "Shown",
  time: "Median time",
  expected: (seconds: number) => `expected ${duration(seconds)}`,
  calibrated: "IRT a, b",
  flags: "Look at",
  nothing: "nothing",
  flagged: (count: number) => plural(count, "item is flagged", "items are flagged"),
  options: "Who chose which option",
  option: "Option",
  key: "key",
  chosen: "Chosen by",
  rest: "Their score on the rest",
  closedOnly: "Options are shown once the assessment is closed, since they give keys away.",
  steps: (count: number) => plural(count, "step", "steps"),
};

export function duration(seconds: number): string {
  return seconds < 90 ? `${number(Math.round(seconds))} s` : `${number(Math.round(seconds / 6) / 10)} min`;
}

export const fairness = {
  heading: "Fairness",
  intro:
    "Candidates may tell something of themselves after the end. It is kept apart from their names, answers and scores; here are counts of groups only, never of fewer than ten people. A difference is a reason to look, not a proof.",
  none: "Not read yet",
  needs: (people: number, step: number) =>
    `A first reading takes ${number(people)} people who told something and are scored. Later ones take ${number(step)} more each, so that no two readings tell of one person.`,
  read: "Read now",
  readAt: (cut: number) =>
    `Read it at a pass mark of ${number(cut * 100)} %. It stays the mark for later readings.`,
  reading: (when: string, people: number, cut: number) =>
    `Read ${when}: ${plural(people, "person", "people")}, pass mark ${number(cut * 100)} %.`,
  group: "Group",
  count: "People",
  passed: "Passed",
  ratio: "Against the highest",
  p: "Fisher's p",
  small: "fewer than 30",
  adverse: "under four fifths",
  hidden: (count: number) => `${plural(count, "group is", "groups are")} too small to show.`,
  by: (question: string) => `By ${question}`,
  bias: "Items easier for one group at the same ability",
  noBias: (pairs: string[]) => `Compared: ${pairs.join("; ")}. No item stands out.`,
  easier: (by: number, reference: string, focal: string) =>
    by > 0
      ? `easier for ${reference} than for ${focal}, by ${number(by)} logits`
      : `easier for ${focal} than for ${reference}, by ${number(-by)} logits`,
  levels: { B: "slight", C: "large" } as Record<string, string>,
};
