"""Names of models inside a sentence: ``gpt-5.4-mini``, "GPT 5.4 mini", "4o mini", names that nobody knows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from bot.features.cost.reading.results import ModelNames

MAX_NAMES: Final = 8
_MAX_LENGTH: Final = 100  # of one name
_MAX_LOOKUPS: Final = 32  # of one text

_FAMILIES: Final = (
    "gpt|chatgpt|o(?=[1-9])|text[- ]embedding|embeddings?|ada(?=-)|davinci|babbage|codex|computer-use|chat-latest|"
    "whisper|sora|"
    "claude|gemini|deepseek|qwen|llama|mistral|grok|glm|kimi|doubao|dall-e|tts|omni-moderation"
)
_TUNED: Final = r"ft:[a-z0-9.-]++(?::[a-z0-9_.-]*+){0,3}"
_BRANCH: Final = "mini|nano|pro|turbo|luna|sol|terra|astra|codex|cyber"
_SHORT: Final = rf"[1-9](?:\.[0-9][- ]?|-?)(?:{_BRANCH})|[1-9](?:\.[0-9])?o(?:-?mini)?"  # 5.4-mini, 4o
_NAME: Final = re.compile(
    rf"(?<![a-z0-9_.@#-])(?:{_TUNED}|(?:openai/)?(?:{_FAMILIES})[a-z0-9]*+(?:[-._][a-z0-9]++)*+|{_SHORT})(?![a-z0-9_])"
)
_NEXT: Final = re.compile(r"[ -]([a-z0-9](?:[a-z0-9.]{0,18}[a-z0-9])?)(?![a-z0-9_])")
_VERSION: Final = re.compile(rf"[1-9](?:\.[0-9])?(?:o|-?(?:{_BRANCH}))?")
_BRANCHES: Final = tuple(_BRANCH.split("|"))
_MORE_BRANCHES: Final = {*_BRANCHES, "small", "large", "latest", "chat", "preview", "search", "audio", "realtime"}
_SPLIT: Final = re.compile(rf"(?<=[0-9o])(?=(?:{_BRANCH})\b)|(?<=gpt)(?=[1-9])")


class Named(NamedTuple):
    """A name at ``start:end`` of the folded text. `ref`: put straight if it is known, else None."""

    start: int
    end: int
    ref: str | None


class _Known:
    """Asks whether names are known: each once, and not without end."""

    def __init__(self, models: ModelNames) -> None:
        self._models, self._asked = models, dict[str, bool]()

    def __call__(self, name: str) -> bool:
        if name not in self._asked:
            if len(self._asked) >= _MAX_LOOKUPS or len(name) > _MAX_LENGTH:
                return False
            self._asked[name] = self._models.is_known(name)
        return self._asked[name]


def find_names(folded: str, models: ModelNames) -> list[Named]:
    """Return the names of models in a text in small letters, in order and not more than eight."""
    known = _Known(models)
    names: list[Named] = []
    at = 0
    while len(names) < MAX_NAMES and (match := _NAME.search(folded, at)):
        named = _read(folded, match, known)
        at = named.end if named else match.end()
        if named:
            names.append(named)
    whole = [each for each in names if each.ref or any(char.isdigit() for char in folded[each.start : each.end])]
    return whole or names  # "embedding" alone is a name only where there is no other


def _read(folded: str, match: re.Match[str], known: _Known) -> Named | None:
    solid = match.group()
    ends = _ends(folded, match.end(), has_digit=any(char.isdigit() for char in solid))
    for end in reversed(ends):
        straight = _straight(folded[match.start() : end])
        for prefix in ("gpt-",) if solid[0].isdigit() else ("", "text-", "text-embedding-"):
            if (not prefix or solid[0] in "ea" or solid[0].isdigit()) and known(prefix + straight):
                return Named(match.start(), end, prefix + straight)
    if solid[0].isdigit() or not _may_be_model(folded[match.start() : ends[-1]]):
        return None
    end = next((end for end in reversed(ends) if folded[:end].endswith(_BRANCHES) or end == ends[0]), ends[0])
    if not any(char.isdigit() for char in folded[match.start() : end]):
        end = ends[min(1, len(ends) - 1)]
    return Named(match.start(), end, None)


def _ends(folded: str, end: int, *, has_digit: bool) -> list[int]:
    """Return where the name may end: behind its solid part, and behind words that may belong to it."""
    ends = [end]
    while len(ends) <= 3 and (found := _NEXT.match(folded, ends[-1])):  # noqa: PLR2004 - embedding 3 large
        word = found[1]
        if word not in _MORE_BRANCHES and (has_digit or not _VERSION.fullmatch(word)):
            break
        has_digit = has_digit or word[0].isdigit()
        ends.append(found.end())
    return ends


def _straight(name: str) -> str:
    """Return a name with dashes where people leave blanks or nothing: ``gpt5.4 mini`` is gpt-5.4-mini."""
    name = name.removeprefix("openai/").replace(" ", "-").replace("_", "-")
    return name if name.startswith("ft:") else _SPLIT.sub("-", name).replace("--", "-")


def _may_be_model(name: str) -> bool:
    """Tell names that somebody may mean (gpt-7) from the family alone (gpt) and from plans (chatgpt plus)."""
    return any(char.isdigit() for char in name) or name.startswith("embedding")
