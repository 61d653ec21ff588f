"""The buttons under an estimate. Each names the estimate by its number, so that it works as long as that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.screen import Button, Rows, pairs
from bot.features.cost import shared_views as words
from bot.features.cost.asked import CACHED_FROM
from bot.features.cost.rules import Tier

if TYPE_CHECKING:
    import datetime as dt

    from bot.core.i18n import Translator
    from bot.features.cost.asked import Kept
    from bot.features.cost.pricing import Priced

_MOST: Final = 8
_LONGEST_ACTION: Final = 61  # bytes
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


def written(number: int) -> str:
    """Return the number of an estimate as buttons carry it."""
    digits = ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits or _DIGITS[0]


def action(verb: str, kept: Kept, *rest: str) -> str:
    """Return the action of a button under an estimate."""
    return ":".join(("cost", verb, written(kept.id), *rest))


def use(kept: Kept, model: str, label: str | None = None) -> Button | None:
    """Return the button that prices the same with another model; None for a name too long for a button."""
    return _named(action("use", kept, model), label or model)


def card(model: str, label: str | None = None) -> Button | None:
    """Return the button that shows the prices of a model; None for a name too long for a button."""
    return _named(f"cost:card:{model}", label or model)


def make_own(tr: Translator, model: str) -> Button | None:
    """Return the button that makes a model the person's own; None for a name too long for a button."""
    return _named(f"cost:own:{model}", str(tr.text("Make it my model")))


def _named(does: str, label: str) -> Button | None:
    return Button(label, action=does) if len(does.encode()) <= _LONGEST_ACTION else None


def back(tr: Translator, kept: Kept) -> Button:
    """Return the way back to the estimate."""
    return Button(str(tr.text("‹ Back")), action=action("show", kept))


def usual(tr: Translator, kept: Kept, priced: Priced, now: dt.datetime, extra: Button | None) -> Rows:
    """Return the buttons of an estimate: what people press most, and the way to the others."""
    return pairs(*_first(tr, kept, priced, now, extra), Button(str(tr.text("More ▾")), action=action("more", kept)))


def rarer(
    tr: Translator,
    kept: Kept,
    priced: Priced,
    now: dt.datetime,
    extra: Button | None,
    *,
    copies: tuple[str, str],
    own_model: str,
) -> Rows:
    """Return the other buttons, and the way back to the first ones. `copies`: the amount, the estimate in one line."""
    first = {button.action for button in _first(tr, kept, priced, now, extra)}
    offered = (
        Button(str(tr.text("Copy the amount")), copy=copies[0]),
        Button(str(tr.text("Copy as a line")), copy=copies[1]),
        *_all(tr, kept, priced, now),
        Button(str(tr.text("Share")), inline=words.shared(tr, written(kept.id))),
        Button(str(tr.text("Make it my model")), action=action("mine", kept))
        if priced.card.model != own_model
        else None,
    )
    fresh = [button for button in offered if button is not None and button.action not in first - {None}]
    return pairs(*fresh[: _MOST - 1], back(tr, kept))


def _first(tr: Translator, kept: Kept, priced: Priced, now: dt.datetime, extra: Button | None) -> list[Button]:
    offered = [button for button in _all(tr, kept, priced, now) if button is not None]
    kept_back = 1 if extra is None else 2
    return [*offered[: _MOST - kept_back], *([extra] if extra is not None else [])]


def _all(tr: Translator, kept: Kept, priced: Priced, now: dt.datetime) -> tuple[Button | None, ...]:
    """Return what can be done with an estimate, what people need most first; what makes no sense is left out."""
    card, counts = priced.card, priced.counts
    successor = card.successor if card.is_ending(now) else None
    guessed = counts.output_tokens is None and priced.writes
    long_enough = priced.call.input_tokens // counts.requests >= CACHED_FROM
    length = priced.answer.length if priced.answer is not None else None
    return (
        Button(str(tr.text("Model ▾")), action=action("model", kept)),
        Button(str(tr.text("Compare")), action=action("compare", kept)) if priced.writes else None,
        use(kept, successor, f"→ {successor}") if successor is not None else None,
        Button(str(tr.text("Answer: %(length)s ▾", length=words.answer(tr, length))), action=action("answer", kept))
        if guessed
        else None,
        Button(str(tr.text("How often ▾")), action=action("often", kept)),
        _batch(tr, kept, priced),
        Button(str(tr.text("Fits my budget?")), action=action("fits", kept)),
        Button(str(tr.text("Save as spent")), action=action("save", kept)),
        Button(str(tr.text("Cached share ▾")), action=action("cached", kept)) if long_enough else None,
        Button(str(tr.text("Flex, Fast ▾")), action=action("tier", kept)),
    )


def _batch(tr: Translator, kept: Kept, priced: Priced) -> Button | None:
    """Return the button that switches between Batch and the standard price."""
    if not priced.writes:
        return None
    if priced.card.tier is Tier.BATCH:
        return Button(str(tr.text("✓ Batch")), action=action("tier", kept, Tier.STANDARD.value))
    return Button(str(tr.text("Batch price")), action=action("tier", kept, Tier.BATCH.value))
