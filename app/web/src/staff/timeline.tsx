import type { AttemptReport } from "../api/types";
import { moment } from "../texts/en/shared";
import { report as words } from "../texts/en/staff";

/** The time of day, to the second. */
export const clock = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

function detailText(detail: Record<string, unknown>): string {
  const { size, ...rest } = detail;
  const parts = Object.values(rest).filter((value) => value !== null && value !== undefined);
  if (typeof size === "number") parts.push(words.pasted(size));
  return parts.map((part) => String(part).replace(/_/g, " ")).join(", ");
}

/** What happened when, as the server and the browser noted it. */
export function Timeline({ entries }: { entries: AttemptReport["timeline"] }) {
  return (
    <details class="card">
      <summary>{words.timeline}</summary>
      <ol class="timeline">
        {entries.map((entry, index) => (
          <li key={`${entry.at} ${index}`}>
            <time dateTime={entry.at} title={moment(entry.at)}>
              {clock.format(new Date(entry.at))}
            </time>
            <span>{entry.what}</span>
            <span class="soft">{detailText(entry.detail ?? {})}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
