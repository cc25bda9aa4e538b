import type { Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { Prose } from "../prose/prose";
import { review as words } from "../texts/en/staff-reviews";

interface Level {
  level: number;
  points: number;
  description: string;
}

/** One thing to give a level to. */
export interface Scale {
  id: string;
  title: ComponentChildren;
  levels: Level[];
}

type Levels = Record<string, number>;

interface Props {
  scales: Scale[];
  levels: Signal<Levels>;
  onChange?: () => void;
}

const radios = (scale: string) =>
  document.querySelectorAll<HTMLInputElement>(`input[name="scale-${CSS.escape(scale)}"]`);

/** Put the focus on a scale: on its chosen level, or the first. */
export function focusScale(scale: Scale | undefined): void {
  const all = scale ? [...radios(scale.id)] : [];
  const target = all.find((radio) => radio.checked) ?? all[0];
  target?.focus({ preventScroll: true });
  target?.closest("fieldset")?.scrollIntoView({ block: "nearest" });
}

/** Levels to choose, a group for each scale; a key beside each level chooses it. */
export function Scales({ scales, levels, onChange }: Props) {
  return (
    <>
      {scales.map((scale) => (
        <fieldset key={scale.id} class="options scale" data-scale={scale.id}>
          <legend>{scale.title}</legend>
          {scale.levels.map((level) => (
            <label class="option" key={level.level}>
              <input
                type="radio"
                name={`scale-${scale.id}`}
                checked={levels.value[scale.id] === level.level}
                onChange={() => {
                  levels.value = { ...levels.value, [scale.id]: level.level };
                  onChange?.();
                }}
              />
              <span>
                <kbd>{level.level}</kbd> <strong>{words.points(level.points)}</strong>{" "}
                <Prose text={level.description} inline />
              </span>
            </label>
          ))}
        </fieldset>
      ))}
    </>
  );
}

const TYPED_INTO = "textarea, select, input:not([type=radio]):not([type=checkbox])";
const ENTER_IS_THEIRS = "button, a, summary";

/** Which scale has the focus; the first without a level where none has. */
function current(scales: Scale[], levels: Levels): number {
  const here = document.activeElement?.closest<HTMLElement>("[data-scale]")?.dataset.scale;
  const at = scales.findIndex((scale) => scale.id === here);
  if (at >= 0) return at;
  return Math.max(
    0,
    scales.findIndex((scale) => !(scale.id in levels)),
  );
}

interface Keys {
  scales: Scale[];
  levels: Signal<Levels>;
  onChange?: () => void;
  /** Whether keys without a modifier act; who dictates or uses a reader's own keys turns them off. */
  single: boolean;
  onEnter: () => void;
  letters?: Record<string, () => void>;
}

/** Digits choose, J and K move, Enter goes on, wherever the focus is but in a field. */
export function useScaleKeys(keys: Keys): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => act(event, keys);
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
}

function act(event: KeyboardEvent, { scales, levels, onChange, single, onEnter, letters }: Keys): void {
  if (event.defaultPrevented || event.isComposing || document.querySelector("dialog[open]")) return;
  const target = event.target as Element;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    onEnter();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (target.matches(TYPED_INTO)) {
    if (event.key === "Escape") focusScale(scales[current(scales, levels.value)]);
    return;
  }
  if (!single) return;
  const at = current(scales, levels.value);
  const move = (to: number) => focusScale(scales[Math.min(Math.max(to, 0), scales.length - 1)]);
  const key = event.key.toLowerCase();
  const scale = scales[at];
  if (/^\d$/.test(key) && scale) {
    if (Number(key) >= scale.levels.length) return;
    levels.value = { ...levels.value, [scale.id]: Number(key) };
    onChange?.();
    move(at + 1);
  } else if (key === "j") move(at + 1);
  else if (key === "k") move(at - 1);
  else if (key === "enter" && !target.matches(ENTER_IS_THEIRS)) onEnter();
  else if (letters?.[key]) letters[key]();
  else return;
  event.preventDefault();
}
