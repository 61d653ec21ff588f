"""Names of models: how they are written, and which the price data miss, misname or should not have."""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 200  # characters; nothing longer is a name
# Real names that genai-prices knows by an open prefix only, or not at all, with the id of their price. Its prefixes
# themselves are not used: they also give a price to names that do not exist (gpt-5-nano-pro, gpt-4o-realtime-mini).
MORE = {
    "chat-latest": "gpt-chat-latest",
    "gpt-5.6-2026-07-09": "gpt-5.6-sol",
    "gpt-5-nano-2025-08-07": "gpt-5-nano",
    "gpt-4.5-preview-2025-02-27": "gpt-4.5-preview",
    "gpt-4o-audio-preview-2024-10-01": "gpt-4o-audio-preview",
    "gpt-4o-audio-preview-2024-12-17": "gpt-4o-audio-preview",
    "gpt-4o-audio-preview-2025-06-03": "gpt-4o-audio-preview",
    "gpt-4o-mini-audio-preview-2024-12-17": "gpt-4o-mini-audio-preview",
    "gpt-4o-realtime-preview-2024-10-01": "gpt-4o-realtime-preview",
    "gpt-4o-realtime-preview-2024-12-17": "gpt-4o-realtime-preview",
    "gpt-4o-realtime-preview-2025-06-03": "gpt-4o-realtime-preview",
    "gpt-4o-mini-realtime-preview-2024-12-17": "gpt-4o-mini-realtime-preview",
    "computer-use-preview": "computer-use",
    "computer-use-preview-2025-03-11": "computer-use",
    "ft:gpt-3.5-turbo": "ft:gpt-3.5-turbo-",
    "ft:gpt-3.5-turbo-0125": "ft:gpt-3.5-turbo-",
    "ft:gpt-3.5-turbo-0613": "ft:gpt-3.5-turbo-",
    "ft:gpt-3.5-turbo-1106": "ft:gpt-3.5-turbo-",
    "ft:gpt-4o-2024-08-06": "ft:gpt-4o",
    "ft:gpt-4o-2024-11-20": "ft:gpt-4o",
    "ft:gpt-4o-mini-2024-07-18": "ft:gpt-4o-mini",
}
# Rows whose name is none that OpenAI takes, with one that it does.
SHOWN_AS = {
    "gpt-chat-latest": "chat-latest",
    "computer-use": "computer-use-preview",
    "ft:gpt-3.5-turbo-": "ft:gpt-3.5-turbo",
    "ft:gpt-4o": "ft:gpt-4o-2024-08-06",
    "ft:gpt-4o-mini": "ft:gpt-4o-mini-2024-07-18",
}
# Rows that come from another seller's list: OpenAI has no such API, or no such price.
SOLD_BY_OTHERS = frozenset({"gpt-4o:extended", "gpt-5-image", "gpt-5-image-mini", "gpt-5.4-image-2"})
OPEN_WEIGHTS = re.compile(r"gpt-oss(?:-.*)?")

_COMPACT_DATE = re.compile(r"-(20\d{2})(\d{2})(\d{2})$", re.ASCII)
_DATE = re.compile(r"-\d{4}-\d{2}-\d{2}$", re.ASCII)
_DASH_FOR_DOT = re.compile(r"^((?:ft:)?gpt-5)-(\d)(?=-|$)", re.ASCII)
_FINE_TUNE = re.compile(r"(ft:[^:]+)(?::[^:]*){1,3}")


def straight(model: str) -> str:
    """Return a name as the data spell it: small letters, no blanks around it, dates with dashes; "" if far too long."""
    return _COMPACT_DATE.sub(r"-\1-\2-\3", model.strip().lower()) if len(model) <= LONGEST else ""


def base(name: str) -> str:
    """Return the name that a fine-tune is priced by: without who tuned it, and for what."""
    tuned = _FINE_TUNE.fullmatch(name)
    return tuned[1] if tuned else name


def dotted(name: str) -> str:
    """Return gpt-5-4-mini as gpt-5.4-mini."""
    return _DASH_FOR_DOT.sub(r"\1.\2", name)


def family(name: str) -> str:
    """Return a name without the date of a snapshot."""
    return _DATE.sub("", name)
