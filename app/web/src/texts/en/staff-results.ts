/** Words of the results of an assessment: the list of attempts, its filters, comparing and exporting. */
import { number, plural } from "./shared";

export const results = {
  heading: "Attempts",
  empty: "Nobody has started yet",
  emptyDetail:
    "Attempts appear here as soon as a candidate starts. The invitations page makes links for them.",
  none: "No attempt passes these filters",
  noneDetail: "Clear a filter, or all of them, to see more.",
  columns: {
    name: "Candidate",
    status: "Status",
    score: "Score",
    percentile: "Percentile",
    time_used: "Time used",
    finished_at: "Finished",
    started_at: "Started",
    beside: "Beside it",
    compare: "Compare",
  },
  sort: "Order",
  sorts: {
    "-score": "Highest score first",
    score: "Lowest score first",
    "-percentile": "Highest share of points first",
    percentile: "Lowest share of points first",
    name: "Name, A to Z",
    "-name": "Name, Z to A",
    "-started_at": "Started last first",
    started_at: "Started first first",
    "-finished_at": "Finished last first",
    finished_at: "Finished first first",
    time_used: "Least time used first",
    "-time_used": "Most time used first",
  },
  sortBy: (column: string) => `Order by ${column.toLowerCase()}`,
  error: (points: number) => `± ${number(points)}`,
  errorHint: "Standard error of measurement: two of three times the true score lies within it.",
  percentile: (rank: number) => number(rank),
  notFinal: "–",
  integrityNotes: "Integrity notes",
  integrity: (count: number) => plural(count, "integrity note", "integrity notes"),
  notes: (count: number) => plural(count, "note", "notes"),
  shortlisted: "shortlisted",
  pick: (name: string) => `Compare ${name}`,
};

export const filters = {
  search: "Search by name or e-mail",
  searchHint: "Ada, Lovelace or ada@",
  status: "Status",
  anyStatus: "Any",
  scoreFrom: "Score from",
  scoreTo: "to",
  more: "Filters",
  pending: "Waits for a reviewer or a verdict",
  shortlisted: "On the shortlist",
  noted: "Has notes",
  integrity: "Has integrity notes",
  clear: "Clear all filters",
};

export const scale = {
  against: (count: number, when: string) =>
    `Percentiles are read against ${plural(count, "attempt", "attempts")}, frozen ${when}.`,
  freeze: "Freeze a reference set now",
  freezeAgain: "Freeze anew",
  freezing: "Freezing",
};

export const compare = {
  title: "Compare attempts",
  button: (count: number) => `Compare ${number(count)} side by side`,
  hint: "Tick two to five attempts to compare them.",
  full: "Five attempts fit side by side; take one away first.",
  clear: "Take all away",
  back: "Results",
  what: "Figure",
  score: "Score",
  percentile: "Percentile",
  time: "Time used",
  integrity: "Integrity notes",
  shortlist: "Shortlist",
  sections: "By section",
  subtopics: "By subtopic",
  applications: "By application",
  beliefs: "Believes wrongly",
  noBeliefs: "Nothing named",
  code: "Code",
  noCode: "No code",
  nothing: "Choose two to five attempts on the results page; its address then names them.",
};

export const exporting = {
  title: "Export",
  hint: "What the filters let through, in the order shown.",
  formats: { csv: "CSV", json: "JSON", xlsx: "Excel (XLSX)" },
  progress: (done: number, size: string) => `${plural(done, "row", "rows")} so far, ${size}`,
  preparing: "Preparing the file",
  cancel: "Stop",
  broken: "The file did not come to its end",
  brokenDetail: "Nothing was saved. Try again.",
  done: (name: string) => `${name} is saved.`,
  mebibytes: (count: number) => `${number(count)} MiB`,
};
