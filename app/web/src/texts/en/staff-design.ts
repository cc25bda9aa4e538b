/** What recruiters read where an assessment is designed. */
import { duration } from "./duration";
import { number, plural } from "./shared";

export const home = {
  create: "New assessment",
  archived: "Archived",
  current: "Current",
  which: "Which assessments",
  empty: "No assessments yet",
  emptyDetail: "Begin from one of the packaged designs; nothing is sent to anybody before you invite them.",
  emptyArchive: "Nothing is archived",
  emptyArchiveDetail: "Drafts and closed assessments can be put here, out of sight. Nothing is deleted.",
  of: (owner: string) => `of ${owner}`,
};

export const begin = {
  title: "New assessment",
  lead: "Choose a design to begin from. Everything in it can be changed before you publish it.",
  use: (title: string) => `Begin from ${title}`,
  button: "Begin from this",
  making: "Making the draft",
  contents: (count: number, seconds: number) => `${plural(count, "item", "items")}, ${duration(seconds)}`,
  names: {
    general: "For any of the four roles",
    screen: "A short screen",
    demo: "A bit of everything",
    "data-scientist": "For data scientists",
    "analytics-engineer": "For analytics engineers",
    "deep-learning-engineer": "For deep learning engineers",
    "machine-learning-engineer": "For machine learning engineers",
  } as Record<string, string>,
};

export const acts = {
  label: "What can be done with it",
  publish: "Publish",
  publishHint: "It is frozen then, with the items it may draw, and candidates can be invited.",
  close: "Close",
  closeSure: "Close it: nobody can start it any more",
  closeHint: "Attempts under way go on to their end. Keys show in the reports from then on.",
  version: "New version",
  versionHint: "A draft to change, in the same series. Who is invited stays with the version they have.",
  duplicate: "Duplicate",
  archive: "Archive",
  restore: "Restore",
  keep: "Keep it open",
};

export const editor = {
  design: "Design",
  title: "Title",
  titleHint: "Candidates see it.",
  instructions: "Instructions",
  instructionsHint: "Shown before the start. Markdown.",
  minutes: "Minutes for the whole test",
  sections: "Sections",
  section: (place: number) => `Section ${place}`,
  sectionTitle: "Title of the section",
  sectionInstructions: "Instructions of the section",
  draw: (place: number) => `Draw ${place}`,
  count: "Number of items",
  types: "Types",
  subtopics: "Subtopics",
  roles: "Roles",
  difficulties: "Difficulty",
  any: "any",
  named: (names: string[]) => `Only ${names.join(", ")}`,
  release: "Admit all items",
  addDraw: "Add a draw",
  addSection: "Add a section",
  remove: (what: string) => `Remove ${what}`,
  up: (what: string) => `Move ${what} up`,
  save: "Save",
  saving: "Saving",
  saved: "Saved",
  unsaved: "Not saved yet",
  levels: { 1: "1 knows the words", 2: "2 uses it rightly", 3: "3 debugs and decides" },
};

export const settings = {
  title: "Settings",
  disclosure: "While they sit it, candidates learn of a submission of code",
  disclosures: { verdict: "the verdict", explanation: "the verdict and why it is wrong" },
  results: "After the end, candidates read",
  resultLevels: {
    none: "nothing but a receipt",
    score: "their score",
    subtopics: "their score by subtopic",
    explanations: "all this, and once it is closed the right answers",
  },
  factor: "Time for who is invited, unless their invitation says otherwise",
  times: {
    "1": "the usual time",
    "1.25": "a quarter more",
    "1.5": "half as much again",
    "2": "twice the time",
  } as Record<string, string>,
  times_: (factor: number) => `× ${number(factor)} of the usual`,
  shared: "Shared with",
  sharedHint:
    "E-mail addresses of recruiters, one on each line. They see and may do all that you can here, but for this.",
  sharedNobody: "Nobody",
  owner: "Owner",
  save: "Save settings",
};

export const preview = {
  title: "What a form looks like",
  lead: "One of the forms a candidate may get, without its keys.",
  another: "Draw another",
  time: (shortest: number, longest: number) =>
    shortest === longest
      ? `Somebody who knows the answers needs ${duration(longest)}.`
      : `Somebody who knows the answers needs ${duration(shortest)} to ${duration(longest)}.`,
  tight: (longest: number, limit: number) =>
    `The longest form takes ${duration(longest)}, and the limit is ${duration(limit)}: give more time, or ask less.`,
  points: (points: number) => plural(points, "point", "points"),
  unfillable: "This design cannot be filled",
  place: (section: string, draw: number) => `${section}, draw ${draw}`,
  pool: (count: number, pool: number) => `${number(count)} of ${number(pool)} that fit`,
  narrowed: (by: string, left: number) => `${by}: ${number(left)} left`,
  by: {
    subtopics: "after subtopics",
    roles: "after roles",
    difficulties: "after difficulty",
    items: "after the named items",
  } as Record<string, string>,
  item: (place: number, title: string) => `${place}. ${title}`,
  facts: (kind: string, subtopic: string, difficulty: number, seconds: number) =>
    `${kind} · ${subtopic.replace(/-/g, " ")} · difficulty ${difficulty} · ${duration(Math.max(seconds, 60))}`,
};
