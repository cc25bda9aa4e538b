import { useSignal } from "@preact/signals";
import { api } from "../api/client";
import type { Problem } from "../api/problem";
import type { Blueprint, PackagedBlueprint } from "../api/types";
import { ProblemNote } from "../design/problem";
import { frame } from "../texts/en/staff";
import { begin as words } from "../texts/en/staff-design";
import { Shown, useAnswer } from "./answer";
import { itemCount, spoken } from "./design";
import { Page } from "./page";
import { go, links } from "./router";
import { askSignedIn } from "./session";

const named = (name: string): string => words.names[name] ?? spoken(name);

/** The packaged designs; choosing one makes a draft of it. */
export function NewAssessmentPage() {
  const answer = useAnswer<PackagedBlueprint[]>("blueprints", () =>
    askSignedIn(api.GET("/api/v1/blueprints")),
  );
  const problem = useSignal<Problem | null>(null);
  const busy = useSignal(false);
  const make = async (blueprint: Blueprint) => {
    if (busy.value) return;
    busy.value = true;
    const made = await askSignedIn(api.POST("/api/v1/assessments", { body: blueprint }));
    busy.value = false;
    problem.value = made.ok ? null : made.problem;
    if (made.ok) go(links.assessment(made.data.id));
  };
  return (
    <Page title={words.title} above={<a href={links.home}>{frame.assessments}</a>}>
      <p class="lead">{words.lead}</p>
      <ProblemNote problem={problem.value} />
      <Shown answer={answer}>
        {(designs) => (
          <ul class="designs">
            {designs.map(({ name, blueprint }) => (
              <li key={name} class="card">
                <h2>{named(name)}</h2>
                <p>{blueprint.title}</p>
                <p class="soft">{words.contents(itemCount(blueprint), blueprint.time_limit_s)}</p>
                <button
                  type="button"
                  aria-label={words.use(named(name))}
                  aria-disabled={busy.value}
                  onClick={() => make(blueprint)}
                >
                  {busy.value ? words.making : words.button}
                </button>
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </Page>
  );
}
