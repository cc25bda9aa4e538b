import { useSignal } from "@preact/signals";
import { api } from "../api/client";
import type { Calibration, ScoreSummary } from "../api/types";
import { number } from "../texts/en/shared";
import { figures, measurement as words } from "../texts/en/staff-measurement";
import { Shown, useAnswer } from "./answer";
import { AssessmentFrame } from "./assessment-page";
import { Fairness } from "./fairness";
import { FigureText } from "./figure";
import { Histogram } from "./histogram";
import { Items } from "./measurement-items";
import { links } from "./router";
import { askSignedIn } from "./session";
import "./measurement.css";

const CUT = 70;

/** How far an assessment's scores can be trusted, and which of its items to look at. */
export function MeasurementPage({ id }: { id: string }) {
  return (
    <AssessmentFrame id={id} here="measurement">
      {() => <Measured id={id} />}
    </AssessmentFrame>
  );
}

function Measured({ id }: { id: string }) {
  const cut = useSignal(CUT);
  const path = { assessment_id: id };
  const summary = useAnswer<ScoreSummary>(`${id} ${cut.value}`, () =>
    askSignedIn(
      api.GET("/api/v1/assessments/{assessment_id}/summary", {
        params: { path, query: { cut: cut.value / 100 } },
      }),
    ),
  );
  const calibration = useAnswer<Calibration>(id, () =>
    askSignedIn(api.GET("/api/v1/assessments/{assessment_id}/calibration", { params: { path } })),
  );
  return (
    <>
      <p class="lead-in">{words.intro}</p>
      <section>
        <div class="section-head">
          <h2>{figures.heading}</h2>
          <label class="inline-label">
            {figures.cut}{" "}
            <input
              class="short"
              type="number"
              min="0"
              max="100"
              value={cut.value}
              onChange={(event) => {
                const mark = event.currentTarget.valueAsNumber;
                if (mark >= 0 && mark <= 100) cut.value = mark;
              }}
            />
          </label>
        </div>
        <Shown answer={summary}>
          {(data) => <Scores id={id} data={data} calibration={calibration.data} />}
        </Shown>
      </section>
      <Items id={id} calibration={calibration.data} />
      <Fairness id={id} cut={cut.value / 100} />
    </>
  );
}

interface ScoresProps {
  id: string;
  data: ScoreSummary;
  calibration: Calibration | null;
}

function Scores({ id, data, calibration }: ScoresProps) {
  const scored = data.finished - data.pending;
  if (scored === 0) {
    return (
      <div class="card empty">
        <p>
          <strong>{figures.none}</strong>
        </p>
        <p class="soft">{figures.noneDetail}</p>
      </div>
    );
  }
  return (
    <div class="card">
      <dl class="facts wide-facts">
        <div>
          <dt>{figures.finished}</dt>
          <dd>
            <a href={links.results(id)}>{number(scored)}</a>
            {data.pending > 0 && <span class="soft block">{figures.pending(data.pending)}</span>}
          </dd>
        </div>
        <Fact title={figures.mean} figure={data.mean} show={words.percent} />
        <Fact title={figures.deviation} figure={data.deviation} show={words.percent} />
        <Fact title={figures.alpha} figure={data.alpha} show={number} />
        <Fact title={figures.error} figure={data.error} show={words.percent} />
        {data.misclassified && (
          <Fact title={figures.misclassified} figure={data.misclassified} show={words.percent} />
        )}
        {calibration && <Fact title={figures.marginal} figure={calibration.reliability} show={number} />}
      </dl>
      {!data.same_form && scored > 1 && <p class="soft">{figures.randomForms}</p>}
      {calibration && <p class="soft">{calibration.statement}</p>}
      <Histogram counts={data.histogram} />
    </div>
  );
}

function Fact({ title, figure, show }: { title: string } & Parameters<typeof FigureText>[0]) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        <FigureText figure={figure} show={show} />
      </dd>
    </div>
  );
}
