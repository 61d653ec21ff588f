"""How many tokens a text has and how a model's tokens are counted: whose texts are counted, and when."""

from __future__ import annotations

import asyncio
import re
import threading
import time
from abc import ABC, abstractmethod
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Generic, TypeVar

from bot.features.cost.counting import vocabulary
from bot.features.cost.counting.exact import PIECE, count_tokens
from bot.features.cost.counting.vocabulary import VOCABULARIES, TokenizerFailedError, VocabularyError
from bot.features.cost.rules import Encoding, TextSize, Tokenizer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

T = TypeVar("T")

__all__ = (
    "VOCABULARIES",
    "CountCancelledError",
    "CounterBusyError",
    "TokenCounter",
    "TokenizerFailedError",
    "TooManyTextsError",
    "VocabularyError",
    "tokenizer_for",
)

# Which tokenizer a model uses: a table of our own, reviewed in November 2026. tiktoken's goes by prefixes that also
# fit names it does not know (ft:gpt-4.1 gets that of gpt-4) and has nothing for gpt-6. First match counts.
_TOKENIZERS: tuple[tuple[str, Tokenizer], ...] = tuple(
    (pattern, Tokenizer(encoding, is_its_own))
    for pattern, encoding, is_its_own in (
        (r"(ft:)?gpt-4(\.1|\.5|o).*", Encoding.O200K, True),
        (r"chatgpt-4o.*", Encoding.O200K, True),
        (r"gpt-5.*", Encoding.O200K, True),
        (r"o[13](-.*)?|(ft:)?o4-mini.*", Encoding.O200K, True),
        (r"gpt-oss-.*", Encoding.O200K, True),  # o200k_harmony: the same tokens for ordinary text
        (r"(ft:)?gpt-4(-.*)?|(ft:)?gpt-3\.?5.*", Encoding.CL100K, True),
        (r"(ft:)?(davinci|babbage)-002|text-embedding-.*", Encoding.CL100K, True),
        # Retired first-generation models; their vocabularies are not shipped.
        (r"(text-)?(davinci|curie|babbage|ada).*", Encoding.CL100K, False),
        # No published tokenizer: gpt-6, chat-latest, realtime, audio, codex-mini, computer-use and whatever follows.
        (r".*", Encoding.O200K, False),
    )
)

_MOST_OF_A_PERSON = 3  # texts that are counted or wait
_MOST_CHARACTERS = 16 * 20 * 1024 * 1024  # of all texts that are counted or wait: sixteen of the largest files
_REPORT_SECONDS = 0.25  # between two calls of `progress`
_LOOK_SECONDS = 0.2  # between two looks at `cancelled` while a text waits


class CounterBusyError(Exception):
    """So many texts wait to be counted that no more are taken."""


class TooManyTextsError(Exception):
    """A person has three texts that are counted or wait, so they cannot have another one counted now."""


class CountCancelledError(Exception):
    """Somebody changed their mind while a text was counted, or waited to be."""


def tokenizer_for(model: str) -> Tokenizer:
    """Return how the tokens of a model are counted; names that no price is known for get the best guess."""
    return next(tokenizer for pattern, tokenizer in _TOKENIZERS if re.fullmatch(pattern, model.casefold()))


