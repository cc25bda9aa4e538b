import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Problem } from "../api/problem";
import type { Assessment } from "../api/types";
import { ProblemNote } from "../design/problem";
import { acts, editor as words } from "../texts/en/staff-design";
import { Acts } from "./assessment-acts";
import { actOn, changeAssessment } from "./changes";
import { blueprintOf } from "./design";
import { DesignFields } from "./design-editor";
import { DesignPreview } from "./form-preview";
import { useUnsaved } from "./unsaved";

interface Props {
  assessment: Assessment;
  onChanged: () => void;
  children: ComponentChildren;
}

/** A draft's design, with what it would give beside it. */
export function DraftEditor({ assessment, onChanged, children }: Props) {
  const [kept, setKept] = useState(() => blueprintOf(assessment));
  const [design, setDesign, unsaved] = useUnsaved(assessment.id, kept);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<boolean> => {
    const result = await changeAssessment(assessment.id, design);
    setProblem(result.ok ? null : result.problem);
    if (result.ok) setKept(design);
    return result.ok;
  };
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const publishing = (event.submitter as HTMLButtonElement | null)?.value === "publish";
    if ((await save()) && publishing) {
      const result = await actOn(assessment.id, "publish");
      setProblem(result.ok ? null : result.problem);
      if (result.ok) onChanged();
    }
    setBusy(false);
  };
  return (
    <>
      <Acts assessment={assessment} onChanged={onChanged} />
      <div class="desk">
        <div>
          <form onSubmit={send}>
            <DesignFields design={design} onChange={setDesign} />
            <ProblemNote problem={problem} />
            <div class="buttons keep-in-sight">
              <button type="submit" value="save" aria-disabled={busy}>
                {words.save}
              </button>
              <button type="submit" value="publish" class="main" aria-disabled={busy}>
                {acts.publish}
              </button>
              <span class="soft" role="status">
                {busy ? words.saving : unsaved ? words.unsaved : words.saved}
              </span>
            </div>
            <p class="hint">{acts.publishHint}</p>
          </form>
          {children}
        </div>
        <DesignPreview design={design} />
      </div>
    </>
  );
}
