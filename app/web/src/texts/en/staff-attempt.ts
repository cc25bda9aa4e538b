/** Words of an attempt's report: its profile, what is believed wrongly, notes and the interview. */
import { number, plural } from "./shared";

const percent = (share: number): string => `${number(Math.round(share * 100))} %`;

export const profile = {
  bySection: "By section",
  bySubtopic: "By subtopic",
  byApplication: "By application",
  part: "Part",
  points: "Points",
  share: (share: number, low: number, high: number) =>
    `${percent(share)}, 95 % interval ${percent(low)} to ${percent(high)}`,
  shareShort: (share: number, low: number, high: number) =>
    `${percent(share)} (${percent(low)} to ${percent(high)})`,
  tooLittle: (items: number) => `not enough evidence: ${plural(items, "item", "items")}`,
  earned: (earned: number, possible: number) => `${number(earned)} / ${number(possible)}`,
  pending: (count: number) => `${number(count)} pending`,
  hint: "Bars show the share of points; the line through each is its 95 % interval. Few items leave it wide.",
};

export const beliefs = {
  heading: "What they believe wrongly",
  none: "Nothing is named: no wrong belief is shown by enough answers.",
  named: "named",
  notNamed: "not certain",
  probability: (probability: number) => `probability ${percent(probability)}`,
  both: "in concepts and in code",
  concepts: "in concepts",
  code: "in code",
  neither: "contradictory",
  evidence: "Evidence",
  shows: "shows it",
  against: "speaks against it",
};

export const interview = {
  heading: "Questions for the interview",
  none: "The answers suggest no question of their own.",
};

export const keeping = {
  heading: "Notes and shortlist",
  hint: "All recruiters who see this assessment see these; the candidate never does. They go when the person is erased.",
  add: "Put on my shortlist",
  remove: "Take off my shortlist",
  by: (names: string) => `On the shortlist of ${names}`,
  nobody: "On nobody's shortlist",
  note: "A note",
  save: "Save the note",
  saving: "Saving",
  change: "Change",
  cancel: "Leave it as it was",
  remove_note: "Delete",
  changed: (when: string) => `changed ${when}`,
};

export const actions = {
  pdf: "Download as PDF",
  print: "Print",
};
