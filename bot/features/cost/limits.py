"""How much fits into a model's request and answer, and which models reason: the price data round it or do not say.

Reviewed in November 2026 against OpenAI's model pages and the limits that litellm 1.109 lists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.features.cost import names


@dataclass(frozen=True, slots=True)
class Limits:
    """In tokens, each None where nobody says. `window`: request and answer together; `output`: reasoning included."""

    window: int | None
    input: int | None
    output: int | None


_NONE: Final = Limits(None, None, None)
_MILLION = Limits(1_050_000, 922_000, 128_000)
_GPT_5 = Limits(400_000, 272_000, 128_000)
_CHAT = Limits(128_000, 128_000, 16_384)
_O = Limits(200_000, 200_000, 100_000)
# The first that fits a known name counts; fine-tunes go by their base, snapshots by their family.
_LIMITS: Final[tuple[tuple[str, Limits], ...]] = (
    (r"gpt-6(\.1)?-(astra|sol|terra|luna|rosalind)", _MILLION),
    (r"gpt-5\.6(-(sol|terra|luna))?", _MILLION),
    (r"gpt-5\.[45](-pro)?", _MILLION),
    (r"gpt-5-pro", Limits(400_000, None, 272_000)),
    (r"gpt-5(\.[123])?-chat(-latest)?", _CHAT),
    (r"gpt-5\.4-(mini|nano)", _GPT_5),
    (r"gpt-5(-mini|-nano)?|gpt-5\.[12]|gpt-5\.2-pro", _GPT_5),
    (r"gpt-5(\.[123])?-codex(-mini|-max)?", _GPT_5),
    (r"chat-latest|gpt-chat-latest", Limits(400_000, None, 128_000)),
    (r"gpt-4\.1(-mini|-nano)?", Limits(1_047_576, 1_047_576, 32_768)),
    (r"gpt-4o-2024-05-13|gpt-4-turbo|gpt-4-(0125|1106)-preview|gpt-4-turbo-preview", Limits(128_000, 128_000, 4_096)),
    (r"gpt-4o(-mini)?(-search-preview|-audio-preview)?|chatgpt-4o-latest|gpt-audio(-mini|-1\.5)?", _CHAT),
    (r"gpt-3\.?5-turbo(-16k)?(-1106|-0125)?", Limits(16_385, 16_385, 4_096)),
    (r"o1|o1-pro|o3|o3-mini|o3-pro|o4-mini|o[34](-mini)?-deep-research|o[34]-mini-high", _O),
    (r"text-embedding-.*", Limits(8_191, 8_191, None)),
)
_COMPILED: Final = tuple((re.compile(pattern), limits) for pattern, limits in _LIMITS)
# Models whose hidden reasoning is billed as output. Chat forms of gpt-5 answer at once.
_THINKS: Final = re.compile(
    r"(?:gpt-[56](?!.*-(?:chat|search-api))|o[134](?:-|$)|codex-mini|gpt-rosalind|computer-use).*"
)


def limits_of(name: str) -> Limits:
    """Return the limits of a model that has a price."""
    base = names.dotted(name).removeprefix("ft:")
    for candidate in (base, names.family(base)):
        for pattern, limits in _COMPILED:
            if pattern.fullmatch(candidate):
                return limits
    return _NONE


def thinks(name: str) -> bool:
    """Tell whether a model bills tokens of reasoning, as output, on top of the answer that is seen."""
    return _THINKS.fullmatch(name) is not None
