import { useEffect, useRef } from "preact/hooks";
import type { Attempt } from "../api/types";
import { finished as words } from "../texts/en/after";
import { recorded } from "../texts/en/recorded";
import { moment, number } from "../texts/en/shared";
import { AboutYou } from "./about-you";
import { isEmpty } from "./answers";
import { Remarks } from "./own-remarks";
import { Recorded } from "./recorded";
import { Results } from "./results";
import "./after.css";

interface Props {
  attempt: Attempt;
  lost: string[];
}

/** What was received, once nothing can be changed any more. */
export default function After({ attempt, lost }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const items = attempt.sections.flatMap((section) => section.items);
  const received = items.filter((item) => !isEmpty(item.response ?? null, item)).length;
  const lostPositions = items.flatMap((item, index) => (lost.includes(item.id) ? [index + 1] : []));
  const timeOver = attempt.finished_at === attempt.closes_at;

  useEffect(() => {
    document.title = words.title;
    heading.current?.focus();
    scrollTo(0, 0);
  }, []);

  return (
    <main class="page narrow">
      <h1 ref={heading} tabIndex={-1}>
        {words.title}
      </h1>
      <p class="lead">{timeOver ? words.timeOver : words.thanks}</p>
      {lostPositions.length > 0 && <p class="notice warn">{words.lost(lostPositions)}</p>}
      <section class="card">
        <dl class="facts">
          <div>
            <dt>{words.answers}</dt>
            <dd>
              {number(received)} / {number(items.length)}
            </dd>
          </div>
          <div>
            <dt>{words.at}</dt>
            <dd>{attempt.finished_at ? moment(attempt.finished_at) : ""}</dd>
          </div>
          {attempt.receipt && (
            <div>
              <dt>{words.receipt}</dt>
              <dd>
                <code>{attempt.receipt}</code>
              </dd>
            </div>
          )}
        </dl>
        {attempt.receipt && <p class="hint receipt-hint">{words.receiptHint}</p>}
        <p class="no-print after-print">
          <button type="button" onClick={() => print()}>
            {words.print}
          </button>
        </p>
      </section>
      <Results attempt={attempt}>
        <Received attempt={attempt} />
      </Results>
      <details class="card">
        <summary>{recorded.title}</summary>
        <div class="recorded-body">
          <Recorded />
        </div>
      </details>
      <p>{words.next}</p>
      <Remarks items={items} />
      <AboutYou />
    </main>
  );
}

function Received({ attempt }: { attempt: Attempt }) {
  let position = 0;
  return (
    <section class="card">
      {attempt.sections.map((section) => (
        <div key={section.title} class="received">
          <h2>{section.title}</h2>
          <ul class="list">
            {section.items.map((item) => {
              position += 1;
              const empty = isEmpty(item.response ?? null, item);
              return (
                <li key={item.id}>
                  <span>{words.question(position)}</span>
                  <span class={empty ? "soft" : "good-text"}>
                    {empty ? words.notAnswered : words.received}
                  </span>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </section>
  );
}
