"""How the tables of the reading tests are written: one message a line, ``text ⇒ reading``, in a short notation.

``12000>800`` is input and output, ``12000>`` input alone, ``12000?`` a number without direction. Behind it, in this
order: ``c6000`` cached (``c50%`` as a share), ``r200`` reasoning, ``x500`` calls, ``/day``, ``for 3 month``, ``all``
(counts of all calls together), a tier, ``max`` (a limit), ``~``, ``@model``. Settings begin with ``set``, questions of
prices with ``price``, refusals with ``!why`` and the piece. ``maybe`` stands before what is not certain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.features.cost.reading import Numbers, Options, PriceQuestion, Refused

if TYPE_CHECKING:
    from bot.features.cost.reading import Reading


def cases(table: str) -> list[tuple[str, str]]:
    """Return the pairs of text and reading of a table. An indented line goes on with the one before it."""
    lines: list[str] = []
    for line in table.strip("\n").splitlines():
        if line.startswith("    "):
            lines[-1] += ("" if line.strip() and not lines[-1][-1].isascii() else " ") + line.strip()
        elif line.strip():
            lines.append(line)
    pairs = [re.split(r" ?⇒ ?", line, maxsplit=1) for line in lines]
    return [(text.replace("\\n", "\n"), reading.strip()) for text, reading in pairs]


def short(reading: Reading | None) -> str:
    """Return a reading in the notation of the tables."""
    match reading:
        case None:
            return "-"
        case Refused(piece, why, certain):
            return _sure(f"!{why.name.lower()} {piece}", certain=certain)
        case PriceQuestion(models, tier, certain):
            return _sure(f"price{f' {tier.value}' if tier else ''} @{','.join(models)}", certain=certain)
        case Numbers():
            out = "?" if reading.undirected else f">{'' if reading.output_tokens is None else reading.output_tokens}"
            return _sure(f"{reading.input_tokens}{out}{_rest(reading)}", certain=reading.certain)
        case Options():
            out = "" if reading.output_tokens is None else f" >{reading.output_tokens}"
            return _sure(f"set{out}{_rest(reading)}", certain=reading.certain)
    return type(reading).__name__


def _sure(text: str, *, certain: bool) -> str:
    return text if certain else f"maybe {text}"


def _rest(reading: Numbers | Options) -> str:
    percent = reading.cached_percent
    cached = f" c{percent:g}%" if percent is not None else f" c{reading.cached_tokens}" if reading.cached_tokens else ""
    reasoning = f" r{reading.reasoning_tokens}" if isinstance(reading, Numbers) and reading.reasoning_tokens else ""
    calls = f" x{reading.calls}" if reading.calls not in {None, 1} or reading.every else ""
    return "".join(
        (
            cached,
            reasoning,
            calls,
            f"/{reading.every.value}" if reading.every else "",
            f" for {reading.span.count} {reading.span.unit.value}" if reading.span else "",
            " all" if isinstance(reading, Numbers) and reading.in_total else "",
            f" {reading.tier.value}" if reading.tier else "",
            " max" if reading.output_is_limit else "",
            " ~" if isinstance(reading, Numbers) and reading.approximate else "",
            f" @{','.join(reading.model_refs)}" if reading.model_refs else "",
        )
    )
