import type { Attempt, Item, ItemResult } from "../api/types";
import { Printed } from "../design/printed";
import { Prose } from "../prose/prose";
import { results as words } from "../texts/en/results";
import { types } from "../texts/en/shared";
import { CodeResult } from "./items/result";

/** Of a right number; what is asked for is less exact by far. */
const DIGITS = 6;

interface Props {
  attempt: Attempt;
  items: ItemResult[];
}

interface ItemProps {
  item: Item;
  result: ItemResult;
}

/** Every question with what was answered, what is right and why. */
export function Explained({ attempt, items }: Props) {
  const results = new Map(items.map((result) => [result.id, result]));
  const asked = attempt.sections.flatMap((section) => section.items);
  return (
    <section class="by-question">
      <h2>{words.explained}</h2>
      {asked.map((item, index) => {
        const result = results.get(item.id);
        return (
          result && (
            <article key={item.id} class="card">
              <div class="by-question-head">
                <h3>
                  {words.question(index + 1)} <span class="soft">{types[item.type]}</span>
                </h3>
                <strong>
                  {result.earned === null ? words.notYet : words.points(result.earned, result.possible)}
                </strong>
              </div>
              <Prose text={item.prompt} pictures />
              <Why item={item} result={result} />
            </article>
          )
        );
      })}
    </section>
  );
}

function Why({ item, result }: ItemProps) {
  if (result.options) return <Options item={item} result={result} />;
  if (item.type === "numeric") return <Numbers item={item} result={result} />;
  if (item.type === "written") return <Rubric item={item} result={result} />;
  if (item.type === "coding") return <Code item={item} result={result} />;
  return null;
}

function Options({ item, result }: ItemProps) {
  const answer = item.response ?? null;
  const chosen = (id: string) =>
    answer !== null &&
    (("choice" in answer && answer.choice === id) || ("choices" in answer && answer.choices.includes(id)));
  const told = new Map((result.options ?? []).map((option) => [option.id, option]));
  return (
    <ul class="judged">
      {(item.options ?? []).map((option) => {
        const right = told.get(option.id)?.right ?? false;
        return (
          <li key={option.id} class={right ? "right" : ""}>
            <p class="judged-text">
              <Prose text={option.text} inline />
            </p>
            <p class="judged-marks">
              <span class={right ? "good-text" : "soft"}>
                <span aria-hidden="true">{right ? "✓" : "✗"}</span> {right ? words.right : words.wrong}
              </span>
              {chosen(option.id) && <span class={right ? "good-text" : "bad-text"}>{words.yours}</span>}
            </p>
            <Prose text={told.get(option.id)?.rationale ?? ""} />
          </li>
        );
      })}
    </ul>
  );
}

function Numbers({ item, result }: ItemProps) {
  const answer = item.response ?? null;
  const given = answer && "value" in answer ? answer.value : null;
  const percent = (result.relative_tolerance ?? 0) * 100;
  const right = Number((result.value ?? Number.NaN).toPrecision(DIGITS));
  return (
    <p>
      {words.yourNumber(given)} <strong>{words.rightNumber(right, percent)}</strong> {item.unit}
    </p>
  );
}

function Rubric({ item, result }: ItemProps) {
  const answer = item.response ?? null;
  const text = answer && "text" in answer ? answer.text : "";
  return (
    <>
      <h4>{words.yourText}</h4>
      {text.trim() ? <Prose text={text} own /> : <p class="soft">{words.unanswered}</p>}
      {result.criteria && (
        <dl class="criteria">
          {result.criteria.map((criterion) => (
            <div key={criterion.title}>
              <dt>{words.criterion(criterion.title, criterion.earned ?? 0, criterion.possible)}</dt>
              <dd>
                <Prose text={criterion.level} inline />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {result.model_answer && (
        <>
          <h4>{words.modelAnswer}</h4>
          <Prose text={result.model_answer} />
        </>
      )}
    </>
  );
}

function Code({ item, result }: ItemProps) {
  const answer = item.response ?? null;
  return (
    <>
      <h4>{words.yourText}</h4>
      {answer && "source" in answer ? (
        <Printed>{answer.source}</Printed>
      ) : (
        <p class="soft">{words.unanswered}</p>
      )}
      {result.submission && <CodeResult submission={result.submission} />}
    </>
  );
}
