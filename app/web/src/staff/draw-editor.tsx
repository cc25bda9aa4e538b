import { types } from "../texts/en/shared";
import { editor as words } from "../texts/en/staff-design";
import { ChooseMany } from "./choose";
import { DIFFICULTIES, type Draw, ROLES, SUBTOPICS, spoken, TYPES } from "./design";

interface Props {
  id: string;
  place: number;
  draw: Draw;
  onChange: (draw: Draw | null) => void;
}

/** One draw: how many items, and of what kind. A filter with nothing chosen admits everything. */
export function DrawEditor({ id, place, draw, onChange }: Props) {
  const filter = <Name extends "subtopics" | "roles" | "difficulties">(name: Name) => ({
    legend: words[name],
    none: words.any,
    chosen: draw[name] ?? [],
    onChange: (chosen: unknown[]) => onChange({ ...draw, [name]: chosen.length ? chosen : null }),
  });
  const title = words.draw(place);
  return (
    <fieldset class="draw">
      <legend>{title}</legend>
      <div class="draw-head">
        <label for={`${id}-count`}>{words.count}</label>
        <input
          id={`${id}-count`}
          type="number"
          min={1}
          max={100}
          required
          value={draw.count}
          onInput={(event) => onChange({ ...draw, count: Number(event.currentTarget.value) })}
        />
        <button type="button" class="quiet" aria-label={words.remove(title)} onClick={() => onChange(null)}>
          ✕
        </button>
      </div>
      <ChooseMany
        legend={words.types}
        all={TYPES}
        chosen={draw.types}
        name={(type) => types[type]}
        onChange={(chosen) => onChange({ ...draw, types: chosen })}
      />
      <ChooseMany {...filter("subtopics")} all={SUBTOPICS} name={spoken} />
      <ChooseMany {...filter("difficulties")} all={DIFFICULTIES} name={(level) => words.levels[level]} />
      <ChooseMany {...filter("roles")} all={ROLES} name={spoken} />
      {draw.items && (
        <p class="soft">
          {words.named(draw.items)}{" "}
          <button type="button" class="quiet" onClick={() => onChange({ ...draw, items: null })}>
            {words.release}
          </button>
        </p>
      )}
    </fieldset>
  );
}
