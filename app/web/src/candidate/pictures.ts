/** Drawings of questions that may be opened without a connection: kept on the device while the test runs. */
import type { Item } from "../api/types";
import { PICTURES } from "./kept";

const ADDRESS = /\]\((\/api\/v1\/attempt\/items\/[\w/-]+\.svg)\)/g;

const addresses = (items: Item[]): string[] =>
  items.flatMap((item) => [...item.prompt.matchAll(ADDRESS)].map(([, address]) => address as string));

/** Fetch them into the cache that the service worker answers from. */
export async function keepPictures(items: Item[]): Promise<void> {
  const wanted = addresses(items);
  // There is none in a page without TLS that is not on this machine, nor in some private windows.
  const cache = wanted.length && "caches" in window ? await caches.open(PICTURES) : null;
  const kept = wanted.map(async (address) => {
    if (await cache?.match(address)) return;
    const answer = await fetch(address);
    if (answer.ok) await cache?.put(address, answer);
  });
  await Promise.allSettled(kept);
}
