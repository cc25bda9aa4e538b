import type { Answer, Item } from "../../api/types";
import type { Entry } from "../outbox";

/** What every way of answering is given. */
export interface Answering {
  item: Item;
  entry: Pick<Entry, "answer">;
  edit: (answer: Answer) => void;
}
