import { useSignal } from "@preact/signals";
import type { Problem } from "../api/problem";
import type { Invitation } from "../api/types";
import { ProblemNote } from "../design/problem";
import { Prose } from "../prose/prose";
import { start } from "../texts/en/before";
import { look } from "../texts/en/help";
import { practice } from "../texts/en/practice";
import { Check } from "./check";
import { later } from "./later";
import Look from "./look";
import { startAttempt } from "./visit";
import "./before.css";

const Practice = later(() => import("./practice"));

/** What to expect, before the clock runs. */
export default function Before({ invitation }: { invitation: Invitation }) {
  const { assessment, candidate } = invitation;
  const looking = useSignal(false);
  const practising = useSignal(false);
  if (practising.value) return <Practice onBack={() => (practising.value = false)} />;
  const count = assessment.sections.reduce((sum, section) => sum + section.item_count, 0);
  return (
    <main class="page narrow">
      <h1>{start.greeting(candidate.name)}</h1>
      <p class="lead">
        {start.lead(assessment.title)} {start.notYet}
      </p>
      <p>
        <button type="button" onClick={() => (looking.value = true)}>
          {look.open}
        </button>
      </p>
      {looking.value && <Look onClose={() => (looking.value = false)} />}
      <section class="card">
        <dl class="facts">
          <div>
            <dt>{start.time}</dt>
            <dd>{start.timeLimit(assessment.time_limit_s)}</dd>
          </div>
          {assessment.pause_limit_s > 0 && (
            <div>
              <dt>{start.pauses}</dt>
              <dd>{start.pausesInAll(assessment.pause_limit_s)}</dd>
            </div>
          )}
          <div>
            <dt>{start.questions}</dt>
            <dd>{count}</dd>
          </div>
          <div>
            <dt>{start.startBy}</dt>
            <dd>{start.moment(invitation.expires_at)}</dd>
          </div>
        </dl>
      </section>
      {assessment.instructions && (
        <section class="card">
          <h2>{start.about}</h2>
          <Prose text={assessment.instructions} />
        </section>
      )}
      <section class="card">
        <h2>{start.sections}</h2>
        <ul class="list">
          {assessment.sections.map((section) => (
            <li key={section.title}>
              <strong>{section.title}</strong>
              <span class="soft">{start.sectionCount(section.item_count)}</span>
            </li>
          ))}
        </ul>
      </section>
      <Points title={start.how} points={start.rules} />
      <Points title={start.recorded} points={start.records} />
      <Points title={start.data} points={start.dataUses} />
      <Points title={start.afterwards} points={[start.received, start.results[assessment.results]]} />
      <section class="card">
        <h2>{practice.title}</h2>
        <p>{practice.lead}</p>
        <button type="button" onClick={() => (practising.value = true)}>
          {practice.open}
        </button>
      </section>
      <Check />
      <StartButton invitation={invitation} />
    </main>
  );
}

function Points({ title, points }: { title: string; points: string[] }) {
  return (
    <section class="card">
      <h2>{title}</h2>
      <ul>
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </section>
  );
}

function StartButton({ invitation }: { invitation: Invitation }) {
  const problem = useSignal<Problem | null>(null);
  const starting = useSignal(false);
  const begin = async () => {
    if (starting.value) return;
    starting.value = true;
    problem.value = await startAttempt(invitation);
    starting.value = false;
  };
  return (
    <>
      <ProblemNote problem={problem.value} />
      <button type="button" class="main large" aria-disabled={starting.value} onClick={begin}>
        {starting.value ? start.starting : start.button}
      </button>
    </>
  );
}
