import type { Figure } from "../api/types";
import { measurement as words } from "../texts/en/staff-measurement";

interface Props {
  figure: Figure;
  show: (value: number) => string;
}

/** A number with how many it stands on, or why there is none. */
export function FigureText({ figure, show }: Props) {
  if (figure.value !== null) {
    return (
      <span>
        <strong>{show(figure.value)}</strong> <span class="soft block">{words.of(figure.n)}</span>
      </span>
    );
  }
  return (
    <span class="soft">
      {figure.n < figure.needs ? words.missing(figure.n, figure.needs) : words.undefinedFigure}
    </span>
  );
}
