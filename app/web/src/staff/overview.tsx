import type { Assessment } from "../api/types";
import { duration } from "../texts/en/duration";
import { AssessmentFrame } from "./assessment-page";

/** What an assessment asks, and how long it takes. */
export function OverviewPage({ id }: { id: string }) {
  return (
    <AssessmentFrame id={id} here="overview">
      {(assessment) => <Design assessment={assessment} />}
    </AssessmentFrame>
  );
}

function Design({ assessment }: { assessment: Assessment }) {
  return (
    <section class="card">
      <p class="soft">{duration(assessment.time_limit_s)}</p>
      <ol>
        {assessment.sections.map((section, index) => (
          <li key={index}>
            {section.title}, {section.draws.reduce((sum, draw) => sum + draw.count, 0)}
          </li>
        ))}
      </ol>
    </section>
  );
}
