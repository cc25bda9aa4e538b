import type { PartScore } from "../api/types";
import { profile as words } from "../texts/en/staff-attempt";

/** Points by part: bars with their intervals, and the words where a few items tell nothing. */
export function Profile({ title, parts }: { title: string; parts: PartScore[] }) {
  return (
    <section class="card">
      <table class="parts">
        <caption>{title}</caption>
        <thead class="unseen">
          <tr>
            <th scope="col">{words.part}</th>
            <th scope="col">{words.points}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.title}>
              <th scope="row">
                <span class="part-title">{part.title.replace(/-/g, " ")}</span>
                <Bar part={part} />
              </th>
              <td class="figure">
                {words.earned(part.earned, part.possible)}
                {part.pending > 0 && <span class="soft block">{words.pending(part.pending)}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const WIDTH = 200;
const HEIGHT = 12;

/** A bar to the share earned, and a line over its interval. */
export function Bar({ part }: { part: PartScore }) {
  const { share, low, high } = part;
  if (share === null || low === null || high === null) {
    return <span class="soft block">{words.tooLittle(part.items)}</span>;
  }
  const middle = HEIGHT / 2;
  return (
    <>
      <svg class="bar-line" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <rect class="bar-ground" width={WIDTH} height={HEIGHT} />
        <rect class="bar-share" width={WIDTH * share} height={HEIGHT} />
        <line class="bar-interval" x1={WIDTH * low} x2={WIDTH * high} y1={middle} y2={middle} />
        {[low, high].map((end) => (
          <line key={end} class="bar-interval" x1={WIDTH * end} x2={WIDTH * end} y1={2} y2={HEIGHT - 2} />
        ))}
      </svg>
      <span class="soft block" title={words.share(share, low, high)}>
        {words.shareShort(share, low, high)}
      </span>
    </>
  );
}
