"""What the command line is asked to price, and its answer as JSON: exact decimals, no rounding, no exponent."""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from bot.features.cost.prices import OpenWeightsError, UnknownModelError
from bot.features.cost.rules import (
    MOST_CALLS,
    MOST_TOKENS,
    Call,
    NoCachedPriceError,
    NoLevelPriceError,
    NoOutputPriceError,
    NoTierPriceError,
    Tier,
    cost_of,
)
from bot.features.cost.tokens import tokenizer_for

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from decimal import Decimal

    from bot.features.cost.prices import PriceBook
    from bot.features.cost.rules import Cost, ModelPriceCard

LONGEST_LINE: Final = 64 * 1024 * 1024  # bytes
_COUNTS: Final = {
    "input_tokens": (0, MOST_TOKENS),
    "output_tokens": (0, MOST_TOKENS),
    "cached_tokens": (0, MOST_TOKENS),
    "calls": (1, MOST_CALLS),
}
_TIERS: Final = {"batch": Tier.BATCH, "flex": Tier.FLEX, "fast": Tier.FAST}
_KEYS: Final = ("text", "model", *_COUNTS, *_TIERS)
_SHOWN: Final = 60  # characters of what somebody sent, in a complaint


class NotUnderstoodError(Exception):
    """What was asked makes no sense. The text is one sentence that says why."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One call to price. `text`: to be counted; None: `input_tokens` is the count. `calls`: how often it is made."""

    model: str
    text: str | None = None
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    calls: int = 1
    tier: Tier = Tier.STANDARD


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked, with its tokens counted, and what one call costs."""

    asked: Asked
    card: ModelPriceCard
    cost: Cost

    @property
    def encoding(self) -> str:
        """The encoding that the model's tokens are counted with."""
        return tokenizer_for(self.card.model).encoding.value

    @property
    def total(self) -> Decimal:
        """USD for all calls."""
        return self.cost.total.amount * self.asked.calls

    def as_json(self) -> dict[str, object]:
        """Return the answer; `usd` and its parts are of all calls, the tokens of one."""
        parts = {"input": self.cost.input, "cached": self.cost.cached, "output": self.cost.output}
        return {
            "model": self.card.model,
            "encoding": self.encoding,
            "input_tokens": self.asked.input_tokens,
            "cached_tokens": self.asked.cached_tokens,
            "output_tokens": self.asked.output_tokens,
            "usd": exact(self.total),
            "parts": {name: exact(part.amount * self.asked.calls) for name, part in parts.items()},
            "prices_as_of": self.card.checked_on.isoformat() if self.card.checked_on is not None else None,
        }


def exact(amount: Decimal) -> str:
    """Return all digits of an amount, without an exponent and without zeros at the end."""
    return f"{amount.normalize():f}"


def answer(book: PriceBook, asked: Asked, at: dt.datetime) -> Answer:
    """Price a call whose tokens are counted.

    Raises:
        NotUnderstoodError: there is no such price, or no such call.
    """
    try:
        card = book.price(asked.model, at, asked.tier)
        call = Call(asked.input_tokens, asked.cached_tokens, asked.output_tokens)
        return Answer(asked, card, cost_of(card, call))
    except OpenWeightsError:
        raise NotUnderstoodError(f"{_named(asked.model)} has open weights: OpenAI sells no API for it") from None
    except UnknownModelError as error:
        near = f"; perhaps {', '.join(error.nearest)}" if error.nearest else ""
        raise NotUnderstoodError(f"no OpenAI price is known for {_named(asked.model)}{near}") from None
    except NoCachedPriceError as error:
        raise NotUnderstoodError(
            f"OpenAI publishes no {error.tier.value} price for cached input of {error.model}"
        ) from None
    except NoTierPriceError as error:
        when = f" before {error.since}" if error.since is not None else ""
        raise NotUnderstoodError(f"no {error.tier.value} price of {error.model} is known{when}") from None
    except NoLevelPriceError as error:
        raise NotUnderstoodError(
            f"OpenAI publishes no {error.tier.value} price of {error.model} above {error.above:,} input tokens"
        ) from None
    except NoOutputPriceError as error:
        raise NotUnderstoodError(f"{error.model} writes no answer, so output_tokens must be 0") from None
    except ValueError:
        raise NotUnderstoodError(
            f"cached_tokens is {asked.cached_tokens:,} of {asked.input_tokens:,} input tokens; it cannot be more"
        ) from None


def read_line(line: bytes, defaults: Asked) -> Asked:
    """Read an object with `text` or `input_tokens`, and what it leaves out from the defaults.

    Raises:
        NotUnderstoodError: it is no such object.
    """
    if len(line) > LONGEST_LINE:
        raise NotUnderstoodError(f"the line is longer than {LONGEST_LINE:,} bytes")
    try:
        found = json.loads(line)
    except UnicodeDecodeError:
        raise NotUnderstoodError("the line is not UTF-8") from None
    except (ValueError, RecursionError):
        raise NotUnderstoodError("the line is no JSON") from None
    if not isinstance(found, dict):
        raise NotUnderstoodError("the line is no JSON object")
    return _asked(found, defaults)


def _asked(found: Mapping[str, Any], defaults: Asked) -> Asked:
    for key in found:
        near = difflib.get_close_matches(key, _KEYS, n=1, cutoff=0.8)
        if key not in _KEYS and near:
            raise NotUnderstoodError(f"there is no key {_named(key)}; {near[0]!r} is one")
    model, text = found.get("model", defaults.model), found.get("text")
    if not isinstance(model, str):
        raise NotUnderstoodError("model must be a name in quotes")
    if ("text" in found) == ("input_tokens" in found):
        raise NotUnderstoodError("either text or input_tokens is needed, one of them")
    if "text" in found and not isinstance(text, str):
        raise NotUnderstoodError("text must be a text in quotes")
    counts = {key: _count(key, found[key], *bounds) for key, bounds in _COUNTS.items() if key in found}
    return replace(defaults, model=model, text=text, tier=_tier(found, defaults.tier), **counts)


def _count(key: str, value: object, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise NotUnderstoodError(f"{key} must be a whole number from {least} to {most:,}")
    return value


def _tier(found: Mapping[str, Any], default: Tier) -> Tier:
    chosen = [tier for key, tier in _TIERS.items() if _is_on(key, found)]
    if len(chosen) > 1:
        raise NotUnderstoodError("only one of batch, flex and fast can be true")
    if chosen:
        return chosen[0]
    return Tier.STANDARD if any(key in found for key, tier in _TIERS.items() if tier is default) else default


def _is_on(key: str, found: Mapping[str, Any]) -> bool:
    value = found.get(key, False)
    if not isinstance(value, bool):
        raise NotUnderstoodError(f"{key} must be true or false")
    return value


def _named(word: str) -> str:
    return repr(word if len(word) <= _SHOWN else f"{word[:_SHOWN]}…")
