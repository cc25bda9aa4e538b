import { useSignal } from "@preact/signals";
import { api } from "../api/client";
import type { Calibration, ItemStatistics, ItemUsage } from "../api/types";
import { number, types } from "../texts/en/shared";
import { duration, measurement as figures, items as words } from "../texts/en/staff-measurement";
import { Shown, useAnswer } from "./answer";
import { FigureText } from "./figure";
import { links } from "./router";
import { askSignedIn } from "./session";

type Sort = keyof typeof words.sorts;

interface Row extends ItemStatistics {
  usage: ItemUsage | undefined;
  steps: Calibration["items"][number]["steps"];
}

/** Every item of an assessment with what its answers say of it. */
export function Items({ id, calibration }: { id: string; calibration: Calibration | null }) {
  const params = { path: { assessment_id: id } };
  const statistics = useAnswer<ItemStatistics[]>(id, () =>
    askSignedIn(api.GET("/api/v1/assessments/{assessment_id}/item-statistics", { params })),
  );
  const usage = useAnswer<ItemUsage[]>(id, () =>
    askSignedIn(api.GET("/api/v1/assessments/{assessment_id}/item-usage", { params })),
  );
  const sort = useSignal<Sort>("flags");
  if (statistics.data?.length === 0) return null;
  return (
    <section>
      <div class="section-head">
        <h2>{words.heading}</h2>
        <label class="inline-label">
          {words.sort}{" "}
          <select value={sort.value} onChange={(event) => (sort.value = event.currentTarget.value as Sort)}>
            {Object.entries(words.sorts).map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Shown answer={statistics}>
        {(found) => <Table id={id} rows={sorted(joined(found, usage.data, calibration), sort.value)} />}
      </Shown>
    </section>
  );
}

function joined(found: ItemStatistics[], usage: ItemUsage[] | null, calibration: Calibration | null): Row[] {
  const key = (one: { item: string; item_version: number }) => `${one.item} ${one.item_version}`;
  const used = new Map((usage ?? []).map((one) => [key(one), one]));
  const steps = new Map((calibration?.items ?? []).map((one) => [key(one), one.steps]));
  return found.map((one) => ({ ...one, usage: used.get(key(one)), steps: steps.get(key(one)) ?? [] }));
}

/** Rows without the figure come last, whatever the order. */
function sorted(rows: Row[], sort: Sort): Row[] {
  const by: Record<Sort, (row: Row) => number | string> = {
    flags: (row) => -row.flags.length,
    difficulty: (row) => row.difficulty.value ?? Number.POSITIVE_INFINITY,
    discrimination: (row) => row.discrimination.value ?? Number.POSITIVE_INFINITY,
    exposure: (row) => -(row.usage?.shown ?? 0),
    time: (row) => -(row.usage?.time_s.value ?? -1),
    item: (row) => row.item,
  };
  const of = by[sort];
  return [...rows].sort((a, b) => (of(a) < of(b) ? -1 : of(a) > of(b) ? 1 : a.item < b.item ? -1 : 1));
}

function Table({ id, rows }: { id: string; rows: Row[] }) {
  const flagged = rows.filter((row) => row.flags.length > 0).length;
  return (
    <>
      <p class="soft">{words.flagged(flagged)}.</p>
      <table class="rows item-rows">
        <thead>
          <tr>
            <th scope="col">{words.item}</th>
            <th scope="col">
              {words.difficulty} <span class="soft block">{words.difficultyHint}</span>
            </th>
            <th scope="col">
              {words.discrimination} <span class="soft block">{words.discriminationHint}</span>
            </th>
            <th scope="col">{words.calibrated}</th>
            <th scope="col">{words.exposure}</th>
            <th scope="col">{words.time}</th>
            <th scope="col">{words.flags}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ItemRow key={`${row.item} ${row.item_version}`} id={id} row={row} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function ItemRow({ id, row }: { id: string; row: Row }) {
  const usage = row.usage;
  return (
    <tr>
      <th scope="row">
        {row.title}
        <span class="soft block">
          {row.item}, {types[row.type as keyof typeof types]}
        </span>
        {row.options ? <Options options={row.options} /> : null}
      </th>
      <td data-label={words.difficulty}>
        <FigureText figure={row.difficulty} show={number} />
      </td>
      <td data-label={words.discrimination}>
        <FigureText figure={row.discrimination} show={number} />
      </td>
      <td data-label={words.calibrated}>
        <Calibrated steps={row.steps} />
      </td>
      <td data-label={words.exposure}>
        {usage && (
          <span>
            <a href={links.results(id)}>{number(usage.shown)}</a>
            <span class="soft block">{figures.percent(usage.exposure)}</span>
          </span>
        )}
      </td>
      <td data-label={words.time}>
        {usage && (
          <span>
            <FigureText figure={usage.time_s} show={duration} />
            <span class="soft block">{words.expected(usage.expected_time_s)}</span>
          </span>
        )}
      </td>
      <td data-label={words.flags}>
        {row.flags.length === 0 ? (
          <span class="soft">{words.nothing}</span>
        ) : (
          <ul class="flags">
            {row.flags.map((flag) => (
              <li key={flag}>{flag}</li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  );
}

function Calibrated({ steps }: { steps: Row["steps"] }) {
  const [only] = steps;
  if (!only) return <span class="soft">–</span>;
  if (steps.length > 1) return <span class="soft">{words.steps(steps.length)}</span>;
  return (
    <span>
      {number(only.a)}, {number(only.b)}
    </span>
  );
}

function Options({ options }: { options: NonNullable<ItemStatistics["options"]> }) {
  return (
    <details class="choices">
      <summary>{words.options}</summary>
      <ul>
        {options.map((option) => (
          <li key={option.id}>
            <span>
              <strong>{option.id}</strong>
              {option.right && <span class="tag good">{words.key}</span>} {option.text}
            </span>
            <span class="soft">
              {words.chosen}:{" "}
              {option.chosen.value === null
                ? figures.missing(option.chosen.n, option.chosen.needs)
                : figures.percent(option.chosen.value)}
              {option.rest.value !== null && (
                <>
                  {". "}
                  {words.rest}: {figures.percent(option.rest.value)}
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
