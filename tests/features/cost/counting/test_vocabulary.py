from __future__ import annotations

import shutil
import socket
from typing import TYPE_CHECKING

import pytest
from tiktoken_ext import openai_public

from bot.features.cost.counting.vocabulary import DEFINITIONS, VOCABULARIES, TokenizerFailedError, VocabularyError, load
from bot.features.cost.rules import Encoding

if TYPE_CHECKING:
    from pathlib import Path

O200K, CL100K = Encoding.O200K, Encoding.CL100K


@pytest.mark.parametrize(
    ("encoding", "theirs"), [(O200K, openai_public.o200k_base), (CL100K, openai_public.cl100k_base)]
)
def test_definitions_are_tiktokens(encoding: Encoding, theirs: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """File, hash and pattern are those of the installed tiktoken: an update that changes one is noticed here."""
    asked: list[tuple[str, str]] = []

    def load_file(url: str, expected_hash: str) -> dict[bytes, int]:
        asked.append((url, expected_hash))
        return {}

    monkeypatch.setattr(openai_public, "load_tiktoken_bpe", load_file)
    assert callable(theirs)
    definition, ours = theirs(), DEFINITIONS[encoding]
    assert (definition["name"], definition["pat_str"]) == (encoding.value, ours.pattern)
    assert asked == [(f"https://openaipublic.blob.core.windows.net/encodings/{encoding.value}.tiktoken", ours.sha256)]


def test_a_missing_vocabulary_is_not_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its file an encoding is an error of ours; nobody goes to the network."""

    def no_network(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    with pytest.raises(VocabularyError, match=r"o200k_base cannot be read from .*fb374d4"):
        load(O200K, tmp_path)


def test_a_damaged_vocabulary_is_refused_and_kept(tmp_path: Path) -> None:
    """One byte more and the hash differs; the file stays where it is for the operator to look at."""
    name = "9b5ad71b2ce5302211f9c61530b329a4922fc6a4"
    shutil.copy(VOCABULARIES / name, tmp_path / name)
    assert load(CL100K, tmp_path).count("hello world") == 2
    damaged = tmp_path / "fb374d419588a4632f3f557e76b4b70aebbca790"
    damaged.write_bytes((VOCABULARIES / damaged.name).read_bytes() + b"\n")
    with pytest.raises(VocabularyError, match="is damaged") as caught:
        load(O200K, tmp_path)
    assert caught.value.encoding is O200K
    assert damaged.exists()


def test_a_panic_is_an_ordinary_error() -> None:
    """A million blanks make tiktoken panic; the thread lives on and counts the next text."""
    with pytest.raises(TokenizerFailedError) as caught:
        load(O200K).count(" " * 1_000_000)
    assert (caught.value.encoding, caught.value.characters) == (O200K, 1_000_000)
    assert isinstance(caught.value, Exception)
    assert load(O200K).count("hello world") == 2


@pytest.mark.parametrize("encoding", Encoding)
@pytest.mark.parametrize("text", ["token", "预算", "abcdefghijkl", "  ", "😀", "a" * 300])
def test_merging_is_counting_of_one_match(encoding: Encoding, text: str) -> None:
    """The tokens without the pattern are those with it where it has one match, and stand for all bytes."""
    vocabulary = load(encoding)
    tokens = vocabulary.merge(text.encode())
    assert len(tokens) == vocabulary.count(text)
    assert b"".join(map(vocabulary.bytes_of, tokens)) == text.encode()
