import type { AttemptSummary } from "../api/types";
import { moment, number, plural } from "../texts/en/shared";
import { frame, attempts as statusWords } from "../texts/en/staff";
import { results as words } from "../texts/en/staff-results";
import { orderedBy, type Shown, type Sort } from "./results-address";
import { links } from "./router";
import { ScoreCell } from "./score";

const { columns } = words;

interface Props {
  rows: AttemptSummary[];
  shown: Shown;
  picked: string[];
  pick: (id: string) => void;
}

/** The attempts, a line each. A column's heading orders by it. */
export function ResultsTable({ rows, shown, picked, pick }: Props) {
  return (
    <table class="rows results">
      <thead>
        <tr>
          <th scope="col">
            <span class="unseen">{columns.compare}</span>
          </th>
          <Heading shown={shown} by="name" first="name" text={columns.name} />
          <th scope="col">{columns.status}</th>
          <Heading shown={shown} by="score" first="-score" text={columns.score} />
          <Heading shown={shown} by="percentile" first="-percentile" text={columns.percentile} />
          <Heading shown={shown} by="time_used" first="time_used" text={columns.time_used} />
          <Heading shown={shown} by="finished_at" first="-finished_at" text={columns.finished_at} />
          <th scope="col">{columns.beside}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} picked={picked.includes(row.id)} pick={pick} />
        ))}
      </tbody>
    </table>
  );
}

function Heading({ shown, by, first, text }: { shown: Shown; by: Sort; first: Sort; text: string }) {
  const descending = shown.sort === `-${by}`;
  const here = descending || shown.sort === by;
  return (
    <th scope="col" aria-sort={here ? (descending ? "descending" : "ascending") : undefined}>
      <a href={orderedBy(shown, by, first)}>
        {text}
        {here && <span aria-hidden="true">{descending ? " ↓" : " ↑"}</span>}
      </a>
    </th>
  );
}

function Row({ row, picked, pick }: { row: AttemptSummary; picked: boolean; pick: (id: string) => void }) {
  const name = row.candidate.name ?? frame.unknownPerson;
  const beside = [
    row.shortlisted && words.shortlisted,
    row.notes_count > 0 && words.notes(row.notes_count),
    row.integrity_notes > 0 && words.integrity(row.integrity_notes),
  ].filter(Boolean);
  return (
    <tr>
      <td class="pick">
        <label>
          <input type="checkbox" checked={picked} onChange={() => pick(row.id)} />
          <span class="unseen">{words.pick(name)}</span>
        </label>
      </td>
      <th scope="row">
        <a href={links.attempt(row.id)}>{name}</a>
        <span class="soft block">{row.candidate.email}</span>
      </th>
      <td data-label={columns.status}>
        <span class={`badge ${row.status}`}>{statusWords.statuses[row.status]}</span>
      </td>
      <td data-label={columns.score}>
        <ScoreCell row={row} />
      </td>
      <td data-label={columns.percentile}>
        {row.percentile == null ? words.notFinal : words.percentile(row.percentile)}
      </td>
      <td data-label={columns.time_used}>
        {row.time_used_s === null ? words.notFinal : timeUsed(row.time_used_s)}
      </td>
      <td data-label={columns.finished_at}>{row.finished_at ? moment(row.finished_at) : words.notFinal}</td>
      <td data-label={columns.beside}>{beside.join(", ") || words.notFinal}</td>
    </tr>
  );
}

/** Minutes to a tenth below an hour; whole ones say enough above. */
export function timeUsed(seconds: number): string {
  if (seconds < 60) return plural(seconds, "second", "seconds");
  if (seconds < 3600) return `${number(Math.round(seconds / 6) / 10)} min`;
  return `${number(Math.floor(seconds / 3600))} h ${number(Math.floor((seconds % 3600) / 60))} min`;
}
