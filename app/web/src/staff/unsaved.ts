/** Edits that are not saved yet, kept for as long as the tab is open: no step aside loses them. */
import { useEffect, useState } from "preact/hooks";

const address = (id: string): string => `bn-assess/draft/${id}`;

function read<T>(id: string): T | null {
  try {
    return JSON.parse(sessionStorage.getItem(address(id)) ?? "null") as T | null;
  } catch {
    return null; // storage is switched off, or holds something else
  }
}

function keep(id: string, text: string | null): void {
  try {
    if (text === null) sessionStorage.removeItem(address(id));
    else sessionStorage.setItem(address(id), text);
  } catch {
    // The page itself still holds it.
  }
}

/** What is edited, which begins as `saved` or as what was left unsaved; and whether the two differ. */
export function useUnsaved<T>(id: string, saved: T): [T, (edited: T) => void, boolean] {
  const [edited, setEdited] = useState<T>(() => read<T>(id) ?? saved);
  const text = JSON.stringify(edited);
  const unsaved = text !== JSON.stringify(saved);
  useEffect(() => keep(id, unsaved ? text : null), [id, text, unsaved]);
  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [unsaved]);
  return [edited, setEdited, unsaved];
}
