import { Prose } from "../../prose/prose";
import { items as words } from "../../texts/en/candidate";
import type { Answering } from "./answering";

export function Choice({ item, entry, edit }: Answering) {
  const answer = entry.answer.value;
  const chosen = answer && "choice" in answer ? answer.choice : null;
  const choose = (choice: string | null) => edit({ choice });
  return (
    <fieldset class="options">
      <legend class="unseen">{words.chooseOne}</legend>
      {(item.options ?? []).map((option) => (
        <label class="option" key={option.id}>
          <input
            type="radio"
            name={item.id}
            value={option.id}
            checked={chosen === option.id}
            onChange={() => choose(option.id)}
          />
          <Prose text={option.text} inline />
        </label>
      ))}
      {chosen !== null && (
        <p class="under">
          <button type="button" class="quiet" onClick={() => choose(null)}>
            {words.clear}
          </button>
        </p>
      )}
    </fieldset>
  );
}
