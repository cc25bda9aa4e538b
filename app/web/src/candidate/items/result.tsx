import { useEffect, useRef } from "preact/hooks";
import type { Submission } from "../../api/types";
import { Printed } from "../../design/printed";
import { verdicts, coding as words } from "../../texts/en/coding";
import { Explanation } from "./explanation";

/** What is known of the latest hand-in, as it comes. */
export function CodeResult({ submission }: { submission: Submission | null }) {
  const section = useRef<HTMLElement>(null);
  const done = submission?.status === "done" && submission.id;
  useEffect(() => {
    // For who pressed the button and waits; whoever types on meanwhile, or reads the task, is left there.
    if (done && document.activeElement?.matches(".buttons button"))
      section.current?.scrollIntoView({ block: "nearest" });
  }, [done]);
  return (
    <section class="result" aria-live="polite" ref={section}>
      {submission && <Latest submission={submission} />}
    </section>
  );
}

function headline(submission: Submission): string {
  if (submission.status !== "done") return words[submission.status];
  if (submission.kind === "run" && submission.verdict === "accepted") return words.acceptedRun;
  return verdicts[submission.verdict ?? "replaced"] ?? String(submission.verdict);
}

function tone(submission: Submission): string {
  if (submission.status !== "done") return "notice";
  if (submission.verdict === "accepted") return "notice good";
  return !submission.verdict || submission.verdict === "internal_error" ? "notice warn" : "notice bad";
}

function Latest({ submission }: { submission: Submission }) {
  const waits = submission.status !== "done";
  return (
    <div class={tone(submission)} data-verdict={submission.verdict ?? submission.status} aria-busy={waits}>
      <h3>
        {words.kinds[submission.kind]}: {headline(submission)}
        {waits && "…"}
      </h3>
      {submission.message && <p class="pre">{submission.message}</p>}
      {submission.explanation && <Explanation explanation={submission.explanation} />}
      {(submission.checks ?? []).length > 0 && <Checks checks={submission.checks ?? []} />}
      {submission.output && (
        <>
          <p class="label">{words.output}</p>
          <Printed class="output">{submission.output}</Printed>
        </>
      )}
    </div>
  );
}

function Checks({ checks }: { checks: Record<string, unknown>[] }) {
  return (
    <ul class="list checks">
      {checks.map((check) => (
        <li key={String(check.id)}>
          <span>
            <span class={check.passed ? "good-text" : "bad-text"} aria-hidden="true">
              {check.passed ? "✓" : "✗"}
            </span>{" "}
            {String(check.id).replace(/[._]/g, " ")} {check.passed ? words.passed : words.failed}
          </span>
          {check.detail ? <span class="soft pre">{String(check.detail)}</span> : null}
        </li>
      ))}
    </ul>
  );
}
