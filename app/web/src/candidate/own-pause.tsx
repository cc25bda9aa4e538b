import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { api } from "../api/client";
import { ask, type Problem } from "../api/problem";
import { ProblemNote } from "../design/problem";
import { exam as examWords } from "../texts/en/candidate";
import { pausing as words } from "../texts/en/pausing";
import { clockText } from "./clock";
import type { Exam } from "./exam";

/** In place of the questions while the candidate pauses. `ends` is in milliseconds since 1970. */
export default function OwnPause({ exam, ends }: { exam: Exam; ends: number }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const problem = useSignal<Problem | null>(null);
  useEffect(() => heading.current?.focus(), []);
  const resume = async () => {
    const result = await ask(api.POST("/api/v1/attempt/resume"));
    problem.value = result.ok ? null : result.problem;
    if (result.ok) exam.take(result.data);
  };
  return (
    <section class="card">
      <h1 ref={heading} tabIndex={-1}>
        {examWords.paused}
      </h1>
      <p>{words.ownPause}</p>
      <p>{words.goesOn(clockText(exam.clock.leftUntil(ends)))}</p>
      <ProblemNote problem={problem.value} />
      <button type="button" class="main" onClick={() => void resume()}>
        {words.resume}
      </button>
    </section>
  );
}
