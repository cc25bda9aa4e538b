import { useSignal } from "@preact/signals";
import type { Problem } from "../api/problem";
import type { Assessment } from "../api/types";
import { ProblemNote } from "../design/problem";
import { acts as words } from "../texts/en/staff-design";
import { type Act, actOn } from "./changes";
import { go, links } from "./router";

interface Props {
  assessment: Assessment;
  onChanged: () => void;
}

/** What can be done with an assessment as a whole. */
export function Acts({ assessment, onChanged }: Props) {
  const problem = useSignal<Problem | null>(null);
  const closing = useSignal(false);
  const act = async (name: Act) => {
    const result = await actOn(assessment.id, name);
    problem.value = result.ok ? null : result.problem;
    closing.value = false;
    if (!result.ok) return;
    if (name === "versions" || name === "duplicate") go(links.assessment(result.data.id));
    else onChanged();
  };
  const button = (name: Act, text: string, hint?: string) => (
    <button type="button" title={hint} onClick={() => act(name)}>
      {text}
    </button>
  );
  const { state, archived_at } = assessment;
  return (
    <>
      <fieldset class="buttons bare no-print">
        <legend class="unseen">{words.label}</legend>
        {state !== "draft" && button("versions", words.version, words.versionHint)}
        {button("duplicate", words.duplicate)}
        {state === "published" && (
          <button
            type="button"
            aria-expanded={closing.value}
            onClick={() => (closing.value = !closing.value)}
          >
            {words.close}
          </button>
        )}
        {archived_at
          ? button("restore", words.restore)
          : state !== "published" && button("archive", words.archive)}
      </fieldset>
      {closing.value && (
        <div class="notice warn">
          <p>{words.closeHint}</p>
          <div class="buttons">
            <button type="button" class="main" onClick={() => act("close")}>
              {words.closeSure}
            </button>
            <button type="button" onClick={() => (closing.value = false)}>
              {words.keep}
            </button>
          </div>
        </div>
      )}
      <ProblemNote problem={problem.value} />
    </>
  );
}
