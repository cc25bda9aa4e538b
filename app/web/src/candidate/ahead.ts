import type { Item } from "../api/types";
import { keepPictures } from "./pictures";

/** Fetch what later questions need while there is a connection, so that losing it hides nothing. */
export async function fetchAhead(items: Item[]): Promise<void> {
  const parts: Promise<unknown>[] = [
    import("../prose/markdown"),
    import("../prose/maths"),
    import("./after"),
    import("./all"),
    import("./finish"),
    import("./items/numeric"),
    import("./items/written"),
    import("./keys"),
    import("./look"),
    import("./recorded"),
    keepPictures(items),
    import("./own-pause"),
    import("./pause"),
  ];
  if (items.some((item) => item.type === "coding")) {
    parts.push(import("./items/coding"), import("../editor/editor"));
  }
  await Promise.allSettled(parts);
}
