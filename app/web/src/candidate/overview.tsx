import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { exam as words } from "../texts/en/candidate";
import type { Exam } from "./exam";
import { current, link } from "./place";

interface Props {
  exam: Exam;
  position: number;
  onFinish: () => void;
  onRecorded: () => void;
}

/** All questions by section, answered or not. A side column where there is room, else behind a button. */
export function Overview({ exam, position, onFinish, onRecorded }: Props) {
  const open = useSignal(false);
  const answered = exam.answered.value;
  useEffect(() => current.subscribe(() => (open.value = false)), [open]);
  let index = 0;
  return (
    <nav class="overview" aria-label={words.allQuestions}>
      <button
        type="button"
        class="overview-toggle"
        aria-expanded={open.value}
        onClick={() => (open.value = !open.value)}
      >
        <span>{words.position(position, exam.items.length)}</span>
        <span class="soft">{words.answeredOf(answered.filter(Boolean).length, exam.items.length)}</span>
      </button>
      <div class={open.value ? "overview-body open" : "overview-body"}>
        {exam.attempt.sections.map((section) => (
          <section key={section.title}>
            <h2>{section.title}</h2>
            <ol class="places">
              {section.items.map((item) => {
                index += 1;
                const done = answered[index - 1] ?? false;
                const marked = exam.marks.has(item.id);
                return (
                  <li key={item.id}>
                    <a
                      href={link(index)}
                      class={`place${done ? " done" : ""}${marked ? " marked" : ""}`}
                      aria-current={index === position ? "step" : undefined}
                      aria-label={words.link(index, done, marked)}
                    >
                      {index}
                    </a>
                  </li>
                );
              })}
            </ol>
          </section>
        ))}
        <p class="soft overview-count">
          {words.answeredOf(answered.filter(Boolean).length, exam.items.length)}
        </p>
        <button type="button" onClick={onFinish}>
          {words.finish}
        </button>
        <p>
          <button type="button" class="quiet" onClick={onRecorded}>
            {words.recorded}
          </button>
        </p>
      </div>
    </nav>
  );
}
