import type { AttemptReport } from "../api/types";
import { number } from "../texts/en/shared";
import { sitting as words } from "../texts/en/staff-sitting";
import { clock } from "./timeline";

type Entry = AttemptReport["typing"][number];

const [WIDTH, HEIGHT] = [600, 120];
const TALLY_MS = 30_000;

/** The attempt's stretch of time, in milliseconds since 1970. */
export interface Span {
  from: number;
  to: number;
}

/** How code grew over an attempt: sizes over time, as a drawing and as a table. */
export function TypingChart({ entries, span }: { entries: Entry[]; span: Span }) {
  const last = entries.at(-1);
  if (!last) return null;
  const typed = entries.reduce((sum, entry) => sum + entry.size, 0);
  const told = words.typed(typed, last.length);
  return (
    <section class="typing">
      <h3>{words.typing}</h3>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={told} preserveAspectRatio="none">
        <Drawn entries={entries} span={span} />
      </svg>
      <p class="spread soft" aria-hidden="true">
        <span>{clock.format(span.from)}</span>
        <span>{clock.format(span.to)}</span>
      </p>
      <p class="hint">{told}</p>
      <details>
        <summary>{words.asTable}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.at}</th>
              <th scope="col" class="figure">
                {words.came}
              </th>
              <th scope="col" class="figure">
                {words.length}
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.at}>
                <td>{clock.format(new Date(entry.at))}</td>
                <td class="figure">{number(entry.size)}</td>
                <td class="figure">{number(entry.length)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

function Drawn({ entries, span }: { entries: Entry[]; span: Span }) {
  const most = Math.max(1, ...entries.map((entry) => Math.max(entry.size, entry.length)));
  const x = (at: number) => ((at - span.from) / Math.max(1, span.to - span.from)) * WIDTH;
  const y = (size: number) => HEIGHT - (size / most) * (HEIGHT - 4);
  const first = entries[0] as Entry;
  // Flat between what is known: code does not grow while nobody types.
  const steps = entries.map((entry) => `H ${x(Date.parse(entry.at))} V ${y(entry.length)}`);
  const start = y(Math.max(0, first.length - first.size));
  return (
    <>
      {entries.map((entry) => {
        const to = Date.parse(entry.at);
        const width = Math.max(2, x(to) - x(to - TALLY_MS));
        return (
          <rect
            key={entry.at}
            x={x(to) - width}
            y={y(entry.size)}
            width={width}
            height={HEIGHT - y(entry.size)}
          />
        );
      })}
      <path d={`M 0 ${start} ${steps.join(" ")} H ${WIDTH}`} />
    </>
  );
}
