from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from tiktoken_ext import openai_public

from bot.features.cost import tokens
from bot.features.cost.rules import Encoding, TextSize
from bot.features.cost.tokens import (
    VOCABULARIES,
    CounterBusyError,
    TokenCounter,
    TokenizerFailedError,
    VocabularyError,
    tokenizer_for,
)

O200K, CL100K = Encoding.O200K, Encoding.CL100K


@pytest.mark.parametrize(
    ("text", "o200k", "cl100k"),
    [
        pytest.param("", 0, 0, id="nothing"),
        pytest.param("hello world", 2, 2, id="english"),
        pytest.param("The quick brown fox jumps over the lazy dog.", 10, 10, id="a-sentence"),
        pytest.param("I'll don't", 2, 4, id="apostrophes"),
        pytest.param("你好，世界", 3, 6, id="chinese"),
        pytest.param("预算还剩多少？", 5, 8, id="chinese-question"),
        pytest.param("مرحبا", 2, 5, id="arabic"),
        pytest.param("\u200f\u202eabc", 3, 5, id="right-to-left-marks"),
        pytest.param("e\u0301" * 3, 6, 6, id="combining-marks"),
        pytest.param("👨‍👩‍👧‍👦", 11, 18, id="emoji-with-joiners"),
        pytest.param("１２３", 2, 3, id="full-width-digits"),
        pytest.param("    def f(x):\n        return x + 1\n", 12, 12, id="code"),
        pytest.param("a\r\n\r\nb", 3, 3, id="line-breaks"),
        pytest.param("<|endoftext|>", 7, 7, id="special-token-is-text"),
        pytest.param("<|endofprompt|>", 7, 7, id="other-special-token-is-text"),
        pytest.param("\x00\x00", 1, 2, id="nul"),
        pytest.param("\ud800", 1, 1, id="lone-surrogate"),
        pytest.param("a" * 4_096, 512, 512, id="one-letter"),
        pytest.param(" " * 4_096, 32, 32, id="blanks"),
    ],
)
async def test_tokens_are_exact(text: str, o200k: int, cl100k: int) -> None:
    """Literal counts in both encodings; every character is counted."""
    counter = TokenCounter()
    assert (await counter.count(text, O200K), await counter.count(text, CL100K)) == (o200k, cl100k)


async def test_measure_counts_everything_at_once() -> None:
    """Both encodings and the characters."""
    assert await TokenCounter().measure("你好，世界") == TextSize(o200k=3, cl100k=6, characters=5)


