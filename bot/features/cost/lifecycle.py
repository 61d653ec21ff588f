"""When OpenAI switches models off, and what it recommends instead: the price data do not say.

Reviewed in November 2026 against OpenAI's page on deprecations (copies of October and November 2026) and the dates
that litellm 1.109 lists. Where no copy names a successor, it is the present model of the same class.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from bot.features.cost import names


@dataclass(frozen=True, slots=True)
class End:
    """The end of a model. `on`: the day from which on calls fail; `successor`: what to call instead."""

    on: dt.date
    successor: str | None


# A name stands for its dated snapshots too, unless they have a line of their own.
_ENDS: Final[tuple[tuple[str, str | None, str], ...]] = (
    ("2024-01-04", None, "ada babbage curie davinci text-davinci-002 text-davinci-003"),
    ("2024-09-13", "gpt-5.6-terra", "gpt-3.5-0301 gpt-3.5-turbo-0613 gpt-3.5-turbo-16k-0613"),
    ("2024-12-06", "gpt-5.6-sol", "gpt-4-vision-preview"),
    ("2025-06-06", "gpt-5.6-sol", "gpt-4-32k"),
    ("2025-07-14", "gpt-5.6-sol", "gpt-4.5-preview"),
    ("2025-07-28", "gpt-5.6-sol", "o1-preview"),
    ("2025-10-27", "gpt-5.6-terra", "o1-mini"),
    ("2026-01-16", "gpt-5.4-mini", "codex-mini"),
    ("2026-02-17", "gpt-5.5", "chatgpt-4o-latest"),
    ("2026-07-23", "gpt-5.5", "gpt-5-chat gpt-5-chat-latest gpt-5.1-chat-latest"),
    ("2026-07-23", "gpt-5.4", "gpt-5-codex gpt-5.1-codex gpt-5.1-codex-max gpt-5.2-codex"),
    ("2026-07-23", "gpt-5.4-mini", "gpt-5.1-codex-mini computer-use"),
    ("2026-07-23", "gpt-5.4-pro", "o3-deep-research o4-mini-deep-research"),
    ("2026-07-23", "gpt-6-luna", "gpt-4o-mini-search-preview gpt-4o-search-preview"),
    ("2026-08-10", "gpt-5.5", "gpt-5.2-chat-latest gpt-5.3-chat-latest"),
    ("2026-09-28", "gpt-5.4-mini", "davinci-002 babbage-002 gpt-3.5-turbo-1106 gpt-3.5-turbo-instruct"),
    ("2026-10-23", "gpt-5.6-terra", "gpt-3.5-turbo gpt-3.5-turbo-16k ft:gpt-3.5-turbo- o4-mini"),
    ("2026-10-23", "gpt-5.6-sol", "gpt-4 gpt-4-turbo gpt-4o-2024-05-13 o1 o1-pro o3-mini"),
    ("2026-10-23", "gpt-5.6-luna", "gpt-4.1-nano"),
    ("2026-10-23", "gpt-image-2", "gpt-image-1"),
    ("2026-12-01", "gpt-image-2.5-flare", "gpt-image-1-mini gpt-image-1.5 chatgpt-image-latest"),
    ("2026-12-11", "gpt-6.1-sol", "gpt-5"),
    ("2026-12-11", "gpt-6.1-terra", "gpt-5-mini"),
    ("2026-12-11", "gpt-6-luna", "gpt-5-nano"),
    ("2026-12-11", "gpt-5.6-sol", "gpt-5-pro o3 o3-pro"),
    ("2027-01-06", None, "gpt-4o-mini-tts"),
    # The page names the snapshots; a name without a date has none left to stand for from that day on.
    ("2027-01-14", "gpt-6-luna", "gpt-4.1 gpt-4.1-mini gpt-4o gpt-4o-mini ft:gpt-4o ft:gpt-4o-mini"),
    ("2027-01-20", "gpt-realtime-2.1", "gpt-realtime gpt-4o-realtime-preview"),
    ("2027-01-20", "gpt-realtime-2.1-mini", "gpt-realtime-mini gpt-4o-mini-realtime-preview"),
    ("2027-01-20", "gpt-audio-1.5", "gpt-audio gpt-audio-mini gpt-4o-audio-preview gpt-4o-mini-audio-preview"),
    ("2027-02-26", None, "gpt-4o-transcribe gpt-4o-mini-transcribe gpt-4o-transcribe-diarize"),
    ("2027-04-01", "gpt-6.1-sol", "gpt-5.1 gpt-5.3-codex"),
    ("2027-04-01", "gpt-6-luna", "gpt-5.4-nano"),
)
_BY_NAME: Final = {
    name: End(dt.date.fromisoformat(day), successor) for day, successor, models in _ENDS for name in models.split()
}
# Names that are priced as one of those above and go on.
_STAY: Final = frozenset({"gpt-audio-1.5", "gpt-realtime-1.5", "gpt-realtime-2.1-mini"})
# A promotional price holds at least until that day; what comes after it has not been said.
_PROMISED_UNTIL: Final = {"gpt-5.6-sol": dt.date(2026, 11, 21)}


def end_of(name: str, priced_as: str) -> End | None:
    """Return when a model ends, or ended; None: no end is announced.

    Args:
        name: the model's, or that of a snapshot.
        priced_as: the name its price is on file under, which stands in where the name itself has no line.
    """
    name = names.dotted(name)
    if name in _STAY:
        return None
    return _BY_NAME.get(name) or _BY_NAME.get(names.family(name)) or _BY_NAME.get(priced_as)


def promised_until(priced_as: str) -> dt.date | None:
    """Return until when a promotional price is promised at least."""
    return _PROMISED_UNTIL.get(priced_as)


def ending() -> dict[str, End]:
    """Return all models with an announced end, by name."""
    return dict(_BY_NAME)