class TokenCounter:
    """Counts in threads of its own, so that nobody waits for somebody else's text.

    Texts up to 64 KiB have a thread to themselves, so a message never waits for a file. A vocabulary is read when it is
    first needed (o200k_base: about 0.25 s and 45 MB, cl100k_base half of that).

    Args:
        folder: holds the vocabularies, under the names of tiktoken's cache.
        threads: how many long texts are counted at a time.
        waiting: how many texts may wait or be counted; one more is refused.
    """

    def __init__(self, folder: Path = VOCABULARIES, *, threads: int = 1, waiting: int = 64) -> None:
        self._folder, self._most_waiting = folder, waiting
        self._short = ThreadPoolExecutor(1, thread_name_prefix="tokens")
        self._long = ThreadPoolExecutor(threads, thread_name_prefix="tokens-of-files")
        self._waiting = self._characters = 0
        self._of_person: Counter[int] = Counter()

    async def count(
        self,
        text: str,
        encoding: Encoding,
        *,
        person_id: int | None = None,
        progress: Callable[[float], None] | None = None,
        cancelled: threading.Event | None = None,
    ) -> int:
        """Return the number of tokens; every character counts, and ``<|endoftext|>`` is text like any other.

        Two surrogates that make a character count as that character, single ones as U+FFFD each.

        Args:
            text: of any length.
            encoding: how it is cut into tokens.
            person_id: whose text it is, who may have three at a time; None: nobody's.
            progress: is told on the event loop, at most four times a second, which part is counted, above 0 and up
                to 1; never for texts up to 64 KiB, never after the count was returned.
            cancelled: when it is set, counting ends within a quarter of a second.

        Raises:
            TooManyTextsError: the person has three texts that are counted or wait.
            CounterBusyError: too many texts wait already.
            CountCancelledError: `cancelled` was set.
            TokenizerFailedError: tiktoken cannot count this text. No such text is known.
            VocabularyError: the vocabulary is missing or damaged.
        """
        (counted,) = await self._run(_Work(text, (encoding,), self._folder), person_id, progress, cancelled)
        return counted

    async def measure(
        self,
        text: str,
        *,
        person_id: int | None = None,
        progress: Callable[[float], None] | None = None,
        cancelled: threading.Event | None = None,
    ) -> TextSize:
        """Return the tokens in both encodings and the characters of a text that is not empty.

        Arguments and errors are those of :meth:`count`.
        """
        work = _Work(text, (Encoding.O200K, Encoding.CL100K), self._folder)
        o200k, cl100k = await self._run(work, person_id, progress, cancelled)
        return TextSize(o200k, cl100k, len(text))

    async def measure_many(
        self,
        job: Callable[[Callable[[str], TextSize], Callable[[float], None]], T],
        characters: int,
        *,
        person_id: int | None = None,
        progress: Callable[[float], None] | None = None,
        cancelled: threading.Event | None = None,
    ) -> T:
        """Return what a function makes of many texts, such as the lines of a file.

        Args:
            job: runs in a counting thread. It gets a function that returns the size of a text (zeros for an empty
                one), and one to be told which part of the work is done.
            characters: how much there is to be counted, about; it decides in which thread.
            person_id: as for :meth:`count`; all texts are one.
            progress: as for :meth:`count`.
            cancelled: as for :meth:`count`, as soon as the text in hand is counted.

        Raises:
            TooManyTextsError, CounterBusyError, CountCancelledError, TokenizerFailedError, VocabularyError: as
                :meth:`count`; and what the job raises.
        """
        return await self._run(_Job(job, characters, self._folder), person_id, progress, cancelled)

    def load(self, encoding: Encoding) -> None:
        """Read a vocabulary unless that was done already; safe from any thread.

        Raises:
            VocabularyError: it is missing or damaged.
        """
        vocabulary.load(encoding, self._folder)

    async def _run(
        self,
        work: _Task[T],
        person_id: int | None,
        progress: Callable[[float], None] | None,
        cancelled: threading.Event | None,
    ) -> T:
        with self._place(person_id, work.characters):
            if progress is not None:
                work.report_to(progress)
            executor = self._short if work.characters <= PIECE else self._long
            future = executor.submit(work.run)
            counted = asyncio.wrap_future(future)
            try:
                while cancelled is not None and not counted.done():
                    if cancelled.is_set():
                        work.stopped.set()
                        if future.cancel():
                            raise CountCancelledError
                    await asyncio.wait({counted}, timeout=_LOOK_SECONDS)
                return await counted
            finally:  # whoever waited may be gone
                work.stopped.set()
                counted.cancel()

    @contextmanager
    def _place(self, person_id: int | None, characters: int) -> Iterator[None]:
        """Hold a place among the texts that are counted or wait.

        Raises:
            TooManyTextsError, CounterBusyError: there is none.
        """
        if person_id is not None and self._of_person[person_id] >= _MOST_OF_A_PERSON:
            raise TooManyTextsError
        if self._waiting >= self._most_waiting or self._characters + characters > _MOST_CHARACTERS:
            raise CounterBusyError
        self._waiting += 1
        self._characters += characters
        if person_id is not None:
            self._of_person[person_id] += 1
        try:
            yield
        finally:
            self._waiting -= 1
            self._characters -= characters
            if person_id is not None:
                self._of_person[person_id] -= 1
                self._of_person += Counter()  # drops those who have none


class _Task(ABC, Generic[T]):
    """Work for a counting thread. `characters`: how many are counted; `stopped`: ends it at the next piece."""

    def __init__(self, characters: int, folder: Path) -> None:
        self.characters, self._folder = characters, folder
        self.stopped = threading.Event()
        self._report: Callable[[float], object] = lambda _: None
        self._next_report = 0.0

    @abstractmethod
    def run(self) -> T:
        """Do it; in a thread."""

    def report_to(self, progress: Callable[[float], None]) -> None:
        """Tell `progress`, on the running event loop, which part is counted."""
        loop, stopped = asyncio.get_running_loop(), self.stopped  # not self: a circle would keep the text for long

        def tell(part: float) -> None:
            if not stopped.is_set():
                progress(part)

        self._report = lambda part: loop.call_soon_threadsafe(tell, part)

    def _done(self, part: float) -> None:
        """Go on after a part of the work, if anybody still waits for it."""
        if self.stopped.is_set():
            raise CountCancelledError
        now = time.monotonic()
        if now >= self._next_report:
            self._next_report = now + _REPORT_SECONDS
            self._report(part)

    def _load(self, encoding: Encoding) -> vocabulary.Vocabulary:
        loaded = vocabulary.load(encoding, self._folder)
        if self.stopped.is_set():
            raise CountCancelledError
        return loaded


class _Work(_Task[tuple[int, ...]]):
    """One text to count."""

    def __init__(self, text: str, encodings: tuple[Encoding, ...], folder: Path) -> None:
        super().__init__(len(text), folder)
        self._text, self._encodings = text, encodings

    def run(self) -> tuple[int, ...]:
        """Return the tokens in each encoding; in a thread."""
        return tuple(self._count(number) for number in range(len(self._encodings)))

    def _count(self, number: int) -> int:
        def on_piece(characters: int) -> None:
            self._done((number + characters / self.characters) / len(self._encodings))

        return count_tokens(self._text, self._load(self._encodings[number]), on_piece)


class _Job(_Task[T]):
    """Many texts to count, as a function brings them."""

    def __init__(
        self, job: Callable[[Callable[[str], TextSize], Callable[[float], None]], T], characters: int, folder: Path
    ) -> None:
        super().__init__(characters, folder)
        self._job = job

    def run(self) -> T:
        """Return what the function returns; in a thread."""
        o200k, cl100k = self._load(Encoding.O200K), self._load(Encoding.CL100K)

        def on_piece(_: int) -> None:
            if self.stopped.is_set():
                raise CountCancelledError

        def measure(text: str) -> TextSize:
            on_piece(0)
            if not text:
                return TextSize(0, 0, 0)
            return TextSize(count_tokens(text, o200k, on_piece), count_tokens(text, cl100k, on_piece), len(text))

        return self._job(measure, self._done)
