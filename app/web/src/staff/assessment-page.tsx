import type { ComponentChildren } from "preact";
import { api } from "../api/client";
import type { Assessment } from "../api/types";
import { frame, assessments as words } from "../texts/en/staff";
import { type Answer, Shown, useAnswer } from "./answer";
import { AssessmentTabs, type Tab } from "./assessment-tabs";
import { Page } from "./page";
import { links } from "./router";
import { askSignedIn } from "./session";

interface Props {
  id: string;
  here: Tab;
  children: (assessment: Assessment, answer: Answer<Assessment>) => ComponentChildren;
}

/** What all pages of one assessment have in common: its title, where it stands, and the tabs. */
export function AssessmentFrame({ id, here, children }: Props) {
  const params = { path: { assessment_id: id } };
  const answer = useAnswer<Assessment>(id, () =>
    askSignedIn(api.GET("/api/v1/assessments/{assessment_id}", { params })),
  );
  return (
    <Page title={answer.data?.title ?? words.title} wide above={<a href={links.home}>{frame.assessments}</a>}>
      <Shown answer={answer}>
        {(assessment) => (
          <>
            <p class="soft standing">
              <span class={`badge ${assessment.state}`}>{words.states[assessment.state]}</span>{" "}
              {words.version(assessment.version)}
            </p>
            <AssessmentTabs id={id} here={here} />
            {children(assessment, answer)}
          </>
        )}
      </Shown>
    </Page>
  );
}
