"""Charts as SVG: lines told apart by letter, dash and colour, with no more than plain shapes and text."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from grader.kernels.channels import Array

WIDTH, HEIGHT = 640.0, 380.0
LEFT, RIGHT, TOP, BOTTOM = 78.0, 40.0, 18.0, 54.0
# Okabe & Ito's colours keep apart for most colour-blind readers; dashes do for all.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7")
DASHES = ("", "9 4", "2 3", "12 3 2 3")


@dataclass(frozen=True)
class Line:
    """One curve under its letter, which stands behind the end, or above the share `mark` of the way."""

    label: str
    x: Sequence[float] | Array
    y: Sequence[float] | Array
    mark: float | None = None


@dataclass(frozen=True)
class Axis:
    """What is drawn along one side: ticks as shown, on a linear or a logarithmic scale."""

    title: str
    ticks: Sequence[float]
    log: bool = False

    def place(self, value: float) -> float:
        """Return where `value` lies between the first tick (0) and the last (1)."""
        low, high, at = self.ticks[0], self.ticks[-1], value
        if self.log:
            low, high, at = math.log10(low), math.log10(high), math.log10(max(value, 1e-30))
        return min(max((at - low) / (high - low), 0.0), 1.0)


def line_chart(lines: Sequence[Line], x: Axis, y: Axis) -> str:
    """Return the chart."""
    box = Box(LEFT, TOP, WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM)
    parts = [*_frame(box, x, y)]
    for number, line in enumerate(lines):
        points = [box.at(x.place(a), y.place(b)) for a, b in zip(line.x, line.y, strict=True)]
        colour, dash = COLOURS[number], DASHES[number]
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        path = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5"{dashed}/>')
        if line.mark is None:
            at, anchor = (points[-1][0] + 8, points[-1][1] + 5), "start"
        else:
            marked = points[round(line.mark * (len(points) - 1))]
            at, anchor = (marked[0], marked[1] - 8), "middle"
        parts.append(_text(line.label, *at, size=16, colour=colour, bold=True, anchor=anchor))
    return _drawing(parts, WIDTH, HEIGHT)


def histograms(panels: Sequence[tuple[str, Sequence[float], Sequence[float]]], x: Axis, top: float) -> str:
    """Return panels side by side: a title, the edges of the bins and the share of each bin."""
    width, height, gap = 316.0, 210.0, 10.0
    parts: list[str] = []
    for number, (title, edges, shares) in enumerate(panels):
        left, upper = (number % 2) * (width + gap), (number // 2) * (height + gap)
        box = Box(left + 22, upper + 34, width - 44, height - 72)
        parts.append(_text(title, left + width / 2, upper + 20, size=15, bold=True))
        for low, high, share in zip(edges[:-1], edges[1:], shares, strict=True):
            a, base = box.at(x.place(low), 0.0)
            b, peak = box.at(x.place(high), min(share / top, 1.0))
            if base - peak > 0.05:
                parts.append(
                    f'<rect x="{a:.1f}" y="{peak:.1f}" width="{max(b - a - 1, 0.5):.1f}" '
                    f'height="{base - peak:.1f}" fill="{COLOURS[0]}"/>'
                )
        parts += _x_axis(box, x)
    rows = (len(panels) + 1) // 2
    return _drawing(parts, 2 * width + gap, rows * height + (rows - 1) * gap)


@dataclass(frozen=True)
class Box:
    """The area of the data; places count from its lower left corner."""

    left: float
    top: float
    width: float
    height: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return the point of the drawing for places between 0 and 1."""
        return self.left + x * self.width, self.top + (1 - y) * self.height


def _frame(box: Box, x: Axis, y: Axis) -> list[str]:
    parts = []
    for tick in y.ticks:
        left, height = box.at(0, y.place(tick))
        parts.append(_rule(left, height, left + box.width, height, "#dddddd"))
        parts.append(_text(_shown(tick, y), left - 8, height + 5, anchor="end"))
    parts += _x_axis(box, x)
    middle = box.top + box.height / 2
    return [*parts, _text(y.title, 16, middle, turn=f"rotate(-90 16 {middle:.1f})")]


def _x_axis(box: Box, x: Axis) -> list[str]:
    left, bottom = box.at(0, 0)
    parts = [_rule(left, bottom, left + box.width, bottom, "#333333")]
    for tick in x.ticks:
        at, _ = box.at(x.place(tick), 0)
        parts.append(_rule(at, bottom, at, bottom + 5, "#333333"))
        parts.append(_text(_shown(tick, x), at, bottom + 19))
    return [*parts, _text(x.title, left + box.width / 2, bottom + 38)]


def _shown(tick: float, axis: Axis) -> str:
    if axis.log and tick not in (1, 10, 100, 1000):
        exponent = round(math.log10(tick))
        raised = str(abs(exponent)).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
        if math.isclose(tick, 10.0**exponent):
            return f"10{'⁻' if exponent < 0 else ''}{raised}"
    return f"{tick:g}".replace("-", "−")


def _rule(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"/>'


def _text(
    text: str,
    x: float,
    y: float,
    *,
    size: int = 13,
    colour: str = "#222222",
    bold: bool = False,
    anchor: str = "middle",
    turn: str = "",
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    turned = f' transform="{turn}"' if turn else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}" '
        f'text-anchor="{anchor}"{weight}{turned}>{escape(text)}</text>'
    )


def _drawing(parts: Sequence[str], width: float, height: float) -> str:
    size = f'width="{width:g}" height="{height:g}"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" {size} '
        'font-family="sans-serif">'
    )
    return "\n".join([head, f'<rect {size} fill="#ffffff"/>', *parts, "</svg>"]) + "\n"
