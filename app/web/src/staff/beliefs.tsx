import type { AttemptReport } from "../api/types";
import { interview, beliefs as words } from "../texts/en/staff-attempt";

type Belief = AttemptReport["beliefs"][number];

function where(belief: Belief): string {
  if (belief.in_concepts && belief.in_code) return words.both;
  if (belief.in_code) return words.code;
  return belief.in_concepts ? words.concepts : words.neither;
}

/** Unfold the item further down, and go there. */
function reveal(event: Event, itemId: string): void {
  event.preventDefault();
  const item = document.getElementById(`item-${itemId}`);
  if (!(item instanceof HTMLDetailsElement)) return;
  item.open = true;
  item.scrollIntoView();
  item.querySelector("summary")?.focus();
}

/** The misconceptions that answers show, each with what shows it. */
export function Beliefs({ attempt }: { attempt: AttemptReport }) {
  return (
    <section class="card">
      <h2>{words.heading}</h2>
      {attempt.beliefs_withheld && <p class="hint">{attempt.beliefs_withheld}</p>}
      {attempt.beliefs.length === 0 && <p class="soft">{words.none}</p>}
      {attempt.beliefs.map((belief) => (
        <article key={belief.id} class="belief">
          <h3>
            {belief.title} <span class="soft">({belief.id})</span>
          </h3>
          <p>
            <span class={belief.named ? "tag bad" : "tag"}>
              {belief.named ? words.named : words.notNamed}
            </span>{" "}
            {where(belief)}, {words.probability(belief.probability)}
          </p>
          {belief.explanation && <p>{belief.explanation}</p>}
          <ul class="evidence">
            {belief.evidence.map((piece) => (
              <li key={`${piece.item_id} ${piece.kind}`}>
                <a href={`#item-${piece.item_id}`} onClick={(event) => reveal(event, piece.item_id)}>
                  {piece.title}
                </a>{" "}
                <span class="soft">{piece.shows ? words.shows : words.against}</span>
              </li>
            ))}
          </ul>
        </article>
      ))}
    </section>
  );
}

/** What to ask this person, and why. */
export function Interview({ attempt }: { attempt: AttemptReport }) {
  return (
    <section class="card">
      <h2>{interview.heading}</h2>
      {attempt.interview.length === 0 && <p class="soft">{interview.none}</p>}
      <ol class="questions">
        {attempt.interview.map((question) => (
          <li key={`${question.misconception} ${question.kind}`}>
            <p>{question.question}</p>
            <p class="hint">{question.why}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
