import { useEffect, useRef } from "preact/hooks";
import type uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { number } from "../texts/en/shared";
import { figures as words } from "../texts/en/staff-measurement";

/** Attempts by score, in equal steps from 0 to 100 %. The chart is a picture of the table below it. */
export function Histogram({ counts }: { counts: number[] }) {
  const place = useRef<HTMLDivElement>(null);
  const step = 100 / counts.length;
  useEffect(() => {
    let left = false;
    let end = () => {};
    // Loaded when there is something to draw: no other page needs it.
    void import("uplot").then(({ default: Chart }) => {
      const box = place.current;
      if (left || !box) return;
      const middles = counts.map((_, index) => (index + 0.5) * step);
      const chart = new Chart(options(box, Chart), [middles, counts], box);
      const watch = new ResizeObserver(() => chart.setSize({ width: box.clientWidth, height: HEIGHT }));
      watch.observe(box);
      end = () => {
        watch.disconnect();
        chart.destroy();
      };
    });
    return () => {
      left = true;
      end();
    };
  }, [counts]);
  return (
    <figure class="chart">
      <figcaption>{words.distribution}</figcaption>
      <div ref={place} aria-hidden="true" />
      <details>
        <summary>{words.table}</summary>
        <table class="rows">
          <thead>
            <tr>
              <th scope="col">{words.score}</th>
              <th scope="col" class="figure">
                {words.attempts}
              </th>
            </tr>
          </thead>
          <tbody>
            {counts.map((count, index) => (
              <tr key={index}>
                <th scope="row">{words.range(index * step, (index + 1) * step)}</th>
                <td class="figure" data-label={words.attempts}>
                  {number(count)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

const HEIGHT = 220;

function options(box: HTMLElement, Chart: typeof uPlot): uPlot.Options {
  const style = getComputedStyle(box);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const [ink, line, bars] = [colour("--ink-soft"), colour("--line"), colour("--accent")] as const;
  const paths = Chart.paths.bars?.({ size: [0.9, 100] });
  const axis = { stroke: ink, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 } };
  return {
    width: box.clientWidth,
    height: HEIGHT,
    cursor: { show: false },
    legend: { show: false },
    scales: { x: { time: false, range: [0, 100] }, y: { range: (_, __, most) => [0, Math.max(most, 1)] } },
    axes: [
      { ...axis, values: (_, ticks) => ticks.map((tick) => `${tick} %`), grid: { show: false } },
      { ...axis, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10_000, 50_000, 100_000] },
    ],
    series: [{}, { fill: bars, stroke: bars, points: { show: false }, ...(paths && { paths }) }],
    padding: [8, 24, 0, 0],
  };
}
