/** What was noted, as sentences: a pair of leaving and coming back is one of them. */
import type { NotedEvent } from "../api/types";
import { recorded as words } from "../texts/en/recorded";

export interface Line {
  at: string;
  text: string;
}

const BACK: Record<string, string> = { focus_lost: "focus_gained", offline: "online" };
const LEAVING: Record<string, (seconds: number | null) => string> = {
  focus_lost: (seconds) => words.focus(seconds),
  offline: (seconds) => words.offline(seconds),
};

/** Half minutes of typing with nothing between them, as one stretch. */
function joined(events: NotedEvent[]): NotedEvent[] {
  const all: NotedEvent[] = [];
  for (const event of events) {
    const last = all.at(-1);
    const goesOn = event.kind === "typing" && last?.kind === "typing";
    if (goesOn) all[all.length - 1] = { ...last, size: (last.size ?? 0) + (event.size ?? 0) };
    else all.push(event);
  }
  return all;
}

/** `noted` comes in its order. */
export function linesOf(noted: NotedEvent[]): Line[] {
  const events = joined(noted);
  const paired = new Set<NotedEvent>();
  return events.flatMap((event, index) => {
    if (paired.has(event)) return [];
    const leaving = LEAVING[event.kind];
    if (!leaving) return [{ at: event.at, text: single(event) }];
    const later = events.slice(index + 1).filter((other) => !paired.has(other));
    const next = later.find((other) => other.kind === event.kind || other.kind === BACK[event.kind]);
    // Left twice without coming back between: a note was lost, so nobody knows for how long.
    if (next?.kind !== BACK[event.kind]) return [{ at: event.at, text: leaving(null) }];
    paired.add(next as NotedEvent);
    const passed = Date.parse((next as NotedEvent).at) - Date.parse(event.at);
    return [{ at: event.at, text: leaving(Math.round(passed / 1000)) }];
  });
}

function single({ kind, size }: NotedEvent): string {
  if (kind === "paste") return words.paste(size ?? 0);
  if (kind === "typing") return words.typing(size ?? 0);
  if (kind === "paused") return words.paused;
  if (kind === "resumed") return words.resumed;
  if (kind === "focus_gained") return words.focusGained;
  if (kind === "online") return words.online;
  return words.other(kind.replaceAll("_", " "), size);
}
