import { useSignal } from "@preact/signals";
import { api } from "../api/client";
import { ask, type Problem } from "../api/problem";
import type { Item } from "../api/types";
import { ProblemNote } from "../design/problem";
import { remarks as words } from "../texts/en/after";

/** A remark on a question, or on the whole test; open after the end too. */
export function RemarkForm({ items, onSent }: { items: Item[]; onSent: () => void }) {
  const about = useSignal("");
  const text = useSignal("");
  const sent = useSignal(false);
  const problem = useSignal<Problem | null>(null);

  const send = async (event: Event) => {
    event.preventDefault();
    const body = { item_id: about.value || null, text: text.value };
    const result = await ask(api.POST("/api/v1/attempt/comments", { body }));
    problem.value = result.ok ? null : result.problem;
    sent.value = result.ok;
    if (!result.ok) return;
    text.value = "";
    onSent();
  };
  return (
    <details class="card">
      <summary>{words.title}</summary>
      <form onSubmit={send} class="remark">
        <p class="hint">{words.hint}</p>
        <div class="field">
          <label for="about">{words.about}</label>
          <select
            id="about"
            value={about.value}
            onChange={(event) => (about.value = event.currentTarget.value)}
          >
            <option value="">{words.wholeTest}</option>
            {items.map((item, index) => (
              <option key={item.id} value={item.id}>
                {words.question(index + 1)}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="remark">{words.text}</label>
          <textarea
            id="remark"
            class="short"
            required
            maxLength={5000}
            value={text.value}
            onInput={(event) => {
              text.value = event.currentTarget.value;
              sent.value = false;
            }}
          />
        </div>
        <ProblemNote problem={problem.value} />
        <div class="buttons">
          <button type="submit">{words.send}</button>
          <span role="status" class="good-text">
            {sent.value ? words.sent : ""}
          </span>
        </div>
      </form>
    </details>
  );
}
