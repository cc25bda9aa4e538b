import { Prose } from "../../prose/prose";
import { items as words } from "../../texts/en/candidate";
import type { Answering } from "./answering";

export function Choices({ item, entry, edit }: Answering) {
  const answer = entry.answer.value;
  const chosen = answer && "choices" in answer ? answer.choices : [];
  const toggle = (id: string, on: boolean) => {
    const others = chosen.filter((other) => other !== id);
    edit({ choices: on ? [...others, id].sort() : others });
  };
  return (
    <fieldset class="options">
      <legend class="unseen">{words.chooseSeveral}</legend>
      {(item.options ?? []).map((option) => (
        <label class="option" key={option.id}>
          <input
            type="checkbox"
            value={option.id}
            checked={chosen.includes(option.id)}
            onChange={(event) => toggle(option.id, event.currentTarget.checked)}
          />
          <Prose text={option.text} inline />
        </label>
      ))}
    </fieldset>
  );
}
