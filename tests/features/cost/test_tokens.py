from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from bot.features.cost import tokens
from bot.features.cost.counting import exact
from bot.features.cost.rules import Encoding, TextSize
from bot.features.cost.tokens import (
    CountCancelledError,
    CounterBusyError,
    TokenCounter,
    TooManyTextsError,
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


async def test_a_flood_is_refused() -> None:
    """One text more than may wait is refused at once, and the counter is free again afterwards."""
    counter = TokenCounter(waiting=2)
    results = await asyncio.gather(*(counter.count("hello", O200K) for _ in range(3)), return_exceptions=True)
    assert results[:2] == [1, 1]
    assert isinstance(results[2], CounterBusyError)
    assert await counter.count("hello", O200K) == 1


async def test_a_missing_vocabulary_is_an_error(tmp_path: Path) -> None:
    """Counting and loading say so."""
    with pytest.raises(VocabularyError, match=r"o200k_base cannot be read from .*fb374d4"):
        await TokenCounter(tmp_path).count("hello", O200K)
    with pytest.raises(VocabularyError):
        TokenCounter(tmp_path).load(CL100K)


LONG = "The quick brown fox jumps over the lazy dog. " * 20_000  # 900,000 characters, some 70 ms


async def test_progress_and_result_of_a_long_text() -> None:
    """The parts rise; none is told after the count."""
    told: list[float] = []
    size = await TokenCounter().measure(LONG, person_id=1, progress=told.append)
    assert size == TextSize(o200k=200_001, cl100k=200_001, characters=900_000)
    assert told == sorted(told)
    assert all(0 < part <= 1 for part in told)
    assert told
    before = len(told)
    await asyncio.sleep(0.05)
    assert len(told) == before


async def test_a_text_is_let_go_with_its_count() -> None:
    """Without waiting for the garbage collector: it may be 80 MB large."""
    counter = TokenCounter()
    gc.collect()
    gc.disable()
    try:
        await counter.count(LONG, O200K, progress=lambda _: None, cancelled=threading.Event())
        await asyncio.sleep(0.05)  # the thread lets go of it too
        assert not [each for each in gc.get_objects() if isinstance(each, tokens._Work)]
    finally:
        gc.enable()


async def test_a_short_text_does_not_wait_for_a_long_one() -> None:
    """Not even for one's own."""
    counter = TokenCounter()
    await counter.measure("hello")  # the vocabularies are there
    long = asyncio.create_task(counter.measure(LONG * 4, person_id=1))
    await asyncio.sleep(0.05)
    assert await counter.count("hello world", O200K, person_id=1) == 2
    assert not long.done()
    assert (await long).characters == 3_600_000


async def test_three_texts_of_a_person() -> None:
    """One is counted, two wait, a fourth is refused; others are not; later there is room again."""
    counter = TokenCounter()
    mine = [asyncio.create_task(counter.count(LONG, O200K, person_id=1)) for _ in range(3)]
    await asyncio.sleep(0)
    with pytest.raises(TooManyTextsError):
        await counter.count("hello", O200K, person_id=1)
    assert await counter.count("hello", O200K, person_id=2) == 1
    assert await asyncio.gather(*mine) == [200_001] * 3
    assert await counter.count("hello", O200K, person_id=1) == 1
    assert not counter._of_person


async def test_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The characters of all texts have a limit too, for they are held in memory."""
    monkeypatch.setattr(tokens, "_MOST_CHARACTERS", 1_000_000)
    counter = TokenCounter()
    first = asyncio.create_task(counter.count(LONG, O200K))
    await asyncio.sleep(0)
    with pytest.raises(CounterBusyError):
        await counter.count(LONG[:100_001], O200K)
    assert await counter.count(LONG[:1_000], O200K) == 223
    assert await first == 200_001


@pytest.mark.parametrize(
    "text", [pytest.param(LONG * 20, id="sentences"), pytest.param("(" * 18_000_000, id="one-match")]
)
async def test_counting_is_cancelled(text: str) -> None:
    """While a text is counted, and while one waits; the counter goes on with the next."""
    counter, cancelled = TokenCounter(), threading.Event()
    await counter.measure("hello")
    running = asyncio.create_task(counter.count(text, O200K, person_id=1, cancelled=cancelled))
    waiting = asyncio.create_task(counter.count(text, O200K, person_id=1, cancelled=cancelled))
    await asyncio.sleep(0.05)
    cancelled.set()
    for task in (running, waiting):
        with pytest.raises(CountCancelledError):
            await task
    assert await counter.count(LONG, O200K, person_id=1) == 200_001
    with pytest.raises(CountCancelledError):
        await counter.count("hello", O200K, cancelled=cancelled)


async def test_nobody_waits_for_an_abandoned_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the one who asked is gone, counting ends early and the place is free."""
    ended: list[str] = []

    def count_tokens(*arguments: Any) -> int:
        try:
            counted = exact.count_tokens(*arguments)
        except CountCancelledError:
            ended.append("early")
            raise
        ended.append("counted")
        return counted

    monkeypatch.setattr(tokens, "count_tokens", count_tokens)
    counter = TokenCounter()
    await counter.measure("hello")
    abandoned = asyncio.create_task(counter.count(LONG * 20, O200K, person_id=1))
    await asyncio.sleep(0.05)
    abandoned.cancel()
    with pytest.raises(asyncio.CancelledError):
        await abandoned
    assert await counter.count(LONG, O200K, person_id=1) == 200_001
    assert ended == ["counted", "counted", "early", "counted"]
    assert (counter._waiting, counter._characters) == (0, 0)


def test_nothing_is_loaded_at_the_start() -> None:
    """Importing the feature and making its parts loads neither tiktoken nor the prices."""
    program = (
        "import sys; from bot.features.cost import handlers, prices, tokens; tokens.TokenCounter();"
        "assert not {'tiktoken', 'genai_prices'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parents[3])
