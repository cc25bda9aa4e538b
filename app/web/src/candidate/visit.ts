/** Where this visit stands: before, during or after the attempt, or why it goes nowhere. */
import { signal } from "@preact/signals";
import { api } from "../api/client";
import { ask, type Problem, passesByItself } from "../api/problem";
import type { Attempt, Invitation } from "../api/types";
import { Exam, fetchAttempt } from "./exam";
import { forgetVisit, keepVisit, readVisit } from "./kept";
import { keepProgram } from "./offline";

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

function over(invitation: Invitation, attempt: Attempt, lost: string[]): void {
  stage.value = { name: "after", invitation, attempt, lost };
  void forgetVisit();
}

function enter(invitation: Invitation, attempt: Attempt, away: boolean): void {
  if (attempt.status === "finished") {
    over(invitation, attempt, []);
    return;
  }
  const exam = new Exam(attempt, away, {
    // During a pause the server shows no questions: those it showed before are kept.
    seen: (seen) => seen.status !== "paused" && void keepVisit(invitation, seen),
    over: (ended, lost) => over(invitation, ended, lost),
    // The link in this browser was opened for another invitation meanwhile.
    foreign: () => location.reload(),
  });
  stage.value = { name: "during", invitation, exam };
  // Whatever is not fetched now is asked for again when it is needed.
  const ahead = () => import("./ahead").then(({ fetchAhead }) => fetchAhead(exam.items));
  setTimeout(() => void ahead().catch(() => undefined), FETCH_AHEAD_MS);
}

/** Without the service, go on with what the device knows. */
async function cut(problem: Problem): Promise<void> {
  const kept = passesByItself(problem) ? await readVisit() : null;
  if (kept) enter(kept.invitation, kept.attempt, true);
  else failed(problem);
}

/** Read the invitation and go where it leads. */
export async function open(): Promise<void> {
  const invited = await ask(api.GET("/api/v1/invitation"));
  if (!invited.ok) return cut(invited.problem);
  setTimeout(keepProgram, FETCH_AHEAD_MS);
  const invitation = invited.data;
  if (invitation.status !== "started") await forgetVisit();
  if (invitation.status === "open") {
    stage.value = { name: "before", invitation };
  } else if (invitation.status === "expired") {
    stage.value = { name: "expired", invitation };
  } else {
    const attempt = await fetchAttempt();
    if (attempt.ok) enter(invitation, attempt.data, false);
    else await cut(attempt.problem);
  }
}

/** Start the attempt and its clock. Resolves to why it could not be started, if so. */
export async function startAttempt(invitation: Invitation): Promise<Problem | null> {
  const started = await ask(api.POST("/api/v1/attempt"));
  if (!started.ok) return started.problem;
  enter(invitation, started.data, false);
  return null;
}
