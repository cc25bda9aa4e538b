import type { Item } from "../../api/types";
import type { Exam } from "../exam";
import type { Entry } from "../outbox";

/** What every way of answering is given. */
export interface Answering {
  exam: Exam;
  item: Item;
  entry: Entry;
}
