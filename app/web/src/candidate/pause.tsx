import { useSignal } from "@preact/signals";
import { api } from "../api/client";
import { ask, type Problem } from "../api/problem";
import { ProblemNote } from "../design/problem";
import { pausing as words } from "../texts/en/pausing";
import { clockText } from "./clock";
import type { Exam } from "./exam";

/** Stops the clock, where the invitation grants it. */
export default function PauseButton({ exam }: { exam: Exam }) {
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const left = exam.pause.value?.left_s ?? 0;
  const pause = async () => {
    if (busy.value || left === 0) return;
    busy.value = true;
    // What was typed until now counts as typed before the pause.
    await exam.outbox.flush();
    const result = await ask(api.POST("/api/v1/attempt/pause"));
    busy.value = false;
    problem.value = result.ok ? null : result.problem;
    if (result.ok) exam.take(result.data);
  };
  return (
    <>
      <button
        type="button"
        class="quiet"
        aria-disabled={left === 0}
        title={words.pauseLeft(clockText(left))}
        onClick={() => void pause()}
      >
        {words.pause}
      </button>
      <ProblemNote problem={problem.value} />
    </>
  );
}
