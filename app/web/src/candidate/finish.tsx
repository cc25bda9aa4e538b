import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Problem } from "../api/problem";
import { ProblemNote } from "../design/problem";
import { exam as examWords } from "../texts/en/candidate";
import { finish as words } from "../texts/en/finish";
import type { Exam } from "./exam";
import { link } from "./place";
import "./dialog.css";

interface Props {
  exam: Exam;
  onClose: () => void;
}

/** Asks before the end, and says what is not answered and what is not yet on the server. */
export default function FinishDialog({ exam, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const finishing = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const state = exam.outbox.overall();
  const open = exam.answered.value.flatMap((answered, index) => (answered ? [] : [index + 1]));

  useEffect(() => {
    dialog.current?.showModal();
    // Not on the button that ends the test: Enter, pressed once too often, must not end it.
    heading.current?.focus();
    void exam.outbox.flush(true);
  }, [exam]);

  const confirm = async () => {
    if (finishing.value) return;
    finishing.value = true;
    problem.value = (await exam.outbox.flush(true)) ? await exam.finish() : null;
    finishing.value = false;
  };
  return (
    <dialog ref={dialog} aria-labelledby="finish-title" onClose={onClose}>
      <h2 id="finish-title" ref={heading} tabIndex={-1}>
        {words.title}
      </h2>
      {open.length === 0 ? (
        <p>{words.allAnswered}</p>
      ) : (
        <>
          <p>{words.unanswered(open.length)}</p>
          <ol class="places">
            {open.map((position) => (
              <li key={position}>
                <a
                  class="place"
                  href={link(position)}
                  aria-label={examWords.link(position, false)}
                  onClick={() => dialog.current?.close()}
                >
                  {position}
                </a>
              </li>
            ))}
          </ol>
        </>
      )}
      <p>{words.final}</p>
      {state !== "saved" && (
        <p class="notice warn" role="status">
          {words.unsaved}
        </p>
      )}
      <ProblemNote problem={problem.value} />
      <div class="buttons">
        <button type="button" class="main" disabled={finishing.value || state !== "saved"} onClick={confirm}>
          {finishing.value ? words.finishing : words.confirm}
        </button>
        <button type="button" onClick={() => dialog.current?.close()}>
          {words.back}
        </button>
      </div>
    </dialog>
  );
}
