import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api } from "../api/client";
import { ask, type Problem } from "../api/problem";
import type { AboutYouQuestions } from "../api/types";
import { ProblemNote } from "../design/problem";
import { aboutYou as words } from "../texts/en/about-you";

/** What a candidate may tell of themselves, after the end only. Nothing shows where nothing is asked. */
export function AboutYou() {
  const asked = useSignal<AboutYouQuestions | null>(null);
  const problem = useSignal<Problem | null>(null);
  const said = useSignal("");
  useEffect(() => {
    void ask(api.GET("/api/v1/attempt/demographics")).then((result) => {
      if (result.ok) asked.value = result.data;
    });
  }, [asked]);
  const known = asked.value;
  if (!known || known.questions.length === 0) return null;

  const tell = async (answers: Record<string, string>, done: string) => {
    const result = await ask(api.PUT("/api/v1/attempt/demographics", { body: { answers } }));
    problem.value = result.ok ? null : result.problem;
    said.value = result.ok ? done : "";
    if (result.ok) asked.value = { ...known, answered: Object.keys(answers).length > 0 };
  };
  const send = (event: Event) => {
    event.preventDefault();
    const chosen = [...new FormData(event.currentTarget as HTMLFormElement)].filter(
      ([, value]) => value !== "",
    );
    void tell(
      Object.fromEntries(chosen) as Record<string, string>,
      chosen.length > 0 ? words.told : words.takenBack,
    );
  };
  return (
    <details class="card no-print">
      <summary>{words.title}</summary>
      <form onSubmit={send} class="remark">
        <p class="hint">{words.why}</p>
        <p class="hint">{words.apart}</p>
        <p class="hint">{words.back}</p>
        {known.questions.map((question) => (
          <div key={question.id} class="field">
            <label for={`you-${question.id}`}>{words.questions[question.id] ?? question.id}</label>
            <select id={`you-${question.id}`} name={question.id}>
              <option value="">{words.notTold}</option>
              {question.answers.map((answer) => (
                <option key={answer} value={answer}>
                  {words.answers[answer] ?? answer}
                </option>
              ))}
            </select>
          </div>
        ))}
        <ProblemNote problem={problem.value} />
        {known.answered && said.value === "" && <p class="hint">{words.toldBefore}</p>}
        <div class="buttons">
          <button type="submit">{words.send}</button>
          {known.answered && (
            <button type="button" class="quiet" onClick={() => void tell({}, words.takenBack)}>
              {words.takeBack}
            </button>
          )}
          <span role="status" class="good-text">
            {said.value}
          </span>
        </div>
      </form>
    </details>
  );
}
