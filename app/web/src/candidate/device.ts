import { createStore, del, entries, get, set, type UseStore } from "idb-keyval";
import type { Draft, Drafts } from "./outbox";

const store = createStore("bn-assess", "drafts");

/** Whether this browser really keeps what it is given: tried, not guessed. */
export async function deviceKeeps(): Promise<boolean> {
  try {
    await set("tried", true, store);
    const kept = await get<boolean>("tried", store);
    await del("tried", store);
    return kept === true;
  } catch {
    return false;
  }
}

/** Drafts of one attempt in IndexedDB. A browser that refuses to store (private windows do) says so, once each. */
export class DeviceDrafts implements Drafts {
  private readonly store: UseStore = store;

  constructor(private readonly attemptId: string) {}

  async keep(itemId: string, draft: Draft): Promise<boolean> {
    try {
      await set(`${this.attemptId}/${itemId}`, draft, this.store);
      return true;
    } catch {
      return false;
    }
  }

  async forget(itemId: string): Promise<void> {
    // A draft that stays is sent again on the next visit, which changes nothing.
    await del(`${this.attemptId}/${itemId}`, this.store).catch(() => undefined);
  }

  async all(): Promise<Map<string, Draft>> {
    const prefix = `${this.attemptId}/`;
    const found = await entries<string, Draft>(this.store).catch(() => []);
    return new Map(
      found.flatMap(([key, draft]) => (key.startsWith(prefix) ? [[key.slice(prefix.length), draft]] : [])),
    );
  }
}
