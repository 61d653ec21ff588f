from __future__ import annotations

import pytest

from bot.features.cost.prices import PriceBook
from bot.features.cost.reading import Options, read, read_options, split_options
from tests.features.cost.reading_cases import cases, short

MODELS = PriceBook()

PRICES = r"""
gpt-5.4 多少钱 ⇒ price @gpt-5.4
price of o4-mini ⇒ price @o4-mini
how much is gpt-6-luna ⇒ price @gpt-6-luna
how much is gpt-6-luna? ⇒ price @gpt-6-luna
o3 vs gpt-5.4 price ⇒ price @o3,gpt-5.4
gpt-5.4-mini 单价 ⇒ price @gpt-5.4-mini
What's the price of GPT-5.4 mini? ⇒ price @gpt-5.4-mini
gpt-5.4 pricing ⇒ price @gpt-5.4
how expensive is gpt-6-astra ⇒ price @gpt-6-astra
gpt-5.4 price per 1M tokens ⇒ price @gpt-5.4
gpt-5.4 per million tokens cost ⇒ price @gpt-5.4
how much is gpt-5.4 per 1k tokens ⇒ price @gpt-5.4
gpt-5.4 每百万token多少钱 ⇒ price @gpt-5.4
gpt-5.4 每1M token 价格 ⇒ price @gpt-5.4
gpt-5.4 输入价格 ⇒ price @gpt-5.4
gpt-5.4 output price ⇒ price @gpt-5.4
gpt-5.4 缓存价格多少 ⇒ price @gpt-5.4
gpt-5.4 batch price ⇒ price batch @gpt-5.4
gpt-5.4 flex 多少钱 ⇒ price flex @gpt-5.4
which is cheaper, o3 or gpt-5.4? ⇒ price @o3,gpt-5.4
gpt-5.4和o3哪个便宜 ⇒ price @gpt-5.4,o3
gpt-5.4 贵吗 ⇒ price @gpt-5.4
gpt-5.4怎么收费 ⇒ price @gpt-5.4
请问gpt-5.4-mini的价格是多少？ ⇒ price @gpt-5.4-mini
price of gpt-7 ⇒ price @gpt-7
gpt-5-nano-pro price ⇒ price @gpt-5-nano-pro
price of claude-opus-4.7 ⇒ maybe price @claude-opus-4.7
gpt-5.4-mini ⇒ price @gpt-5.4-mini
o3 vs o4-mini ⇒ price @o3,o4-mini
text-embedding-3-small price ⇒ price @text-embedding-3-small
embedding 3 large 多少钱 ⇒ price @text-embedding-3-large
ft:gpt-4.1-mini-2025-04-14:acme::abc price ⇒ price @ft:gpt-4.1-mini-2025-04-14:acme::abc
gpt4o多少钱 ⇒ price @gpt-4o
4o-mini 价格 ⇒ price @gpt-4o-mini
GPT 5.6 Luna 多少钱 ⇒ price @gpt-5.6-luna
gpt-5.4, gpt-5.4-mini, o3 价格对比 ⇒ price @gpt-5.4,gpt-5.4-mini,o3
gpt-5.4多少錢 ⇒ price @gpt-5.4
"""

CAPTIONS = r"""
gpt-5.4, 300 times a day ⇒ set x300/day @gpt-5.4
batch ⇒ set batch
max 800 tokens out ⇒ set >800 max
max 800 ⇒ set >800 max
一天300次，输出500 ⇒ set >500 x300/day
gpt-5.4 ⇒ set @gpt-5.4
gpt-5.4 batch ⇒ set batch @gpt-5.4
用 gpt-5.4 每天300次 ⇒ set x300/day @gpt-5.4
gpt-5.4 vs o3 ⇒ set @gpt-5.4,o3
500 out ⇒ set >500
answer 500 tokens ⇒ set >500
输出500 token ⇒ set >500
output_tokens=500 calls=100 ⇒ set >500 x100
--model gpt-5.4 --output 500 --calls 100 --batch ⇒ set >500 x100 batch @gpt-5.4
cached 50% ⇒ set c50%
half cached, gpt-5.4 ⇒ set c50% @gpt-5.4
缓存一半，gpt-5.4 ⇒ set c50% @gpt-5.4
×500 ⇒ set x500
x500/day ⇒ set x500/day
每月一万次 ⇒ set x10000/month
10k a month ⇒ set x10000/month
flex ⇒ set flex
批量 ⇒ set batch
gpt-5.4 多少钱 ⇒ set @gpt-5.4
how much with gpt-5.4, 300 times a day? ⇒ set x300/day @gpt-5.4
一年多少钱，一天300次 ⇒ set x300/day for 1 year
my thesis ⇒ -
summary of chapter 2, gpt-5.4 ⇒ maybe set @gpt-5.4
帮我看看 ⇒ -
gpt-7 ⇒ set @gpt-7
0 calls a day ⇒ !zero 0
输出-5 ⇒ set >5
输出 -5 ⇒ !negative -5
"""


@pytest.mark.parametrize(("text", "reading"), cases(PRICES))
def test_questions_about_prices(text: str, reading: str) -> None:
    """A model with a word for its price is a question, a billing question that names a model is none."""
    assert short(read(text, MODELS)) == reading


@pytest.mark.parametrize(("text", "reading"), cases(CAPTIONS))
def test_captions(text: str, reading: str) -> None:
    """A caption sets what it says; other words in it make it uncertain."""
    assert short(read_options(text, MODELS)) == reading


SPLITS = [
    pytest.param(
        "gpt-5.4 Write a poem about the sea.", "set @gpt-5.4", "Write a poem about the sea.", id="model-first"
    ),
    pytest.param(
        "gpt-5.4, 300 times a day:\nWrite a poem.", "set x300/day @gpt-5.4", "Write a poem.", id="heading-line"
    ),
    pytest.param("gpt-5.4, batch: Write a poem.", "set batch @gpt-5.4", "Write a poem.", id="heading-colon"),
    pytest.param("gpt-5.4：写一首诗", "set @gpt-5.4", "写一首诗", id="full-width-colon"),
    pytest.param("一天300次，输出500\n写一首诗", "set >500 x300/day", "写一首诗", id="chinese-heading"),
    pytest.param("gpt-5.4", "set @gpt-5.4", "", id="settings-only"),
    pytest.param("gpt-5.4 batch", "set batch @gpt-5.4", "", id="two-settings-only"),
    pytest.param("Write a poem about gpt-5.4.", "set", "Write a poem about gpt-5.4.", id="text-only"),
    pytest.param("batch processing is slow", "set", "batch processing is slow", id="batch-begins-a-sentence"),
    pytest.param("Dear all: please read this", "set", "Dear all: please read this", id="a-colon-of-the-text"),
    pytest.param("", "set", "", id="nothing"),
]


@pytest.mark.parametrize(("words", "options", "rest"), SPLITS)
def test_settings_part_from_the_text(words: str, options: str, rest: str) -> None:
    """What stands first and holds nothing but settings is no part of the text."""
    said, text = split_options(words, MODELS)
    assert short(said) == options
    assert text == rest


def test_nothing_set_is_nothing() -> None:
    """Words without settings give empty options, which change nothing."""
    assert split_options("hello there", MODELS)[0] == Options()
