/** Keys that work wherever the focus is. Two modifiers keep them apart from typing and from the browser's own. */
import { useEffect } from "preact/hooks";

export type Shortcuts = Partial<Record<"KeyN" | "KeyP" | "KeyM" | "KeyO" | "KeyK", () => void>>;

export function useShortcuts(shortcuts: Shortcuts): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const act = shortcuts[event.code as keyof Shortcuts];
      if (!act || !event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
      if (document.querySelector("dialog[open]")) return;
      event.preventDefault();
      act();
    };
    // Before the editor sees it: on some keyboards Alt and Shift type a character.
    addEventListener("keydown", press, { capture: true });
    return () => removeEventListener("keydown", press, { capture: true });
  });
}
