import { useSignal } from "@preact/signals";
import { api } from "../api/client";
import type { Problem } from "../api/problem";
import type { Remark } from "../api/types";
import { ProblemNote } from "../design/problem";
import { Prose } from "../prose/prose";
import { day, moment } from "../texts/en/shared";
import { remarks as words } from "../texts/en/staff-remarks";
import { List } from "./list";
import { Page } from "./page";
import { useRows } from "./rows";
import { askSignedIn } from "./session";

type State = Remark["state"];
const STATES: State[] = ["open", "answered", "mended"];

/** What candidates said about questions, without names, and the answers to it. */
export function RemarksPage() {
  const state = useSignal<State>("open");
  const list = useRows<Remark>(state.value, (cursor) => {
    const query = { state: state.value, ...(cursor ? { cursor } : {}) };
    return askSignedIn(api.GET("/api/v1/remarks", { params: { query } }));
  });
  return (
    <Page title={words.title}>
      <p class="lead">{words.lead}</p>
      <div class="buttons tight switch">
        {STATES.map((value) => (
          <button
            key={value}
            type="button"
            class="quiet"
            aria-pressed={state.value === value}
            onClick={() => (state.value = value)}
          >
            {words.states[value]}
          </button>
        ))}
      </div>
      <List list={list} empty={{ title: words.empty[state.value], detail: words.emptyDetail }}>
        {(rows) => rows.map((remark) => <RemarkCard key={remark.id} remark={remark} />)}
      </List>
    </Page>
  );
}

function RemarkCard({ remark }: { remark: Remark }) {
  const shown = useSignal(remark);
  const { item, state } = shown.value;
  return (
    <article class="card remark-card" aria-label={item?.title ?? words.onTest}>
      <h2>{item?.title ?? words.onTest}</h2>
      <p class="soft">
        <span class={`badge ${state}`}>{words.states[state]}</span> {remark.assessment_title}
        {item && ` · ${words.version(item.item, item.version)}`} · {words.since(day(remark.since))}
      </p>
      <p class="quoted pre">{remark.text}</p>
      {item && (
        <details>
          <summary>{words.asked}</summary>
          <Prose text={item.prompt} />
        </details>
      )}
      <AnswerForm remark={shown.value} onAnswered={(answered) => (shown.value = answered)} />
    </article>
  );
}

interface FormProps {
  remark: Remark;
  onAnswered: (remark: Remark) => void;
}

function AnswerForm({ remark, onAnswered }: FormProps) {
  const text = useSignal(remark.answer ?? "");
  const problem = useSignal<Problem | null>(null);
  const said = useSignal("");
  const field = `answer-${remark.id}`;
  const send = async (state: State) => {
    const body = { state, answer: text.value };
    const params = { path: { remark_id: remark.id } };
    const kept = await askSignedIn(api.PUT("/api/v1/remarks/{remark_id}", { params, body }));
    problem.value = kept.ok ? null : kept.problem;
    said.value = kept.ok ? words.sent : "";
    if (kept.ok) onAnswered(kept.data);
  };
  return (
    <form
      class="answer-remark"
      onSubmit={(event) => {
        event.preventDefault();
        void send(event.submitter?.getAttribute("value") === "mended" ? "mended" : "answered");
      }}
    >
      <label for={field}>{words.answer}</label>
      <p class="hint" id={`${field}-hint`}>
        {words.answerHint}
      </p>
      <textarea
        id={field}
        class="short"
        required
        maxLength={5000}
        aria-describedby={`${field}-hint`}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          said.value = "";
        }}
      />
      <ProblemNote problem={problem.value} />
      <div class="buttons">
        <button type="submit" value="answered" class="main">
          {words.answered}
        </button>
        <button type="submit" value="mended">
          {words.mended}
        </button>
        {remark.state !== "open" && (
          <button type="button" class="quiet" onClick={() => void send("open")}>
            {words.reopen}
          </button>
        )}
        <span role="status" class="soft">
          {said.value || (remark.answered_at ? words.answeredAt(moment(remark.answered_at)) : "")}
        </span>
      </div>
    </form>
  );
}
