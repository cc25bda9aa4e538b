import { useEffect, useState } from "preact/hooks";
import { api } from "../api/client";
import type { Problem, Result } from "../api/problem";
import type { Blueprint, FormPreview } from "../api/types";
import { ProblemNote } from "../design/problem";
import { Prose } from "../prose/prose";
import { shared, types } from "../texts/en/shared";
import { preview as words } from "../texts/en/staff-design";
import { askSignedIn } from "./session";

const WAIT_MS = 400; // a design is drawn once its author pauses

interface Props {
  /** What the preview is of: when it changes, another is asked for. */
  of: string;
  ask: (seed: number) => Promise<Result<FormPreview>>;
}

/** A preview of a design as it stands, saved or not. */
export function DesignPreview({ design }: { design: Blueprint }) {
  const ask = (seed: number) =>
    askSignedIn(api.POST("/api/v1/blueprints/preview", { body: { blueprint: design, seed } }));
  return <Preview of={JSON.stringify(design)} ask={ask} />;
}

/** A preview of what candidates of an assessment are given. */
export function AssessmentPreview({ id }: { id: string }) {
  const ask = (seed: number) => {
    const params = { path: { assessment_id: id }, query: { seed } };
    return askSignedIn(api.GET("/api/v1/assessments/{assessment_id}/preview", { params }));
  };
  return <Preview of={id} ask={ask} />;
}

/** A form, how long forms take, and what cannot be filled. */
function Preview({ of, ask }: Props) {
  const [seed, setSeed] = useState(0);
  const [form, setForm] = useState<FormPreview | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    let left = false;
    const timer = setTimeout(async () => {
      const result = await ask(seed);
      if (left) return;
      setProblem(result.ok ? null : result.problem);
      if (result.ok) setForm(result.data);
    }, WAIT_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [of, seed]);
  return (
    <section class="card preview-form">
      <div class="section-head tight">
        <h2>{words.title}</h2>
        <button type="button" onClick={() => setSeed(seed + 1)}>
          {words.another}
        </button>
      </div>
      <p class="hint">{words.lead}</p>
      <ProblemNote problem={problem} />
      {form ? <Drawn form={form} /> : !problem && <p class="soft">{shared.loading}…</p>}
    </section>
  );
}

function Drawn({ form }: { form: FormPreview }) {
  const { shortest_s, longest_s } = form.expected;
  let place = 0;
  return (
    <>
      <div role="status">
        <Unfilled form={form} />
        <p>
          {words.time(shortest_s, longest_s)} <span class="soft">{words.points(form.points)}</span>
        </p>
        {longest_s > form.time_limit_s && (
          <p class="notice warn">{words.tight(longest_s, form.time_limit_s)}</p>
        )}
      </div>
      {form.sections.map((section, at) => (
        <section key={at}>
          <h3>{section.title}</h3>
          <ol class="drawn" start={place + 1}>
            {section.items.map((item) => {
              place += 1;
              return (
                <li key={`${place} ${item.title}`}>
                  <details>
                    <summary>
                      {item.title}
                      <span class="soft block">
                        {words.facts(
                          types[item.type as keyof typeof types],
                          item.subtopic,
                          item.difficulty,
                          item.expected_time_s,
                        )}
                      </span>
                    </summary>
                    <Prose text={item.prompt} pictures />
                    {item.options && (
                      <ul>
                        {item.options.map((option) => (
                          <li key={option}>
                            <Prose text={option} inline />
                          </li>
                        ))}
                      </ul>
                    )}
                  </details>
                </li>
              );
            })}
          </ol>
        </section>
      ))}
    </>
  );
}

function Unfilled({ form }: { form: FormPreview }) {
  if (form.can_be_filled) return null;
  return (
    <div class="notice bad">
      <p class="notice-title">{words.unfillable}</p>
      <ul>
        {form.sections.flatMap((section, at) =>
          section.draws.flatMap((draw, place) =>
            draw.problem
              ? [
                  <li key={`${at} ${place}`}>
                    <strong>{words.place(section.title, place + 1)}</strong>: {draw.problem}
                    {draw.narrowed.length > 0 && (
                      <span class="soft block">
                        {draw.narrowed
                          .map((step) => words.narrowed(words.by[step.by] ?? step.by, step.left))
                          .join(" · ")}
                      </span>
                    )}
                  </li>,
                ]
              : [],
          ),
        )}
      </ul>
    </div>
  );
}
