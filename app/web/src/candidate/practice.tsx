import { type Signal, signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { api } from "../api/client";
import { ask, type Problem } from "../api/problem";
import type { Answer, Item, PracticeTask, Submission } from "../api/types";
import { ProblemNote } from "../design/problem";
import { Prose } from "../prose/prose";
import { practice as words } from "../texts/en/practice";
import { types } from "../texts/en/shared";
import { Choice } from "./items/choice";
import { Choices } from "./items/choices";
import { CodeEditor } from "./items/coding";
import Numeric from "./items/numeric";
import { CodeResult } from "./items/result";
import { Samples } from "./items/samples";
import Written from "./items/written";

const LETTERS = ["a", "b", "c", "d"];
const WIDGETS = { single_choice: Choice, multiple_choice: Choices, numeric: Numeric, written: Written };
type Kind = keyof typeof WIDGETS;

function practiceItem(type: Kind): Item {
  const text = words.items[type];
  const options =
    "options" in text ? text.options.map((option, at) => ({ id: LETTERS[at] ?? "", text: option })) : null;
  return { id: `practice-${type}`, type, prompt: text.prompt, points: 0, options, revision: 0 };
}

/** One item of each kind. What is answered lives in this page's memory alone. */
export default function Practice({ onBack }: { onBack: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = words.title;
    heading.current?.focus();
    scrollTo(0, 0);
  }, []);
  return (
    <main class="page narrow">
      <h1 ref={heading} tabIndex={-1}>
        {words.title}
      </h1>
      <p class="lead">{words.lead}</p>
      {(Object.keys(WIDGETS) as Kind[]).map((kind) => (
        <PracticeItem key={kind} kind={kind} />
      ))}
      <PracticeCode />
      <p>
        <button type="button" class="main" onClick={onBack}>
          {words.back}
        </button>
      </p>
    </main>
  );
}

function PracticeItem({ kind }: { kind: Kind }) {
  const item = useRef(practiceItem(kind)).current;
  const answer = useRef<Signal<Answer | null>>(signal(null)).current;
  const Widget = WIDGETS[kind];
  return (
    <section class="card item practice-item">
      <h2>{types[kind]}</h2>
      <Prose text={item.prompt} own />
      <Widget item={item} entry={{ answer }} edit={(edited) => (answer.value = edited)} />
    </section>
  );
}

function PracticeCode() {
  const task = useSignal<PracticeTask | null>(null);
  const source = useSignal("");
  const running = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const result = useSignal<Submission | null>(null);

  useEffect(() => {
    void ask(api.GET("/api/v1/practice")).then((told) => {
      if (!told.ok) {
        problem.value = told.problem;
        return;
      }
      source.value = told.data.starter_code;
      task.value = told.data;
    });
  }, [problem, source, task]);

  const run = async () => {
    if (running.value) return;
    running.value = true;
    const told = await ask(api.POST("/api/v1/practice/runs", { body: { source: source.peek() } }));
    running.value = false;
    problem.value = told.ok ? null : told.problem;
    if (told.ok) {
      const made = { id: "", item_id: "", created_at: "", kind: "run", status: "done" } as const;
      result.value = { ...made, ...told.data };
    }
  };
  return (
    <section class="card practice-item">
      <h2>{types.coding}</h2>
      <Prose text={words.items.coding.prompt} own />
      {task.value && (
        <>
          <Samples samples={task.value.samples} entryPoint={task.value.entry_point} />
          <CodeEditor source={source} onChange={(typed) => (source.value = typed)} onRun={() => void run()} />
          <p class="buttons">
            <button type="button" aria-disabled={running.value} onClick={run}>
              {running.value ? words.running : words.run}
            </button>
          </p>
        </>
      )}
      <ProblemNote problem={problem.value} />
      <CodeResult submission={result.value} />
    </section>
  );
}
