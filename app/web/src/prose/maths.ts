import katex from "katex";
import "katex/dist/katex.min.css";

/** Set the TeX inside `place`; TeX that cannot be read stays as it was typed. */
export function renderMaths(place: HTMLElement): void {
  const tex = place.textContent ?? "";
  const displayMode = "display" in place.dataset;
  try {
    katex.render(tex, place, {
      displayMode,
      throwOnError: true,
      trust: false,
      strict: false,
      maxExpand: 200,
      maxSize: 20,
    });
  } catch {
    place.textContent = displayMode ? `$$${tex}$$` : `$${tex}$`;
  }
}
