import { display } from "../design/display";
import { saving, exam as words } from "../texts/en/candidate";
import { clockText } from "./clock";
import type { Exam } from "./exam";
import { later } from "./later";

const PauseButton = later(() => import("./pause"), true);

const ANNOUNCED_MINUTES = [30, 10, 5, 1];
const LITTLE_S = 300;

interface Props {
  exam: Exam;
  title: string;
  onKeys: () => void;
  onLook: () => void;
}

export function StatusBar({ exam, title, onKeys, onLook }: Props) {
  return (
    <header class="bar">
      <strong class="bar-title">{title}</strong>
      <SaveStateLine exam={exam} />
      {!exam.paused.value && <Countdown exam={exam} />}
      <span class="bar-tools">
        {exam.pause.value && !exam.paused.value && <PauseButton exam={exam} />}
        <button type="button" class="quiet keys-button" onClick={onKeys}>
          {words.keys}
        </button>
        <button type="button" class="quiet" onClick={onLook}>
          {words.look}
        </button>
      </span>
    </header>
  );
}

function SaveStateLine({ exam }: { exam: Exam }) {
  const state = exam.outbox.overall();
  return (
    <span class={`save-state ${state}`} role="status" data-state={state}>
      {saving[state]}
    </span>
  );
}

function Countdown({ exam }: { exam: Exam }) {
  const left = exam.clock.left.value;
  // Said aloud at a few moments only: a live region that ticks cannot be worked beside.
  const spoken = ANNOUNCED_MINUTES.find((minutes) => left <= minutes * 60 && left > minutes * 60 - 5);
  return (
    <span class={left <= LITTLE_S ? "countdown little" : "countdown"}>
      <span
        role="timer"
        hidden={display.value.clock === "hidden"}
        aria-label={words.remaining}
        aria-live="off"
      >
        {words.left(clockText(left))}
      </span>
      <span class={display.value.clock === "hidden" ? "" : "unseen"} role="status">
        {spoken ? words.minutesLeft(spoken) : ""}
      </span>
    </span>
  );
}
