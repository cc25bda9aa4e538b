import type { Ref } from "preact";
import type { Answer, Item } from "../api/types";
import { ProblemNote } from "../design/problem";
import { Prose } from "../prose/prose";
import { exam as words } from "../texts/en/candidate";
import { shared, types } from "../texts/en/shared";
import type { Exam } from "./exam";
import { Choice } from "./items/choice";
import { Choices } from "./items/choices";
import { later } from "./later";

interface Props {
  exam: Exam;
  item: Item;
  position: number;
  heading: Ref<HTMLHeadingElement>;
}

/** What only some questions need comes by itself, a moment after the first question shows. */
const Numeric = later(() => import("./items/numeric"));
const Written = later(() => import("./items/written"));
const Coding = later(() => import("./items/coding"));

/** How each type of item is answered. */
export const WIDGETS = {
  single_choice: Choice,
  multiple_choice: Choices,
  numeric: Numeric,
  written: Written,
  coding: Coding,
};

export function ItemPage({ exam, item, position, heading }: Props) {
  const Widget = WIDGETS[item.type];
  const section = exam.attempt.sections.find((candidate) => candidate.items.includes(item));
  const isFirst = section?.items[0] === item;
  const entry = exam.outbox.entry(item.id);
  return (
    <article class={`item ${item.type}`}>
      <div class="item-ask">
        <p class="item-kind soft">
          {section?.title} · {types[item.type]} · {shared.points(item.points)}
        </p>
        <div class="item-head">
          <h1 ref={heading} tabIndex={-1}>
            {words.position(position, exam.items.length)}
          </h1>
          <button
            type="button"
            class="quiet"
            aria-pressed={exam.marks.has(item.id)}
            onClick={() => exam.marks.toggle(item.id)}
          >
            {exam.marks.has(item.id) ? words.marked : words.mark}
          </button>
        </div>
        {isFirst && section?.instructions && (
          <div class="notice">
            <Prose text={section.instructions} />
          </div>
        )}
        <Prose text={item.prompt} pictures />
      </div>
      <ProblemNote problem={entry.problem.value} />
      <Widget
        item={item}
        entry={entry}
        until={exam.until}
        edit={(answer: Answer) => exam.outbox.edit(item.id, answer)}
      />
    </article>
  );
}
