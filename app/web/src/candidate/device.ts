import { createStore, del, entries, set, type UseStore } from "idb-keyval";
import type { Draft, Drafts } from "./outbox";

/** Drafts of one attempt in IndexedDB. A browser that refuses to store (private windows do) says so, once each. */
export class DeviceDrafts implements Drafts {
  private readonly store: UseStore = createStore("bn-assess", "drafts");

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
