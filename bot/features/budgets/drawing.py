"""The worker that draws one picture: JSON of :class:`bot.features.budgets.chart.Picture` in, PNG out.

One picture serves light and dark chats: it brings its own light background, and every colour on it keeps a contrast of
at least 4.5 to 1.
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import matplotlib as mpl

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FONT: Final = Path(__file__).with_name("fonts") / "NotoSansCJKsc-subset.otf"
_PAPER, _INK, _GREY, _LINES = "#fbfbf9", "#1b1f24", "#59616b", "#dcdfe3"
_BAR, _CORRECTION, _LIMIT, _PACE = "#2563c9", "#7a4fc0", "#b3261e", "#8a5a00"
_DPI: Final = 120
_ROOM: Final = 1.18  # above the highest point, for words


def draw(picture: dict[str, Any]) -> bytes:
    """Return the picture as PNG."""
    mpl.use("agg")
    from matplotlib import font_manager  # noqa: PLC0415 - after the backend is chosen
    from matplotlib import pyplot as plt  # noqa: PLC0415 - the same

    font_manager.fontManager.addfont(FONT)
    name = font_manager.FontProperties(fname=FONT).get_name()
    mpl.rcParams.update(
        {
            "font.family": [name, "DejaVu Sans"],
            "font.size": 14,
            "text.color": _INK,
            "axes.edgecolor": _LINES,
            "axes.labelcolor": _GREY,
            "xtick.color": _GREY,
            "ytick.color": _GREY,
            "figure.facecolor": _PAPER,
            "axes.facecolor": _PAPER,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "text.parse_math": False,
        }
    )
    has_total = picture["total_title"] is not None
    figure, parts = plt.subplots(
        2 if has_total else 1,
        1,
        figsize=(8, 7.2 if has_total else 5.6),
        sharex=True,
        squeeze=False,
        height_ratios=[3, 2] if has_total else [1],
    )
    figure.suptitle(picture["title"], x=0.06, y=0.975, ha="left", fontsize=19, fontweight="bold")
    figure.text(0.06, 0.905 if has_total else 0.88, picture["subtitle"], fontsize=14, color=_GREY, ha="left")
    if has_total:
        _total(parts[0][0], picture)
    _bars(parts[-1][0], picture, with_limit=not has_total)
    figure.subplots_adjust(left=0.12, right=0.96, top=0.83 if has_total else 0.77, bottom=0.09, hspace=0.3)
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=_DPI)
    return out.getvalue()


def _dress(axes: Axes, title: str, sign: str) -> None:
    axes.set_title(title, loc="left", fontsize=14, color=_INK, pad=8)
    axes.grid(axis="y", color=_LINES, linewidth=0.8)
    axes.set_axisbelow(b=True)
    axes.tick_params(length=0)
    axes.yaxis.set_major_locator(mpl.ticker.MaxNLocator(4))
    axes.yaxis.set_major_formatter(lambda value, _: f"{'−' if value < 0 else ''}{sign}{abs(value):,.6g}")


def _total(axes: Axes, picture: dict[str, Any]) -> None:
    """Draw the running total against the limit, and where it goes at this pace."""
    known = [value for value in picture["bars"] if value is not None]
    totals, total = [], 0.0
    for value in known:
        total += value
        totals.append(total)
    last, days = len(known) - 1, len(picture["bars"])
    top = max([total, *totals, 1e-9])
    axes.plot(range(len(totals)), totals, color=_INK, linewidth=3, solid_capstyle="round")
    axes.fill_between(range(len(totals)), totals, color=_BAR, alpha=0.14, linewidth=0)
    axes.plot([last], [total], "o", color=_INK, markersize=8)
    if picture["forecast"] is not None and last < days - 1:
        end, words = picture["forecast"]
        axes.plot([last, days - 1], [total, end], color=_PACE, linewidth=2.5, linestyle=(0, (4, 2)))
        axes.annotate(words, (days - 1, end), (0, 8), textcoords="offset points", ha="right", color=_PACE)
        top = max(top, end)
    if picture["limit"] is not None:
        limit, words = picture["limit"]
        axes.axhline(limit, color=_LIMIT, linewidth=2)
        axes.annotate(words, (0, limit), (4, 5), textcoords="offset points", color=_LIMIT)
        top = max(top, limit)
    axes.set_title(picture["used"], loc="right", fontsize=14, fontweight="bold", color=_INK, pad=8)
    axes.set_ylim(min(0.0, *totals) if totals else 0, top * _ROOM)
    _dress(axes, picture["total_title"], picture["sign"])


def _bars(axes: Axes, picture: dict[str, Any], *, with_limit: bool) -> None:
    """Draw days or cycles as bars, with the part of each that is a correction."""
    values = [value or 0.0 for value in picture["bars"]]
    corrected = picture["corrected"] or [0.0] * len(values)
    booked = [value - part for value, part in zip(values, corrected, strict=True)]
    axes.bar(range(len(values)), booked, color=_BAR, width=0.72)
    if any(corrected):
        below = [value if value * part >= 0 else 0.0 for value, part in zip(booked, corrected, strict=True)]
        axes.bar(range(len(values)), corrected, bottom=below, color=_CORRECTION, width=0.72)
        axes.text(1, 1.04, picture["correction_words"], color=_CORRECTION, ha="right", transform=axes.transAxes)
    for number, words in enumerate(picture["values"]):
        if values[number]:
            axes.annotate(
                words,
                (number, values[number]),
                (0, 4),
                textcoords="offset points",
                ha="center",
                fontsize=11.5,
                bbox={"facecolor": _PAPER, "edgecolor": "none", "pad": 0.6, "alpha": 0.85},
            )
    top = max([*values, *booked, 1e-9])
    if with_limit and picture["limit"] is not None:
        limit, words = picture["limit"]
        axes.axhline(limit, color=_LIMIT, linewidth=2)
        axes.set_title(words, loc="right", fontsize=14, color=_LIMIT, pad=8)
        top = max(top, limit * 1.08)
    axes.set_ylim(min([0.0, *values, *corrected]), top * _ROOM)
    axes.set_xlim(-0.7, len(values) - 0.3)
    axes.set_xticks([position for position, _ in picture["ticks"]], [words for _, words in picture["ticks"]])
    _dress(axes, picture["bars_title"], picture["sign"])


if __name__ == "__main__":
    sys.stdout.buffer.write(draw(json.load(sys.stdin)))
