"""tiktoken's encodings with the vocabularies that travel with the program."""

from __future__ import annotations

import base64
import hashlib
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.features.cost.rules import Encoding

if TYPE_CHECKING:
    import tiktoken

VOCABULARIES = Path(__file__).parent.with_name("vocabularies")


@dataclass(frozen=True, slots=True)
class Definition:
    """A file of tokens with their ranks, and how text is cut before pairs of bytes are merged."""

    file: str
    sha256: str
    pattern: str


_O200K_WORD_END = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
# Both from tiktoken_ext.openai_public (MIT licence); a test compares them with the installed one. tiktoken reads the
# files itself only when TIKTOKEN_CACHE_DIR is set, for the whole process, and a file that is missing or damaged makes
# it delete the file and go to the network; given a local path it leaves a copy in the shared temporary folder. So the
# bytes are read and compared here, and tiktoken gets a finished table: it cannot reach for anything.
DEFINITIONS = {
    Encoding.O200K: Definition(
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
    Encoding.CL100K: Definition(
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


class TokenizerFailedError(Exception):
    """tiktoken gave up on a text. `encoding`: with which; `characters`: how long the text is."""

    def __init__(self, encoding: Encoding, characters: int) -> None:
        super().__init__(f"{encoding.value} failed on a text of {characters} characters")
        self.encoding, self.characters = encoding, characters


class Vocabulary:
    """One encoding, loaded; safe from any thread.

    Args:
        encoding: which.
        loaded: it, in tiktoken.
    """

    def __init__(self, encoding: Encoding, loaded: tiktoken.Encoding) -> None:
        self.encoding, self._loaded = encoding, loaded

    def count(self, text: str) -> int:
        """Return the number of tokens; other threads run meanwhile. It takes some 50 bytes a byte of a long word.

        Raises:
            TokenizerFailedError: tiktoken cannot count this text (999,999 blanks in a row).
        """
        try:
            return len(self._loaded.encode_ordinary(text))
        except BaseException as error:  # pyo3's PanicException is no Exception and cannot be imported
            raise TokenizerFailedError(self.encoding, len(text)) from error

    def merge(self, content: bytes) -> list[int]:
        """Return the tokens of one byte or more, as if the pattern cut nothing.

        Other threads wait: 1 ms for some 4 KB.
        """
        # tiktoken has no public name for it; a test compares it with encode_ordinary.
        return self._loaded._encode_single_piece(content)  # noqa: SLF001 - the public way splits again

    def bytes_of(self, token: int) -> bytes:
        """Return what a token stands for."""
        return self._loaded.decode_single_token_bytes(token)


# A vocabulary is large, so the whole process has each of them once.
_loading = threading.Lock()
_loaded: dict[tuple[Path, Encoding], Vocabulary] = {}


def load(encoding: Encoding, folder: Path = VOCABULARIES) -> Vocabulary:
    """Return an encoding; the first time it is read (o200k_base: about 0.25 s and 45 MB, cl100k_base half of that).

    Raises:
        VocabularyError: it is missing or damaged.
    """
    with _loading:
        if (folder, encoding) not in _loaded:
            _loaded[folder, encoding] = _read(folder, encoding)
        return _loaded[folder, encoding]


def _read(folder: Path, encoding: Encoding) -> Vocabulary:
    import tiktoken  # noqa: PLC0415 - nothing of it is needed before the first text

    definition = DEFINITIONS[encoding]
    path = folder / definition.file
    try:
        content = path.read_bytes()
    except OSError as error:
        raise VocabularyError(encoding, f"cannot be read from {path}: {error.strerror}") from error
    if hashlib.sha256(content).hexdigest() != definition.sha256:
        raise VocabularyError(encoding, f"in {path} is damaged")
    ranks = {base64.b64decode(token): int(rank) for token, rank in (line.split() for line in content.splitlines())}
    # Ordinary text has no special tokens, so none are defined.
    loaded = tiktoken.Encoding(encoding.value, pat_str=definition.pattern, mergeable_ranks=ranks, special_tokens={})
    loaded._mergeable_ranks = {}  # noqa: SLF001 - needed for pickling only, and 29 MB large in o200k_base
    return Vocabulary(encoding, loaded)
