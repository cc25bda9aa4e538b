import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api } from "../api/client";
import type { Problem } from "../api/problem";
import type { Exemplars, ExemplarsResult } from "../api/types";
import { ProblemNote } from "../design/problem";
import { Prose } from "../prose/prose";
import { queue, calibration as words } from "../texts/en/staff-reviews";
import { Shown, useAnswer } from "./answer";
import { Page } from "./page";
import { goToNext } from "./review";
import { singleKeys } from "./review-keys";
import { links } from "./router";
import { Scales, useScaleKeys } from "./scales";
import { askSignedIn } from "./session";

/** An item's exemplars, scored before its real answers are. */
export function CalibrationPage({ id }: { id: string }) {
  const params = { path: { version_id: id } };
  const result = useSignal<ExemplarsResult | null>(null);
  const answer = useAnswer<Exemplars>(id, () =>
    askSignedIn(api.GET("/api/v1/calibrations/{version_id}", { params })),
  );
  return (
    <Page
      title={answer.data ? `${words.title}: ${answer.data.item_title}` : words.title}
      above={<a href={links.reviews}>{queue.title}</a>}
    >
      <Shown answer={answer}>
        {(task) =>
          result.value ? (
            <Outcome
              task={task}
              result={result.value}
              onAgain={() => {
                result.value = null;
                answer.again();
              }}
            />
          ) : (
            <Task task={task} onScored={(scored) => (result.value = scored)} />
          )
        }
      </Shown>
    </Page>
  );
}

interface TaskProps {
  task: Exemplars;
  onScored: (result: ExemplarsResult) => void;
}

function Task({ task, onScored }: TaskProps) {
  const levels = useSignal<Record<string, number>>({});
  const problem = useSignal<Problem | null>(null);
  const said = useSignal("");
  const scales = task.passages.map((passage, place) => ({
    id: passage.id,
    levels: task.criterion.levels,
    title: (
      <>
        <span class="label">{words.passage(place + 1)}</span>
        <blockquote class="quoted">{passage.text}</blockquote>
      </>
    ),
  }));
  const send = async () => {
    const missing = scales.filter((scale) => !(scale.id in levels.value)).length;
    said.value = missing > 0 ? words.missing(missing) : "";
    if (missing > 0) return;
    const body = { levels: levels.value };
    const params = { path: { version_id: task.item_version_id } };
    const scored = await askSignedIn(api.POST("/api/v1/calibrations/{version_id}", { params, body }));
    problem.value = scored.ok ? null : scored.problem;
    if (scored.ok) onScored(scored.data);
  };
  useScaleKeys({ scales, levels, single: singleKeys.value, onEnter: () => void send() });
  return (
    <>
      <p class="lead">{task.needed > 0 ? words.lead(task.needed) : words.leadFree}</p>
      {task.best !== null && <p class="soft">{words.tries(task.tries, task.best)}</p>}
      <details class="card">
        <summary>{words.prompt}</summary>
        <Prose text={task.prompt} />
      </details>
      <details class="card">
        <summary>{words.modelAnswer}</summary>
        <Prose text={task.model_answer} />
      </details>
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <h2>
          {words.criterion}: {task.criterion.title}
        </h2>
        <Scales scales={scales} levels={levels} />
        <ProblemNote problem={problem.value} />
        <div class="buttons">
          <button type="submit" class="main">
            {words.send}
          </button>
          <span role="status" class="soft">
            {said.value}
          </span>
        </div>
      </form>
    </>
  );
}

interface OutcomeProps {
  task: Exemplars;
  result: ExemplarsResult;
  onAgain: () => void;
}

function Outcome({ task, result, onAgain }: OutcomeProps) {
  const problem = useSignal<Problem | null>(null);
  useEffect(() => scrollTo(0, 0), []);
  const order = task.passages.map((passage) => result.passages.find((one) => one.id === passage.id));
  const review = async () => {
    problem.value = await goToNext();
  };
  return (
    <>
      <p class={result.passed ? "notice good" : "notice warn"} role="status">
        {result.passed ? words.passed(result.agreement) : words.failed(result.agreement, result.needed)}
      </p>
      <ProblemNote problem={problem.value} />
      {order.map(
        (passage, place) =>
          passage && (
            <section class="card" key={passage.id}>
              <h2>{words.passage(place + 1)}</h2>
              <blockquote class="quoted">{passage.text}</blockquote>
              <dl class="facts">
                <div>
                  <dt>{words.given}</dt>
                  <dd>{words.level(passage.given)}</dd>
                </div>
                <div>
                  <dt>{words.known}</dt>
                  <dd class={passage.given === passage.known ? "good-text" : "bad-text"}>
                    {passage.given === passage.known ? words.same : words.level(passage.known)}
                  </dd>
                </div>
              </dl>
              <p class="why">
                <span class="soft">{words.why}:</span> <Prose text={passage.description} inline />
              </p>
            </section>
          ),
      )}
      <div class="buttons">
        {result.passed && (
          <button type="button" class="main" onClick={() => void review()}>
            {words.review}
          </button>
        )}
        <button type="button" onClick={onAgain}>
          {words.again}
        </button>
      </div>
    </>
  );
}
