import { useSignal } from "@preact/signals";
import { api } from "../api/client";
import type { Problem } from "../api/problem";
import type { FairnessReading, FairnessState, FairnessTable } from "../api/types";
import { ProblemNote } from "../design/problem";
import { moment, number } from "../texts/en/shared";
import { measurement as figures, fairness as words } from "../texts/en/staff-measurement";
import { Shown, useAnswer } from "./answer";
import { askSignedIn } from "./session";

const FOUR_FIFTHS = 0.8;

/** How groups fared, as it was last read, and the way to read it again. */
export function Fairness({ id, cut }: { id: string; cut: number }) {
  const params = { path: { assessment_id: id } };
  const problem = useSignal<Problem | null>(null);
  const state = useAnswer<FairnessState>(id, () =>
    askSignedIn(api.GET("/api/v1/assessments/{assessment_id}/fairness", { params })),
  );
  async function read(mark: number) {
    const result = await askSignedIn(
      api.POST("/api/v1/assessments/{assessment_id}/fairness", { params, body: { cut: mark } }),
    );
    problem.value = result.ok ? null : result.problem;
    if (result.ok) state.again();
  }
  return (
    <section>
      <div class="section-head">
        <h2>{words.heading}</h2>
      </div>
      <p class="lead-in">{words.intro}</p>
      <Shown answer={state}>
        {({ reading, needs, step }) => {
          const mark = reading?.cut ?? cut;
          return (
            <>
              <div class="card">
                <p>
                  {reading ? words.reading(moment(reading.read_at), reading.people, reading.cut) : words.none}
                </p>
                <p class="soft">{words.needs(needs, step)}</p>
                {!reading && <p class="soft">{words.readAt(mark)}</p>}
                <button type="button" class="no-print" onClick={() => void read(mark)}>
                  {words.read}
                </button>
                {problem.value && <ProblemNote problem={problem.value} />}
              </div>
              {reading && <Reading reading={reading} />}
            </>
          );
        }}
      </Shown>
    </section>
  );
}

function Reading({ reading }: { reading: FairnessReading }) {
  return (
    <>
      {reading.tables.map((table) => (
        <Groups key={table.question} table={table} />
      ))}
      <h3>{words.bias}</h3>
      {reading.statement && <p class="soft">{reading.statement}</p>}
      {reading.compared.length > 0 && reading.items.length === 0 && (
        <p class="soft">{words.noBias(reading.compared)}</p>
      )}
      {reading.items.length > 0 && (
        <ul class="flags">
          {reading.items.map((one) => (
            <li key={`${one.item} ${one.item_version} ${one.focal}`}>
              <strong>{one.title}</strong> <span class="tag">{words.levels[one.level]}</span>{" "}
              {words.easier(one.log_odds, one.reference, one.focal)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Groups({ table }: { table: FairnessTable }) {
  return (
    <>
      <h3>{words.by(table.question)}</h3>
      {table.groups.length > 0 && (
        <table class="rows">
          <thead>
            <tr>
              <th scope="col">{words.group}</th>
              <th scope="col" class="figure">
                {words.count}
              </th>
              <th scope="col" class="figure">
                {words.passed}
              </th>
              <th scope="col">{words.ratio}</th>
              <th scope="col" class="figure">
                {words.p}
              </th>
            </tr>
          </thead>
          <tbody>
            {table.groups.map((row) => (
              <tr key={row.group}>
                <th scope="row">{row.group}</th>
                <td class="figure" data-label={words.count}>
                  {number(row.count)}
                </td>
                <td class="figure" data-label={words.passed}>
                  {figures.percent(row.passed)}
                </td>
                <td data-label={words.ratio}>
                  {row.ratio === null ? (
                    <span class="soft">{words.small}</span>
                  ) : (
                    <span>
                      {number(row.ratio)}
                      {row.ratio < FOUR_FIFTHS && <span class="soft block">{words.adverse}</span>}
                    </span>
                  )}
                </td>
                <td class="figure" data-label={words.p}>
                  {row.p === null ? "–" : row.p < 0.001 ? "< 0.001" : row.p.toFixed(3)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {table.hidden > 0 && <p class="soft">{words.hidden(table.hidden)}</p>}
    </>
  );
}
