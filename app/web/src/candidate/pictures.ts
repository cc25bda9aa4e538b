/** Drawings of questions that may be opened without a connection: fetched ahead, kept by the browser. */
import type { Item } from "../api/types";

const ADDRESS = /\]\((\/api\/v1\/attempt\/items\/[\w/-]+\.svg)\)/g;

export function fetchPictures(items: Item[]): void {
  for (const item of items) {
    for (const [, address] of item.prompt.matchAll(ADDRESS)) if (address) new Image().src = address;
  }
}
