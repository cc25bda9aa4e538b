/** Words about code and its verdict. */
import { plural } from "./shared";

export const verdicts: Record<string, string> = {
  accepted: "Accepted",
  wrong_answer: "Wrong answer",
  runtime_error: "The code raised an error",
  time_limit: "Over the time limit",
  memory_limit: "Over the memory limit",
  output_limit: "Printed too much",
  invalid_submission: "Not valid code for this item",
  internal_error: "Not graded yet, through no fault of the code",
  replaced: "A newer run took its place",
};

export const coding = {
  editor: "Your code",
  loading: "Loading the editor",
  editorHint: "Tab indents. Press Escape, then Tab, to leave the editor. Control and Enter runs.",
  reset: "Reset to the starter code",
  isReset: "The starter code is back.",
  undoReset: "Undo: bring my code back",
  samples: "Samples",
  sample: (index: number) => `Sample ${index}`,

  run: "Run the samples",
  submit: "Submit",
  submitsLeft: (left: number) => `${plural(left, "submission", "submissions")} left`,
  explain: "A run tries the samples. A submission is graded on more inputs; the last one counts.",
  queued: "Waiting for a free grader",
  running: "Running",
  kinds: { run: "Run", submit: "Submission" },
  passed: "passed",
  failed: "failed",
  output: "Printed",
  following: "The connection dropped; asking again for the result.",
  acceptedRun: "All samples pass",
};
