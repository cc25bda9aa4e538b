/** The test as last seen, on the device: what a reload without a connection shows. */
import { clear, createStore, entries, set, update } from "idb-keyval";
import type { Answer, Attempt, Invitation } from "../api/types";

/** The cache of drawings: the service worker answers from it. No version of the program owns it. */
export const PICTURES = "bn-assess-pictures";
const VISIT = "visit";
const ANSWER = "answer/";

interface KeptAnswer {
  answer: Answer | null;
  revision: number;
}

export interface KeptVisit {
  invitation: Invitation;
  attempt: Attempt;
  /** The device's clock, in milliseconds since 1970, when `attempt` was fetched. */
  fetchedAt: number;
}

const store = createStore("bn-assess-visit", "visit");
// A browser that refuses to store (private windows do) resumes online only; nothing else depends on this copy.
const refused = () => undefined;

/** Keep what the server just said. */
export async function keepVisit(invitation: Invitation, attempt: Attempt): Promise<void> {
  const kept: KeptVisit = { invitation, attempt, fetchedAt: Date.now() };
  await set(VISIT, kept, store).catch(refused);
  for (const item of attempt.sections.flatMap((section) => section.items)) {
    await keepAnswer(item.id, item.response ?? null, item.revision);
  }
}

/** Keep an answer that the server holds by now. */
export async function keepAnswer(itemId: string, answer: Answer | null, revision: number): Promise<void> {
  // What was fetched may have been overtaken by what was sent meanwhile.
  const newer = (kept?: KeptAnswer) => (kept && kept.revision > revision ? kept : { answer, revision });
  await update(ANSWER + itemId, newer, store).catch(refused);
}

/** Return the attempt as far as this device knows it, its clock moved on to now. */
export async function readVisit(): Promise<KeptVisit | null> {
  const all = new Map(await entries<string, unknown>(store).catch(() => []));
  const kept = all.get(VISIT) as KeptVisit | undefined;
  if (!kept) return null;
  for (const item of kept.attempt.sections.flatMap((section) => section.items)) {
    const answer = all.get(ANSWER + item.id) as KeptAnswer | undefined;
    if (!answer || answer.revision < item.revision) continue;
    item.response = answer.answer;
    item.revision = answer.revision;
  }
  const passed = Math.max(0, Date.now() - kept.fetchedAt);
  kept.attempt.server_time = new Date(Date.parse(kept.attempt.server_time) + passed).toISOString();
  return kept;
}

/** Leave nothing of the test on the device: it is over, or somebody else's turn. */
export async function forgetVisit(): Promise<void> {
  await clear(store).catch(refused);
  if ("caches" in window) await caches.delete(PICTURES).catch(refused);
}
