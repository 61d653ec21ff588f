"""How many tokens a text has: tiktoken's byte-pair encoding with the vocabularies that travel with the program."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.features.cost.rules import Encoding, TextSize, Tokenizer

if TYPE_CHECKING:
    from collections.abc import Callable

    import tiktoken

T = TypeVar("T")

VOCABULARIES = Path(__file__).with_name("vocabularies")

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


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """A file of tokens with their ranks, and how text is cut before pairs of bytes are merged."""

    file: str
    sha256: str
    pattern: str


_O200K_WORD_END = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
# Both from tiktoken_ext.openai_public (MIT licence); a test compares them with the installed one. tiktoken reads the
# files itself only when TIKTOKEN_CACHE_DIR is set, for the whole process, and a file that is missing or damaged makes
# it delete the file and go to the network; given a local path it leaves a copy in the shared temporary folder. So the
# bytes are read and compared here, and tiktoken gets a finished table: it cannot reach for anything.
_VOCABULARIES = {
    Encoding.O200K: _Vocabulary(
        file="fb374d419588a4632f3f557e76b4b70aebbca790",
        sha256="446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
        pattern="|".join(
            (
                r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+" + _O200K_WORD_END,
                r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*" + _O200K_WORD_END,
                r"\p{N}{1,3}",
                r" ?[^\s\p{L}\p{N}]+[\r\n/]*",
                r"\s*[\r\n]+",
                r"\s+(?!\S)",
                r"\s+",
            )
        ),
    ),
    Encoding.CL100K: _Vocabulary(
        file="9b5ad71b2ce5302211f9c61530b329a4922fc6a4",
        sha256="223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
        pattern=(
            r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++$|\s*[\r\n]"
            r"|\s+(?!\S)|\s"
        ),
    ),
}


class VocabularyError(Exception):
    """A vocabulary cannot be used. `encoding`: whose; the text says what is wrong with which file."""

    def __init__(self, encoding: Encoding, problem: str) -> None:
        super().__init__(f"the vocabulary of {encoding.value} {problem}")
        self.encoding = encoding


class CounterBusyError(Exception):
    """So many texts wait to be counted that no more are taken."""


class TokenizerFailedError(Exception):
    """tiktoken gave up on a text. `encoding`: with which; `characters`: how long the text is."""

    def __init__(self, encoding: Encoding, characters: int) -> None:
        super().__init__(f"{encoding.value} failed on a text of {characters} characters")
        self.encoding, self.characters = encoding, characters


def tokenizer_for(model: str) -> Tokenizer:
    """Return how the tokens of a model are counted; names that no price is known for get the best guess."""
    return next(tokenizer for pattern, tokenizer in _TOKENIZERS if re.fullmatch(pattern, model.casefold()))


class TokenCounter:
    """Counts in threads of its own, so that nobody waits for somebody else's text.

    A vocabulary is read when it is first needed (o200k_base: about 0.25 s and 45 MB, cl100k_base half of that).

    Args:
        folder: holds the vocabularies, under the names of tiktoken's cache.
        threads: how many texts are counted at a time.
        waiting: how many texts may wait or be counted; one more is refused.
    """

    def __init__(self, folder: Path = VOCABULARIES, *, threads: int = 1, waiting: int = 64) -> None:
        self._folder, self._most_waiting = folder, waiting
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="tokens")
        self._waiting = 0

    async def count(self, text: str, encoding: Encoding) -> int:
        """Return the number of tokens; every character counts, and ``<|endoftext|>`` is text like any other.

        Raises:
            CounterBusyError: too many texts wait already.
            TokenizerFailedError: tiktoken cannot count this text (999,999 blanks in a row).
            VocabularyError: the vocabulary is missing or damaged.
        """
        return await self._run(lambda: self._count(text, encoding))

    async def measure(self, text: str) -> TextSize:
        """Return the tokens in both encodings and the characters of a text that is not empty.

        Raises:
            CounterBusyError, TokenizerFailedError, VocabularyError: as :meth:`count`.
        """
        return await self._run(
            lambda: TextSize(self._count(text, Encoding.O200K), self._count(text, Encoding.CL100K), len(text))
        )

    def load(self, encoding: Encoding) -> None:
        """Read a vocabulary unless that was done already; safe from any thread.

        Raises:
            VocabularyError: it is missing or damaged.
        """
        _load(self._folder, encoding)

    async def _run(self, work: Callable[[], T]) -> T:
        if self._waiting >= self._most_waiting:
            raise CounterBusyError
        self._waiting += 1
        try:
            return await asyncio.wrap_future(self._executor.submit(work))
        finally:
            self._waiting -= 1

    def _count(self, text: str, encoding: Encoding) -> int:
        tokenizer = _load(self._folder, encoding)
        try:
            return len(tokenizer.encode_ordinary(text))
        except BaseException as error:  # pyo3's PanicException is no Exception and cannot be imported
            raise TokenizerFailedError(encoding, len(text)) from error


# A vocabulary is large, so the whole process has each of them once.
_loading = threading.Lock()
_loaded: dict[tuple[Path, Encoding], tiktoken.Encoding] = {}


def _load(folder: Path, encoding: Encoding) -> tiktoken.Encoding:
    with _loading:
        if (folder, encoding) not in _loaded:
            _loaded[folder, encoding] = _read(folder, encoding)
        return _loaded[folder, encoding]


def _read(folder: Path, encoding: Encoding) -> tiktoken.Encoding:
    import tiktoken  # noqa: PLC0415 - nothing of it is needed before the first text

    vocabulary = _VOCABULARIES[encoding]
    path = folder / vocabulary.file
    try:
        content = path.read_bytes()
    except OSError as error:
        raise VocabularyError(encoding, f"cannot be read from {path}: {error.strerror}") from error
    if hashlib.sha256(content).hexdigest() != vocabulary.sha256:
        raise VocabularyError(encoding, f"in {path} is damaged")
    ranks = {base64.b64decode(token): int(rank) for token, rank in (line.split() for line in content.splitlines())}
    # Ordinary text has no special tokens, so none are defined.
    loaded = tiktoken.Encoding(encoding.value, pat_str=vocabulary.pattern, mergeable_ranks=ranks, special_tokens={})
    loaded._mergeable_ranks = {}  # noqa: SLF001 - needed for pickling only, and 29 MB large in o200k_base
    return loaded
