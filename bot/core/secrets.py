"""API keys in what people paste: found and masked before anything is stored, logged or counted."""

from __future__ import annotations

import re

# A masked key keeps its length, so that the offsets of Telegram's entities stay right.
MASK = "\ue000"

_GAP = "\u200b\u200c\u200d\u2060\ufeff"  # characters without width, which copying from chats leaves inside keys
_KEY = re.compile(
    rf"""
      (?<![A-Za-z0-9])(?:sk|sess)-[A-Za-z0-9_\-{_GAP}]{{10,}}        # OpenAI and those who copied its shape
    | (?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9{_GAP}]{{20,}}             # GitHub
    | (?<![A-Za-z0-9])github_pat_[A-Za-z0-9_{_GAP}]{{20,}}
    | (?<![A-Za-z0-9])xox[abeprs]-[A-Za-z0-9\-{_GAP}]{{10,}}         # Slack
    | (?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{{16}}(?![A-Za-z0-9])     # AWS
    | (?<![A-Za-z0-9])\d{{8,10}}:[A-Za-z0-9_\-]{{35}}(?![A-Za-z0-9_\-])  # Telegram bots
    """,
    re.VERBOSE,
)
# What people write where a key would stand: "sk-your-api-key-here", "sk-xxxxxxxxxxxx".
_PLACEHOLDER = re.compile(
    r"(?:sk|sess)(?:[-_]+(?:proj|svcacct|admin|ant|or|v1|api\d*|your|my|the|secret|openai|key|keys|here|goes|example"
    r"|placeholder|test|fake|dummy|replace|me|with|this|live|abc|123|[xX]+|\d?0+|\.+))*[-_]*",
    re.IGNORECASE,
)
# Telegram's names of files are random letters, and nobody's secret: one in a hundred thousand looks like a key.
_RANDOM = frozenset(("file_id", "file_unique_id"))
_FEWEST_DIFFERENT = 7  # a real key, its prefix included, has far more different characters than this


def mask(text: str) -> str:
    """Return the text with every character of every key replaced by :data:`MASK`; other texts come back as they are."""
    return _KEY.sub(_mask_one, text)


def holds_key(text: str) -> bool:
    """Tell whether there is a key in a text that was not masked yet, such as the content of a file."""
    return mask(text) != text


def has_masked_key(text: str) -> bool:
    """Tell whether a key stood in this text before it was masked."""
    return MASK in text


def mask_all(value: object) -> object:
    """Return a JSON value with the keys in all of its strings masked; what holds none is returned unchanged."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, list):
        return [mask_all(item) for item in value]
    if isinstance(value, dict):
        return {name: item if name in _RANDOM else mask_all(item) for name, item in value.items()}
    return value


def _mask_one(found: re.Match[str]) -> str:
    key = found.group()
    if _PLACEHOLDER.fullmatch(key) or len(set(key)) < _FEWEST_DIFFERENT:
        return key
    return MASK * len(key)
