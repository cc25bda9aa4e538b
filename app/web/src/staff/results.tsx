import { useSignal } from "@preact/signals";
import { api } from "../api/client";
import type { AttemptSummary, Scale } from "../api/types";
import { ProblemNote } from "../design/problem";
import { moment } from "../texts/en/shared";
import { compare, scale as scaleWords, results as words } from "../texts/en/staff-results";
import { AssessmentFrame } from "./assessment-page";
import { Export } from "./export";
import { List } from "./list";
import { read } from "./results-address";
import { ResultsFilters } from "./results-filters";
import { ResultsTable } from "./results-table";
import { links, query } from "./router";
import { useRows } from "./rows";
import { askSignedIn } from "./session";

const MOST_COMPARED = 5;

/** Who sat the assessment and what they scored. */
export function ResultsPage({ id }: { id: string }) {
  return (
    <AssessmentFrame id={id} here="results">
      {() => <Attempts id={id} />}
    </AssessmentFrame>
  );
}

function Attempts({ id }: { id: string }) {
  const shown = read(query.value);
  const scale = useSignal<Scale | null>(null);
  const picked = useSignal<string[]>([]);
  const turn = useSignal(0);
  const list = useRows<AttemptSummary>(`${id} ${turn.value} ${JSON.stringify(shown)}`, async (cursor) => {
    const params = { path: { assessment_id: id }, query: { ...shown, ...(cursor ? { cursor } : {}) } };
    const result = await askSignedIn(api.GET("/api/v1/assessments/{assessment_id}/attempts", { params }));
    if (result.ok) scale.value = result.data.scale;
    return result;
  });
  const pick = (one: string) => {
    const { value } = picked;
    if (value.includes(one)) picked.value = value.filter((other) => other !== one);
    else if (value.length < MOST_COMPARED) picked.value = [...value, one];
    else picked.value = [...value]; // the box is drawn unticked again
  };
  const isFiltered = Object.keys(shown).length > 1;
  const empty = isFiltered
    ? { title: words.none, detail: words.noneDetail }
    : { title: words.empty, detail: words.emptyDetail };
  return (
    <section>
      <h2 class="unseen">{words.heading}</h2>
      {(isFiltered || (list.rows?.length ?? 1) > 0) && (
        <>
          <ResultsFilters shown={shown} />
          {scale.value && <ScaleNote id={id} scale={scale.value} frozen={() => turn.value++} />}
          <Picked id={id} picked={picked.value} clear={() => (picked.value = [])} />
        </>
      )}
      <List list={list} empty={empty}>
        {(rows) => <ResultsTable rows={rows} shown={shown} picked={picked.value} pick={pick} />}
      </List>
      {list.rows && list.rows.length > 0 && <Export id={id} shown={shown} />}
    </section>
  );
}

function Picked({ id, picked, clear }: { id: string; picked: string[]; clear: () => void }) {
  return (
    <div class="picked no-print" role="status">
      {picked.length < 2 ? (
        <span class="soft">{compare.hint}</span>
      ) : (
        <a class="button main" href={links.compare(id, picked)}>
          {compare.button(picked.length)}
        </a>
      )}
      {picked.length === MOST_COMPARED && <span class="soft">{compare.full}</span>}
      {picked.length > 0 && (
        <button type="button" class="quiet" onClick={clear}>
          {compare.clear}
        </button>
      )}
    </div>
  );
}

/** What percentiles and standard errors stand on, or why there are none, and the way to them. */
function ScaleNote({ id, scale, frozen }: { id: string; scale: Scale; frozen: () => void }) {
  const problem = useSignal<Parameters<typeof ProblemNote>[0]["problem"]>(null);
  const busy = useSignal(false);
  const freeze = async () => {
    busy.value = true;
    const params = { path: { assessment_id: id } };
    const result = await askSignedIn(
      api.POST("/api/v1/assessments/{assessment_id}/reference-sets", { params }),
    );
    busy.value = false;
    problem.value = result.ok ? null : result.problem;
    if (result.ok) frozen();
  };
  const known = scale.frozen_at && scale.count !== null;
  return (
    <div class="scale">
      <p class="hint">
        {known && scaleWords.against(scale.count ?? 0, moment(scale.frozen_at ?? ""))}{" "}
        {scale.percentile_withheld ?? scale.error_withheld}
      </p>
      <button type="button" class="quiet no-print" onClick={freeze} disabled={busy.value}>
        {busy.value ? scaleWords.freezing : known ? scaleWords.freezeAgain : scaleWords.freeze}
      </button>
      <ProblemNote problem={problem.value} />
    </div>
  );
}
