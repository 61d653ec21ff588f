from __future__ import annotations

import pytest

from bot.features.cost.prices import PriceBook
from bot.features.cost.reading import read
from tests.features.cost.reading_cases import cases, short

MODELS = PriceBook()

PROSE = r"""
price of gpt-oss ⇒ -
chatgpt plus 多少钱 ⇒ -
how much is chatgpt plus ⇒ -
why is gpt-5.4 429 ⇒ -
why is gpt-5.4 so expensive ⇒ -
gpt-5.4 is down ⇒ -
how to use gpt-5.4 ⇒ -
gpt-5.4 报错 429 ⇒ -
is gpt-5 smarter than claude opus for coding ⇒ -
how much did I spend on gpt-5.4 ⇒ -
gpt-5.4 上个月花了多少钱 ⇒ -
how much did gpt-5.4 cost me last month ⇒ -
is gpt-5.4 free ⇒ -
gpt-5.4 rate limit ⇒ -
gpt-5.4 context window 400k tokens ⇒ -
what is the difference between gpt-5.4 and o3 ⇒ -
gpt-5.4 涨价了吗 ⇒ -
spent 12.5 on gpt api ⇒ -
spent $12.5 on gpt-5.4 yesterday ⇒ -
gpt-5.4花了12块 ⇒ -
gpt-5 用了 2.4 刀 ⇒ -
100 usd to rmb ⇒ -
100k rmb to usd ⇒ -
20刀换人民币 ⇒ -
100刀等于多少人民币 ⇒ -
remind me in 2 hours to top up ⇒ -
remind me to check 500 tokens ⇒ -
每月1号提醒我充值20刀 ⇒ -
明天9点提醒我 ⇒ -
budget 50 usd a month ⇒ -
预算每月200元 ⇒ -
I have 3 cats in my house and 2 out ⇒ -
2 in 1 ⇒ -
we won 3 out of 5 games ⇒ -
I got 500 in and 300 out of the warehouse today ⇒ -
he was in for 12k and out by 800 ⇒ -
The meeting is in 20 minutes, 5 people in, 3 out. ⇒ -
GPT-4 has a context window of 128k tokens, and output is limited to 4096 tokens. ⇒ -
A token is about 4 characters. 100 tokens are roughly 75 words. ⇒ -
In 2023 GPT-4 cost $0.03 per 1k input tokens and $0.06 per 1k output tokens. ⇒ -
The average American reads 238 words per minute, and a token is three quarters of a word. ⇒ -
reply was 10 words but I got billed for 2000 output tokens wtf ⇒ -
只回了一句话，怎么输出token扣了两千多 ⇒ -
中文是不是比英文更费token ⇒ -
how many tokens is 5000 words ⇒ -
how many tokens can I get for $10 with gpt-5.4 ⇒ -
5刀能用多久 ⇒ -
$20 gpt-5.4 能用多少次 ⇒ -
gpt-5.4 20刀能跑多少token ⇒ -
error 429: 10000 tokens per min limit ⇒ -
Rate limit reached for gpt-5.4 on tokens per min (TPM): Limit 30000, Used 29500, Requested 800 ⇒ -
set a maximum number of output tokens to save money ⇒ -
max_tokens和temperature设多少合适 ⇒ -
tier2要充多少才能升 ⇒ -
My phone number is 13912345678 ⇒ -
2026-11-23 ⇒ -
10:30 ⇒ -
12345 ⇒ -
hello ⇒ -
你好 ⇒ -
12k ⇒ -
500 ⇒ -
输入法怎么切换 ⇒ -
把这段文字输出成表格 ⇒ -
他今天输入了两千字，输出了三百字的摘要。 ⇒ -
昨天公司进货500件，出货300件。 ⇒ -
这本书有三百页，作者一天写两千字。 ⇒ -
The treasury input was 2000 pounds and the output 300 pounds. ⇒ -
He scored 12 in the first half and 8 in the second half of the game ⇒ -
Translate this text: the model used 2000 input tokens and generated 300 output tokens while exploring the
    latent structure of narratives
    ⇒ -
Transformers process tokens in parallel; a batch of 64 sequences with 2048 tokens each is typical for
    training runs on eight GPUs.
    ⇒ -
网上有说打一折有说打五折，缓存到底减多少 ⇒ -
用量明细里 cached 1920，这部分按什么价 ⇒ -
价格页有短上下文和长上下文两栏，咋理解 ⇒ -
8 秒的短视频生成五十条，账单多少 ⇒ -
改一张已有的图，上传的那张也收费吗 ⇒ -
要做两百张高清商品图，预算多少 ⇒ -
用 gpt-5.4-mini 翻译一本书要多少 ⇒ -
gpt-oss 20b 120b 费用 ⇒ -
which token will 10x this year ⇒ -
plus 三小时能发几条 ⇒ -
embeddings price per million tokens? ⇒ -
每周零零碎碎充一点，每笔最少是多少 ⇒ -
I send the same 5k instructions with every call, is there a lower rate for that ⇒ -
how long a text is 1m tokens ⇒ -
一百万 token 是多长的文章 ⇒ -
set the output to 3 lines please ⇒ -
the input has 2 columns and the output has 3 ⇒ -
gpt-5.4 上下文多少 ⇒ -
max output of gpt-5.4? ⇒ -
"""

