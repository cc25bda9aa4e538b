/** Marks not saved yet, on this device: nothing chosen is lost by a reload, a lost connection or a refusal. */

export interface ReviewDraft {
  levels: Record<string, number>;
  comment: string;
}

interface Kept extends ReviewDraft {
  keptAt: number;
}

const PREFIX = "bn-assess/review/";
const FOR_MS = 30 * 24 * 3600 * 1000;

// Storage that answers at once: a page that is closed in the same instant has kept the last key.
const place = (person: string, id: string): string => `${PREFIX}${person}/${id}`;

/** Keep a draft; false where the browser refuses, as private windows may. */
export function keepDraft(person: string, id: string, draft: ReviewDraft): boolean {
  try {
    localStorage.setItem(place(person, id), JSON.stringify({ ...draft, keptAt: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

export function readDraft(person: string, id: string): ReviewDraft | null {
  try {
    const kept = JSON.parse(localStorage.getItem(place(person, id)) ?? "null") as Kept | null;
    return kept && typeof kept.comment === "string" ? { levels: kept.levels, comment: kept.comment } : null;
  } catch {
    return null;
  }
}

export function forgetDraft(person: string, id: string): void {
  try {
    localStorage.removeItem(place(person, id));
  } catch {
    // A browser without storage has nothing to forget.
  }
}

/** Leave no draft on the device for longer than a month. */
export function forgetOldDrafts(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(PREFIX)) continue;
      const kept = JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Kept>;
      if (Date.now() - (kept.keptAt ?? 0) > FOR_MS) localStorage.removeItem(key);
    }
  } catch {
    // What cannot be read stays; it is asked for again next time.
  }
}