@pytest.mark.parametrize(
    ("encoding", "theirs"), [(O200K, openai_public.o200k_base), (CL100K, openai_public.cl100k_base)]
)
def test_definitions_are_tiktokens(encoding: Encoding, theirs: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """File, hash and pattern are those of the installed tiktoken: an update that changes one is noticed here."""
    asked: list[tuple[str, str]] = []

    def load(url: str, expected_hash: str) -> dict[bytes, int]:
        asked.append((url, expected_hash))
        return {}

    monkeypatch.setattr(openai_public, "load_tiktoken_bpe", load)
    assert callable(theirs)
    definition, ours = theirs(), tokens._VOCABULARIES[encoding]
    assert (definition["name"], definition["pat_str"]) == (encoding.value, ours.pattern)
    assert asked == [(f"https://openaipublic.blob.core.windows.net/encodings/{encoding.value}.tiktoken", ours.sha256)]


@pytest.mark.parametrize(
    ("model", "encoding", "is_its_own"),
    [
        pytest.param("gpt-6.1-sol", O200K, False, id="gpt-6-is-not-published"),
        pytest.param("gpt-6-luna", O200K, False, id="gpt-6-luna"),
        pytest.param("chat-latest", O200K, False, id="chat-latest"),
        pytest.param("gpt-realtime-mini", O200K, False, id="realtime"),
        pytest.param("codex-mini-latest", O200K, False, id="codex-mini"),
        pytest.param("computer-use-preview", O200K, False, id="computer-use"),
        pytest.param("gpt-5.4-mini", O200K, True, id="gpt-5"),
        pytest.param("gpt-5-codex", O200K, True, id="gpt-5-codex"),
        pytest.param("gpt-4.5-preview", O200K, True, id="gpt-4.5"),
        pytest.param("gpt-4.1-mini", O200K, True, id="gpt-4.1"),
        pytest.param("gpt-4o", O200K, True, id="gpt-4o"),
        pytest.param("GPT-4o-Mini-2024-07-18", O200K, True, id="capitals"),
        pytest.param("chatgpt-4o-latest", O200K, True, id="chatgpt-4o"),
        pytest.param("o1", O200K, True, id="o1"),
        pytest.param("o3-mini", O200K, True, id="o3-mini"),
        pytest.param("o4-mini", O200K, True, id="o4-mini"),
        pytest.param("ft:gpt-4.1-2025-04-14", O200K, True, id="fine-tuned-4.1-is-not-4"),
        pytest.param("ft:gpt-4o-2024-08-06", O200K, True, id="fine-tuned-4o"),
        pytest.param("ft:gpt-3.5-turbo-0125", CL100K, True, id="fine-tuned-3.5"),
        pytest.param("gpt-4", CL100K, True, id="gpt-4"),
        pytest.param("gpt-4-turbo", CL100K, True, id="gpt-4-turbo"),
        pytest.param("gpt-4-32k-0613", CL100K, True, id="gpt-4-32k"),
        pytest.param("gpt-3.5-turbo", CL100K, True, id="gpt-3.5"),
        pytest.param("gpt-35-turbo", CL100K, True, id="azure-spelling"),
        pytest.param("text-embedding-3-small", CL100K, True, id="embedding"),
        pytest.param("davinci-002", CL100K, True, id="davinci-002"),
        pytest.param("text-davinci-003", CL100K, False, id="vocabulary-not-shipped"),
        pytest.param("something-else", O200K, False, id="unknown"),
    ],
)
def test_tokenizer_of_a_model(model: str, encoding: Encoding, is_its_own: bool) -> None:
    """A reviewed table, which says where the count is an estimate."""
    found = tokenizer_for(model)
    assert (found.encoding, found.is_its_own) == (encoding, is_its_own)


async def test_a_panic_is_an_ordinary_error() -> None:
    """A million blanks make tiktoken panic; the thread lives on and counts the next text."""
    counter = TokenCounter()
    with pytest.raises(TokenizerFailedError) as caught:
        await counter.count(" " * 1_000_000, O200K)
    assert (caught.value.encoding, caught.value.characters) == (O200K, 1_000_000)
    assert isinstance(caught.value, Exception)
    assert await counter.count("hello world", O200K) == 2


async def test_a_flood_is_refused() -> None:
    """One text more than may wait is refused at once, and the counter is free again afterwards."""
    counter = TokenCounter(waiting=2)
    results = await asyncio.gather(*(counter.count("hello", O200K) for _ in range(3)), return_exceptions=True)
    assert results[:2] == [1, 1]
    assert isinstance(results[2], CounterBusyError)
    assert await counter.count("hello", O200K) == 1


async def test_a_missing_vocabulary_is_not_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its file an encoding is an error of ours; nobody goes to the network."""

    def no_network(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    with pytest.raises(VocabularyError, match=r"o200k_base cannot be read from .*fb374d4"):
        await TokenCounter(tmp_path).count("hello", O200K)
    with pytest.raises(VocabularyError):
        TokenCounter(tmp_path).load(CL100K)


async def test_a_damaged_vocabulary_is_refused_and_kept(tmp_path: Path) -> None:
    """One byte more and the hash differs; the file stays where it is for the operator to look at."""
    name = "9b5ad71b2ce5302211f9c61530b329a4922fc6a4"
    shutil.copy(VOCABULARIES / name, tmp_path / name)
    assert await TokenCounter(tmp_path).count("hello world", CL100K) == 2
    with (tmp_path / "fb374d419588a4632f3f557e76b4b70aebbca790").open("wb") as file:
        file.write((VOCABULARIES / "fb374d419588a4632f3f557e76b4b70aebbca790").read_bytes() + b"\n")
    with pytest.raises(VocabularyError, match="is damaged") as caught:
        await TokenCounter(tmp_path).count("hello", O200K)
    assert caught.value.encoding is O200K
    assert (tmp_path / "fb374d419588a4632f3f557e76b4b70aebbca790").exists()


def test_nothing_is_loaded_at_the_start() -> None:
    """Importing the feature and making its parts loads neither tiktoken nor the prices."""
    program = (
        "import sys; from bot.features.cost import handlers; handlers.PriceBook(); handlers.TokenCounter();"
        "assert not {'tiktoken', 'genai_prices'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parents[3])
