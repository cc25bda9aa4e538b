import { useEffect, useRef } from "preact/hooks";
import type { SubmissionReport } from "../api/types";
import { Printed } from "../design/printed";
import { printArray, printOutputs } from "../editor/arrays";
import { verdicts } from "../texts/en/coding";
import { moment, number } from "../texts/en/shared";
import { report as words } from "../texts/en/staff";
import type { GradeReport } from "./grade-report";

/** Code as it was handed in, with its verdict and everything that explains it. */
export function SubmissionCard({ submission }: { submission: SubmissionReport }) {
  const report = submission.report as GradeReport | null;
  const verdict = verdicts[submission.verdict ?? ""] ?? submission.status;
  return (
    <details class="submission" open={submission.kind === "submit"}>
      <summary>
        <span>{words.submission(submission.number, submission.kind)}</span>
        <span class={`verdict ${submission.verdict === "accepted" ? "good" : "bad"}`}>{verdict}</span>
        <span class="soft">
          {moment(submission.created_at)}
          {submission.by_server && `, ${words.byServer}`}
        </span>
      </summary>
      {report?.message && <p class="pre">{report.message}</p>}
      {report && <Diagnoses report={report} />}
      {report?.counterexample && <Counterexample found={report.counterexample} />}
      <h4>{words.source}</h4>
      <Source code={submission.source} />
      {report && report.checks.length > 0 && <Checks report={report} />}
      {report?.output && (
        <>
          <h4>{words.output}</h4>
          <Printed class="pre">{report.output}</Printed>
        </>
      )}
      {report && (
        <details>
          <summary>{words.recompute}</summary>
          <Printed>{JSON.stringify({ ...report.receipt, ...report.resources }, null, 2)}</Printed>
        </details>
      )}
    </details>
  );
}

function Diagnoses({ report }: { report: GradeReport }) {
  if (report.diagnosis.length === 0) return null;
  return (
    <div class="notice warn">
      <h4>{words.diagnosis}</h4>
      {report.diagnosis.map((found) => (
        <div key={found.id}>
          <p>
            <strong>{found.title}</strong>{" "}
            <span class="soft">({[found.id, ...found.equivalent].join(" = ")})</span>
          </p>
          {found.explanation && <p>{found.explanation}</p>}
          <p class="hint">{words.diagnosisMatched(found.probes_matched, found.probes_separating)}</p>
        </div>
      ))}
    </div>
  );
}

function Counterexample({ found }: { found: NonNullable<GradeReport["counterexample"]> }) {
  const inputs = Object.entries(found.inputs).map(([name, value]) => printArray(name, value));
  return (
    <>
      <h4>{words.counterexample}</h4>
      <p class="pre">
        {found.detail} <span class="soft">({found.arrays})</span>
      </p>
      <div class="thirds">
        <figure>
          <figcaption>{words.inputs}</figcaption>
          <Printed>{inputs.join("\n")}</Printed>
        </figure>
        <figure>
          <figcaption>{words.expected}</figcaption>
          <Printed>{printOutputs(found.expected)}</Printed>
        </figure>
        <figure>
          <figcaption>{words.got}</figcaption>
          <Printed>{printOutputs(found.got)}</Printed>
        </figure>
      </div>
    </>
  );
}

function Source({ code }: { code: string }) {
  const place = useRef<HTMLPreElement>(null);
  useEffect(() => {
    void import("../editor/highlight").then(
      ({ highlight }) => place.current?.replaceChildren(highlight(code)),
      () => undefined,
    );
  }, [code]);
  return (
    <Printed class="source" place={place}>
      {code}
    </Printed>
  );
}

function Checks({ report }: { report: GradeReport }) {
  const failed = report.checks.filter((check) => !check.passed);
  const passed = report.checks.filter((check) => check.passed);
  return (
    <>
      <h4>
        {words.checks}: {number(passed.length)} / {number(report.checks.length)} {words.passed}
      </h4>
      <ul class="check-list">
        {[...failed, ...passed].map((check) => (
          <li key={check.id}>
            <span>
              <span class={check.passed ? "good-text" : "bad-text"} aria-hidden="true">
                {check.passed ? "✓" : "✗"}
              </span>{" "}
              <code>{check.id}</code> <span class="unseen">{check.passed ? words.passed : words.failed}</span>
            </span>
            <span class="soft pre">{check.detail}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
