/** Where this visit stands: before, during or after the attempt, or why it goes nowhere. */
import { signal } from "@preact/signals";
import { api } from "../api/client";
import { ask, type Problem, passesByItself } from "../api/problem";
import type { Attempt, Invitation } from "../api/types";
import { Exam, fetchAttempt } from "./exam";

export type Stage =
  | { name: "loading" }
  | { name: "before"; invitation: Invitation }
  | { name: "during"; invitation: Invitation; exam: Exam }
  | { name: "after"; invitation: Invitation; attempt: Attempt; lost: string[] }
  | { name: "expired"; invitation: Invitation }
  | { name: "failed"; problem: Problem };

export const stage = signal<Stage>({ name: "loading" });

const RETRY_MS = 3_000;
const FETCH_AHEAD_MS = 1_500;

function failed(problem: Problem): void {
  stage.value = { name: "failed", problem };
  if (passesByItself(problem)) setTimeout(() => void open(), RETRY_MS);
}

/** Fetch what later questions need while there is a connection, so that losing it hides nothing. */
function fetchAhead(exam: Exam): void {
  const parts: Promise<unknown>[] = [
    import("../prose/markdown"),
    import("../prose/maths"),
    import("./after"),
  ];
  if (exam.items.some((item) => item.type === "coding")) {
    parts.push(import("./items/coding"), import("../editor/editor"));
  }
  // Whatever is not fetched now is asked for again when it is needed.
  void Promise.allSettled(parts);
}

function enter(invitation: Invitation, attempt: Attempt): void {
  if (attempt.status === "finished") {
    stage.value = { name: "after", invitation, attempt, lost: [] };
    return;
  }
  const exam = new Exam(attempt, (ended, lost) => {
    stage.value = { name: "after", invitation, attempt: ended, lost };
  });
  stage.value = { name: "during", invitation, exam };
  setTimeout(() => fetchAhead(exam), FETCH_AHEAD_MS);
}

/** Read the invitation and go where it leads. */
export async function open(): Promise<void> {
  const invited = await ask(api.GET("/api/v1/invitation"));
  if (!invited.ok) return failed(invited.problem);
  const invitation = invited.data;
  if (invitation.status === "open") {
    stage.value = { name: "before", invitation };
  } else if (invitation.status === "expired") {
    stage.value = { name: "expired", invitation };
  } else {
    const attempt = await fetchAttempt();
    if (!attempt.ok) return failed(attempt.problem);
    enter(invitation, attempt.data);
  }
}

/** Start the attempt and its clock. Resolves to why it could not be started, if so. */
export async function startAttempt(invitation: Invitation): Promise<Problem | null> {
  const started = await ask(api.POST("/api/v1/attempt"));
  if (!started.ok) return started.problem;
  enter(invitation, started.data);
  return null;
}
