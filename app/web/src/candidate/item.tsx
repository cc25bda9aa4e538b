import type { Ref } from "preact";
import type { Item } from "../api/types";
import { ProblemNote } from "../design/problem";
import { Prose } from "../prose/prose";
import { exam as words } from "../texts/en/candidate";
import { shared, types } from "../texts/en/shared";
import type { Exam } from "./exam";
import { Choice } from "./items/choice";
import { Choices } from "./items/choices";
import { Numeric } from "./items/numeric";
import { Written } from "./items/written";
import { later } from "./later";

interface Props {
  exam: Exam;
  item: Item;
  position: number;
  heading: Ref<HTMLHeadingElement>;
}

/** The editor and what belongs to it come when a coding item is near. */
const Coding = later(() => import("./items/coding"));

const WIDGETS = {
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
        <h1 ref={heading} tabIndex={-1}>
          {words.position(position, exam.items.length)}
        </h1>
        {isFirst && section?.instructions && (
          <div class="notice">
            <Prose text={section.instructions} />
          </div>
        )}
        <Prose text={item.prompt} pictures />
      </div>
      <ProblemNote problem={entry.problem.value} />
      <Widget exam={exam} item={item} entry={entry} />
    </article>
  );
}
