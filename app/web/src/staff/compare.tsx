import type { ComponentChildren } from "preact";
import { api } from "../api/client";
import type { ComparedAttempt, PartScore } from "../api/types";
import { verdicts } from "../texts/en/coding";
import { number } from "../texts/en/shared";
import { frame } from "../texts/en/staff";
import { compare as words } from "../texts/en/staff-results";
import { Shown, useAnswer } from "./answer";
import { Page } from "./page";
import { Bar } from "./profile";
import { timeUsed } from "./results-table";
import { links, query } from "./router";
import { ScoreCell } from "./score";
import { askSignedIn } from "./session";

const none = "–";

/** Two to five attempts side by side; which ones is in the address. */
export function ComparePage({ id }: { id: string }) {
  const ids = new URLSearchParams(query.value).getAll("attempt");
  return (
    <Page title={words.title} wide above={<a href={links.results(id)}>{words.back}</a>}>
      {ids.length < 2 || ids.length > 5 ? (
        <p class="notice">{words.nothing}</p>
      ) : (
        <Comparison key={ids.join(" ")} id={id} ids={ids} />
      )}
    </Page>
  );
}

function Comparison({ id, ids }: { id: string; ids: string[] }) {
  const params = { path: { assessment_id: id }, query: { attempt: ids } };
  const answer = useAnswer<ComparedAttempt[]>(ids.join(" "), () =>
    askSignedIn(api.GET("/api/v1/assessments/{assessment_id}/compare", { params })),
  );
  return (
    <Shown answer={answer}>
      {(columns) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must take the focus
        <section class="scroll" tabIndex={0} aria-label={words.title}>
          <table class="compared">
            <thead>
              <tr>
                <th scope="col">
                  <span class="unseen">{words.what}</span>
                </th>
                {columns.map((column) => (
                  <th key={column.id} scope="col">
                    <a href={links.attempt(column.id)}>{column.candidate.name ?? frame.unknownPerson}</a>
                    <span class="soft block">{column.candidate.email}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <Figures columns={columns} />
              <Parts title={words.sections} of={(one) => one.sections} columns={columns} />
              <Parts title={words.subtopics} of={(one) => one.subtopics} columns={columns} />
              <Parts title={words.applications} of={(one) => one.applications} columns={columns} />
              <Line title={words.beliefs} columns={columns}>
                {(one) => one.beliefs.map((belief) => belief.title).join("; ") || words.noBeliefs}
              </Line>
              <Line title={words.code} columns={columns}>
                {(one) =>
                  one.code.length
                    ? one.code.map((code) => (
                        <span key={code.title} class="block">
                          {code.title}: {code.verdict ? verdicts[code.verdict] : none}
                        </span>
                      ))
                    : words.noCode
                }
              </Line>
            </tbody>
          </table>
        </section>
      )}
    </Shown>
  );
}

interface LineProps {
  title: string;
  columns: ComparedAttempt[];
  children: (column: ComparedAttempt) => ComponentChildren;
}

function Line({ title, columns, children }: LineProps) {
  return (
    <tr>
      <th scope="row">{title}</th>
      {columns.map((column) => (
        <td key={column.id}>{children(column)}</td>
      ))}
    </tr>
  );
}

function Figures({ columns }: { columns: ComparedAttempt[] }) {
  return (
    <>
      <Line title={words.score} columns={columns}>
        {(one) => <ScoreCell row={one} />}
      </Line>
      <Line title={words.percentile} columns={columns}>
        {(one) => (one.percentile == null ? none : number(one.percentile))}
      </Line>
      <Line title={words.time} columns={columns}>
        {(one) => (one.time_used_s === null ? none : timeUsed(one.time_used_s))}
      </Line>
      <Line title={words.integrity} columns={columns}>
        {(one) => number(one.integrity_notes)}
      </Line>
      <Line title={words.shortlist} columns={columns}>
        {(one) => one.shortlist.by.join(", ") || none}
      </Line>
    </>
  );
}

interface PartsProps {
  title: string;
  of: (column: ComparedAttempt) => PartScore[];
  columns: ComparedAttempt[];
}

/** A line for each part that any of them has: forms may differ. */
function Parts({ title, of, columns }: PartsProps) {
  const names = [...new Set(columns.flatMap((column) => of(column).map((part) => part.title)))];
  return (
    <>
      <tr>
        <th scope="rowgroup" colSpan={columns.length + 1} class="group">
          {title}
        </th>
      </tr>
      {names.map((name) => (
        <Line key={name} title={name.replace(/-/g, " ")} columns={columns}>
          {(column) => {
            const part = of(column).find((one) => one.title === name);
            return part ? <Bar part={part} /> : none;
          }}
        </Line>
      ))}
    </>
  );
}
