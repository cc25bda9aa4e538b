import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { api } from "../api/client";
import { ask, type Problem } from "../api/problem";
import type { Attempt, Results as Told } from "../api/types";
import { ProblemNote } from "../design/problem";
import { subtopics, results as words } from "../texts/en/results";
import { Explained } from "./explained";
import "./results.css";

const AGAIN_MS = 15_000;

/** What the assessment shows of the results by now, which may be nothing; `children` come before explanations. */
export function Results({ attempt, children }: { attempt: Attempt; children: ComponentChildren }) {
  const told = useSignal<Told | null>(null);
  const problem = useSignal<Problem | null>(null);
  useEffect(() => {
    const look = async () => {
      const answer = await ask(api.GET("/api/v1/attempt/results"));
      problem.value = answer.ok ? null : answer.problem;
      if (answer.ok) told.value = answer.data;
    };
    void look();
    // Code is graded within seconds after the end; prose waits for a person, so a page out of sight does not ask.
    const timer = setInterval(() => {
      if (document.visibilityState === "visible" && told.peek()?.pending !== 0) void look();
    }, AGAIN_MS);
    return () => clearInterval(timer);
  }, [problem, told]);
  const known = told.value;
  if (!known || known.shown === "none") {
    return (
      <>
        <ProblemNote problem={problem.value} />
        {children}
      </>
    );
  }
  return (
    <>
      <section class="card result-card" aria-live="polite">
        <h2>{words.title}</h2>
        <Total told={known} />
        {known.subtopics && <Subtopics told={known} />}
        {known.explained_once_closed && <p class="notice">{words.explainedLater}</p>}
      </section>
      {children}
      {known.items && <Explained attempt={attempt} items={known.items} />}
    </>
  );
}

function Total({ told }: { told: Told }) {
  const { score, pending } = told;
  if (!score || score.earned === null) return <p class="notice warn">{words.notFinal(pending ?? 0)}</p>;
  return <p class="total">{words.ofPoints(score.earned, score.possible)}</p>;
}

function Subtopics({ told }: { told: Told }) {
  return (
    <table class="subtopics">
      <caption class="label">{words.bySubtopic}</caption>
      <thead class="unseen">
        <tr>
          <th scope="col">{words.subtopic}</th>
          <th scope="col">{words.score}</th>
        </tr>
      </thead>
      <tbody>
        {(told.subtopics ?? []).map((part) => (
          <tr key={part.subtopic}>
            <th scope="row">{subtopics[part.subtopic]}</th>
            <td>
              {part.earned === null ? (
                <>
                  {words.pendingOf(part.possible)} <span class="soft unscored">{words.notYet}</span>
                </>
              ) : (
                words.points(part.earned, part.possible)
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
