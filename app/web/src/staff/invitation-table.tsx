import { useState } from "preact/hooks";
import type { InvitationRow } from "../api/types";
import { moment } from "../texts/en/shared";
import { frame } from "../texts/en/staff";
import { list as words } from "../texts/en/staff-invitations";
import { InvitationChange } from "./invitation-change";
import { links } from "./router";

interface Props {
  rows: InvitationRow[];
  onChanged: () => void;
}

export function InvitationTable({ rows, onChanged }: Props) {
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">{words.person}</th>
          <th scope="col">{words.state}</th>
          <th scope="col">{words.mail}</th>
          <th scope="col">{words.invited}</th>
          <th scope="col">{words.until}</th>
          <th scope="col">
            <span class="unseen">{words.acts}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} row={row} onChanged={onChanged} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, onChanged }: { row: InvitationRow; onChanged: () => void }) {
  const [open, setOpen] = useState(false);
  const name = row.candidate.name ?? frame.unknownPerson;
  return (
    <>
      <tr>
        <th scope="row">
          {row.attempt_id ? <a href={links.attempt(row.attempt_id)}>{name}</a> : name}
          <span class="soft block">{row.candidate.email}</span>
        </th>
        <td data-label={words.state}>
          <span>
            <span class={`badge ${row.state}`}>{words.states[row.state]}</span>
            {row.time_factor !== 1 && <span class="soft block">{words.factor(row.time_factor)}</span>}
          </span>
        </td>
        <td data-label={words.mail}>
          <LastLetter row={row} />
        </td>
        <td data-label={words.invited}>{moment(row.created_at)}</td>
        <td data-label={words.until}>{moment(row.expires_at)}</td>
        <td class="act">
          {row.candidate.email !== null && row.state !== "revoked" && (
            <button
              type="button"
              aria-expanded={open}
              aria-label={words.change(name)}
              onClick={() => setOpen(!open)}
            >
              {words.more}
            </button>
          )}
        </td>
      </tr>
      {open && (
        <tr class="detail">
          <td colSpan={6}>
            <InvitationChange row={row} onChanged={onChanged} />
          </td>
        </tr>
      )}
    </>
  );
}

function LastLetter({ row }: { row: InvitationRow }) {
  const letter = row.delivery;
  if (!letter) return <span class="soft">{words.noLetter}</span>;
  const told = words.deliveries[letter.status](letter.tries, letter.next_try_at, letter.settled_at);
  return (
    <span class={letter.status === "failed" ? "bad-text" : ""}>
      {words.letters[letter.letter]} {told}
      {letter.note && <span class="soft block">{letter.note}</span>}
    </span>
  );
}
