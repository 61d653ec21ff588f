"""How well messages find their entries, measured on labelled ones."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.features.faq.decision import Decision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.features.faq.decision import Match

OUT_OF_SCOPE = "none"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message with the entries that answer it; none for a message that no entry answers."""

    question: str
    language: str
    entries: frozenset[str]
    kind: str

    @property
    def in_scope(self) -> bool:
        """Whether some entry answers it."""
        return bool(self.entries)


class BrokenFileError(Exception):
    """A labelled file cannot be read. The text names the line."""


def read_labelled(lines: Iterable[str]) -> Iterator[Labelled]:
    """Yield the messages of a JSONL file: `q`, `lang`, `topic` (an id or "none"), `also` and `kind` if there are any.

    Raises:
        BrokenFileError: a line is something else.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
            topic = fields["topic"]
            entries = frozenset() if topic == OUT_OF_SCOPE else frozenset({topic, *fields.get("also", ())})
            yield Labelled(fields["q"], fields.get("lang", "?"), entries, fields.get("kind", ""))
        except (ValueError, KeyError, TypeError) as error:
            raise BrokenFileError(f"line {number}: {type(error).__name__}: {error}") from error


@dataclass(frozen=True, slots=True)
class Report:
    """Counts over a set of messages.

    Args:
        asked: messages that an entry answers.
        first: the first entry that was offered is right.
        within: one of the (up to three) that were offered is.
        direct: answered at once, and right.
        wrong: answered at once, and wrong.
        others: messages that no entry answers.
        answered: of these, the ones that were answered at once.
        offered: of these, the ones that got a choice of entries.
    """

    asked: int
    first: int
    within: int
    direct: int
    wrong: int
    others: int
    answered: int
    offered: int

    def lines(self) -> Iterator[str]:
        """Yield the shares as a person reads them."""
        if self.asked:
            yield f"questions            {self.asked}"
            yield f"  first entry right  {_share(self.first, self.asked)}"
            yield f"  right within three {_share(self.within, self.asked)}"
            yield f"  answered and right {_share(self.direct, self.asked)}"
            yield f"  answered and wrong {_share(self.wrong, self.asked)}"
        if self.others:
            yield f"other messages       {self.others}"
            yield f"  answered           {_share(self.answered, self.others)}"
            yield f"  offered a choice   {_share(self.offered, self.others)}"


def report(pairs: Iterable[tuple[Labelled, Match]]) -> Report:
    """Count what was decided about labelled messages."""
    counts: Counter[str] = Counter()
    for message, match in pairs:
        answered = match.decision is Decision.ANSWER
        if message.in_scope:
            right = match.ids[:1] != () and match.ids[0] in message.entries
            counts["asked"] += 1
            counts["first"] += right
            counts["within"] += not message.entries.isdisjoint(match.ids)
            counts["direct"] += answered and right
            counts["wrong"] += answered and not right
        else:
            counts["others"] += 1
            counts["answered"] += answered
            counts["offered"] += match.decision is Decision.SUGGEST
    return Report(**{name: counts[name] for name in Report.__slots__})


def evaluate(messages: Iterable[Labelled], match: Callable[[str], Match]) -> tuple[dict[str, Report], list[str]]:
    """Return reports for all messages, each language and each kind, and a line for each message that went wrong."""
    groups: defaultdict[str, list[tuple[Labelled, Match]]] = defaultdict(list)
    misses = []
    for message in messages:
        found = match(message.question)
        for group in ("all", message.language, message.kind):
            if group:
                groups[group].append((message, found))
        if found.ids[:1] and found.ids[0] in message.entries:
            continue
        if message.in_scope or found.decision is not Decision.NONE:
            wanted = "/".join(sorted(message.entries)) or OUT_OF_SCOPE
            offered = " ".join(found.ids) or "-"
            misses.append(f"{found.decision.value:7} {found.score:.2f}  {message.question}  | {wanted} | {offered}")
    return {name: report(pairs) for name, pairs in groups.items()}, misses


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f} %  ({part})"