UNCERTAIN = r"""
系统提示三千 token，每次都带着，是不是每次都付全价 ⇒ maybe 3000>
超过 272000 token 怎么收费 ⇒ maybe 272000?
1M tokens is how many pages of a book ⇒ maybe 1000000?
想规定它一次最多回 300 token ⇒ maybe 300?
发个“在吗”，它琢磨了六百个 token，正常吗 ⇒ maybe 600?
output 3200，其中 reasoning 3050，这是啥意思 ⇒ maybe 0>3200 r3050
gpt-5.4 12000 800 ⇒ maybe 12000>800 @gpt-5.4
gpt-4.1-mini 微调价格 ⇒ maybe price @gpt-4.1-mini
batch ⇒ maybe set batch
"""

REFUSED = r"""
how much does a 5000 word essay cost on gpt-5.4 ⇒ !other_unit 5000 word
5000字 gpt-5.4 多少钱 ⇒ !other_unit 5000字
12k in 20k cached 800 out ⇒ !cached_over_input 20k
输入1000，缓存2000，输出300 ⇒ !cached_over_input 2000
12k in, 120% cached, 800 out ⇒ !share_over_whole 120%
10-20k tokens in, 800 out gpt-5.4 ⇒ !range 10-20k
输入2000到3000，输出300 ⇒ !range 2000到3000
a few thousand tokens in, 300 out, gpt-5.4 ⇒ !vague a few thousand
输入几千token，输出300 ⇒ !vague 几千
-500 in 300 out ⇒ !negative -500
0.5 tokens in, 300 out ⇒ !not_whole 0.5
0 in 0 out gpt-5.4 ⇒ !zero 0
12k in 800 out, 0 calls a day ⇒ !zero 0
5000 billion tokens gpt-5.4 cost ⇒ !too_large 5000 billion
10亿亿 token 输入 gpt-5.4 ⇒ !too_large 10亿亿
12k in 13k in 800 out ⇒ !several 13k
12k in 800 out 500 out gpt-5.4 ⇒ !several 500
500 calls a day 15000 calls a month 2k in 300 out ⇒ !several 15000
12k in, 800 out of which 2k reasoning ⇒ !reasoning_over_output 2k
12k in 800 out total 20k ⇒ !several 20k
2k in 300 out batch flex ⇒ !several flex
1.2.3k in 800 out gpt-5.4 ⇒ !malformed 1.2.3k
"""


@pytest.mark.parametrize(("text", "reading"), cases(PROSE))
def test_what_is_something_else_is_left_alone(text: str, reading: str) -> None:
    """Prose with numbers and tokens in it, money, reminders and errors are nobody's token counts."""
    assert short(read(text, MODELS)) == reading == "-"


@pytest.mark.parametrize(("text", "reading"), cases(UNCERTAIN))
def test_what_may_be_something_else_is_not_certain(text: str, reading: str) -> None:
    """A question about the bill that has tokens in it may be read, but is not certain."""
    assert short(read(text, MODELS)) == reading


@pytest.mark.parametrize(("text", "reading"), cases(REFUSED))
def test_what_cannot_be_is_refused(text: str, reading: str) -> None:
    """A contradiction, a vague or an absurd number is refused with the piece that broke."""
    assert short(read(text, MODELS)) == reading
