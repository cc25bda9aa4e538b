import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { display } from "../design/display";
import { ProblemNote } from "../design/problem";
import { exam as words } from "../texts/en/candidate";
import { shared } from "../texts/en/shared";
import type { Exam } from "./exam";
import { ItemPage } from "./item";
import { later } from "./later";
import { Overview } from "./overview";
import { current, link } from "./place";
import { useShortcuts } from "./shortcuts";
import { StatusBar } from "./status";

const AllItems = later(() => import("./all"));
const OwnPause = later(() => import("./own-pause"));
const FinishDialog = later(() => import("./finish"));
const Keys = later(() => import("./keys"));
const Recorded = later(() => import("./recorded"));
const Look = later(() => import("./look"));

type DialogName = "finish" | "keys" | "look" | "recorded";

interface Props {
  exam: Exam;
  title: string;
}

/** The test while it runs: bar, overview, one question at a time or all. */
export function During({ exam, title }: Props) {
  const dialog = useSignal<DialogName | null>(null);
  const ask = (name: DialogName) => () => (dialog.value = name);
  const close = () => (dialog.value = null);
  const heading = useRef<HTMLHeadingElement>(null);
  const position = Math.min(current.value, exam.items.length);
  const item = exam.items[position - 1];
  const all = display.value.questions === "all";
  const still = exam.paused.value || exam.collecting.value;
  const first = useRef(true);

  useEffect(() => {
    document.title = `${words.position(position, exam.items.length)} · ${title}`;
    // The first question is announced by the page itself; later ones by moving the focus to their heading.
    if (first.current) first.current = false;
    // Among all questions this one may be the current one because the focus is in it.
    else if (!heading.current?.closest(".item")?.contains(document.activeElement)) heading.current?.focus();
    if (!all) scrollTo(0, 0);
  }, [position, title, exam, all, still]);

  useShortcuts({
    KeyN: () => go(position + 1, exam),
    KeyP: () => go(position - 1, exam),
    KeyM: () => item && exam.marks.toggle(item.id),
    KeyO: () => document.querySelector<HTMLElement>(".overview [aria-current], .overview-toggle")?.focus(),
    KeyK: ask("keys"),
  });

  return (
    <>
      <button type="button" class="skip" onClick={() => heading.current?.focus()}>
        {shared.skip}
      </button>
      <StatusBar exam={exam} title={title} onKeys={ask("keys")} onLook={ask("look")} />
      <Notices exam={exam} />
      {still ? (
        <Waiting exam={exam} />
      ) : (
        <div class="exam">
          <Overview exam={exam} position={position} onFinish={ask("finish")} onRecorded={ask("recorded")} />
          <main class="exam-main">
            {all ? (
              <AllItems exam={exam} position={position} heading={heading} />
            ) : (
              item && <ItemPage key={item.id} exam={exam} item={item} position={position} heading={heading} />
            )}
            <Steps exam={exam} position={all ? 0 : position} onFinish={ask("finish")} />
          </main>
        </div>
      )}
      {dialog.value === "finish" && <FinishDialog exam={exam} onClose={close} />}
      {dialog.value === "keys" && <Keys onClose={close} />}
      {dialog.value === "look" && <Look onClose={close} />}
      {dialog.value === "recorded" && <Recorded exam={exam} onClose={close} />}
    </>
  );
}

function go(position: number, exam: Exam): void {
  if (position >= 1 && position <= exam.items.length) location.hash = link(position);
}

/** `position` is 0 where there is nowhere to step to. */
function Steps({ exam, position, onFinish }: { exam: Exam; position: number; onFinish: () => void }) {
  return (
    <nav class="steps" aria-label={words.questions}>
      {position > 1 && (
        <a class="button" href={link(position - 1)} rel="prev">
          {words.previous}
        </a>
      )}
      <span class="grow" />
      {position && position < exam.items.length ? (
        <a class="button main" href={link(position + 1)} rel="next">
          {words.next}
        </a>
      ) : (
        <button type="button" class="main" onClick={onFinish}>
          {words.finish}
        </button>
      )}
    </nav>
  );
}

function Notices({ exam }: { exam: Exam }) {
  const offline = exam.offline.value && !exam.collecting.value;
  if (!offline && !exam.signedOut.value) return null;
  return (
    <div class="notices">
      {offline && (
        <p class="notice warn" role="status">
          {words.offline}
        </p>
      )}
      <ProblemNote problem={exam.signedOut.value} />
    </div>
  );
}

/** In place of the questions while the clock stands still, or once it has run out. */
function Waiting({ exam }: { exam: Exam }) {
  const paused = exam.paused.value;
  const ends = paused && exam.pause.value?.ends_at;
  const collecting = exam.offline.value ? words.collectingOffline : words.collecting;
  return (
    <main class="page narrow">
      {ends ? (
        <OwnPause exam={exam} ends={Date.parse(ends)} />
      ) : (
        <section class="card" role="status">
          <h1>{paused ? words.paused : words.timeIsUp}</h1>
          <p>{paused ? words.pausedDetail : collecting}</p>
        </section>
      )}
    </main>
  );
}
