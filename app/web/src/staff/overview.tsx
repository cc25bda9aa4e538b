import type { Assessment } from "../api/types";
import { duration } from "../texts/en/duration";
import { types } from "../texts/en/shared";
import { editor as words } from "../texts/en/staff-design";
import type { Answer } from "./answer";
import { Acts } from "./assessment-acts";
import { AssessmentFrame } from "./assessment-page";
import { type Draw, spoken } from "./design";
import { DraftEditor } from "./draft";
import { AssessmentPreview } from "./form-preview";
import { Settings } from "./settings";

/** What an assessment asks, and how long it takes; of a draft, where that is decided. */
export function OverviewPage({ id }: { id: string }) {
  return (
    <AssessmentFrame id={id} here="overview">
      {(assessment, answer) => <Overview assessment={assessment} answer={answer} />}
    </AssessmentFrame>
  );
}

function Overview({ assessment, answer }: { assessment: Assessment; answer: Answer<Assessment> }) {
  const settings = <Settings assessment={assessment} onSaved={answer.again} />;
  if (assessment.state === "draft")
    return (
      <DraftEditor assessment={assessment} onChanged={answer.again}>
        {settings}
      </DraftEditor>
    );
  return (
    <>
      <Acts assessment={assessment} onChanged={answer.again} />
      <div class="desk">
        <div>
          <Design assessment={assessment} />
          {settings}
        </div>
        <AssessmentPreview id={assessment.id} />
      </div>
    </>
  );
}

function Design({ assessment }: { assessment: Assessment }) {
  return (
    <section class="card">
      <h2>{words.design}</h2>
      <p>{duration(assessment.time_limit_s)}</p>
      {assessment.instructions && <p class="pre soft">{assessment.instructions}</p>}
      <ol>
        {assessment.sections.map((section, at) => (
          <li key={at}>
            <strong>{section.title}</strong>
            <ul>
              {section.draws.map((draw, place) => (
                <li key={place}>{drawn(draw)}</li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}

function drawn(draw: Draw): string {
  const levels = draw.difficulties?.map((level) => words.levels[level]);
  const filters = [draw.subtopics, levels, draw.roles, draw.items].flatMap((names) =>
    names ? [names.map(spoken).join(" or ")] : [],
  );
  return [
    `${draw.count} × ${draw.types.map((type) => types[type].toLowerCase()).join(" or ")}`,
    ...filters,
  ].join(", ");
}
