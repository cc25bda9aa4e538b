import { useState } from "preact/hooks";
import type { Problem } from "../api/problem";
import type { Assessment } from "../api/types";
import { ProblemNote } from "../design/problem";
import { editor, settings as words } from "../texts/en/staff-design";
import { changeAssessment } from "./changes";
import { ChooseOne, Field } from "./choose";
import { me } from "./session";

interface Props {
  assessment: Assessment;
  onSaved: () => void;
}

/** What stands beside the design: what candidates learn, how much time they get, who else may see it. */
export function Settings({ assessment, onSaved }: Props) {
  const [disclosure, setDisclosure] = useState(assessment.disclosure);
  const [results, setResults] = useState(assessment.results);
  const [factor, setFactor] = useState(String(assessment.time_factor));
  const [shared, setShared] = useState(assessment.shared_with.join("\n"));
  const [problem, setProblem] = useState<Problem | null>(null);
  const [saved, setSaved] = useState(false);
  const draft = assessment.state === "draft";
  const shares = me.value?.email === assessment.owner || me.value?.role === "admin";

  const save = async (event: Event) => {
    event.preventDefault();
    const result = await changeAssessment(assessment.id, {
      ...(draft && { disclosure, results }),
      time_factor: factor,
      ...(shares && { shared_with: shared.split(/[\s,;]+/).filter(Boolean) }),
    });
    setProblem(result.ok ? null : result.problem);
    setSaved(result.ok);
    if (result.ok) onSaved();
  };
  const times = words.times[factor]
    ? words.times
    : { ...words.times, [factor]: words.times_(Number(factor)) };
  return (
    <form class="card" onSubmit={save} onInput={() => setSaved(false)}>
      <h2>{words.title}</h2>
      {draft ? (
        <>
          <Field id="disclosure" label={words.disclosure}>
            <ChooseOne
              id="disclosure"
              value={disclosure}
              options={words.disclosures}
              onChange={(value) => setDisclosure(value as typeof disclosure)}
            />
          </Field>
          <Field id="results" label={words.results}>
            <ChooseOne
              id="results"
              value={results}
              options={words.resultLevels}
              onChange={(value) => setResults(value as typeof results)}
            />
          </Field>
        </>
      ) : (
        <dl class="settled">
          <dt>{words.disclosure}</dt>
          <dd>{words.disclosures[disclosure]}</dd>
          <dt>{words.results}</dt>
          <dd>{words.resultLevels[results]}</dd>
        </dl>
      )}
      <Field id="factor" label={words.factor}>
        <ChooseOne id="factor" value={factor} options={times} onChange={setFactor} />
      </Field>
      {shares ? (
        <Field id="shared" label={words.shared} hint={words.sharedHint}>
          <textarea
            id="shared"
            class="short"
            aria-describedby="shared-hint"
            value={shared}
            onInput={(event) => setShared(event.currentTarget.value)}
          />
        </Field>
      ) : (
        <p>
          {words.owner}: {assessment.owner}. {words.shared}:{" "}
          {assessment.shared_with.join(", ") || words.sharedNobody}
        </p>
      )}
      <ProblemNote problem={problem} />
      <div class="buttons">
        <button type="submit">{words.save}</button>
        <span class="soft" role="status">
          {saved && editor.saved}
        </span>
      </div>
    </form>
  );
}
