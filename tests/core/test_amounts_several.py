from __future__ import annotations

import pytest

from bot.core.amounts import read_amount
from tests.core.amount_cases import cases, short

SUMS = """
12.5+3 → 15.5 | 12.5 + 3 → 15.5 | $5+$3 → 8 USD | $5 + 3 → 8 USD | 5+3 usd → 8 USD | 10+20+30 → 60
5刀加3刀 → 8 USD | 20*3 → 60 | 20 * 3 → 60 | 20x3 → 60 | 20 x 3 → 60 | 20×3 → 60 | $20 x 3 → 60 USD
$20x3 → 60 USD | 3 x $20 → 60 USD | 3x$20 → 60 USD | 100刀乘3 → 300 USD | 100刀乘以3 → 300 USD
$0.02 x 1000 → 20 USD | $0.02*1000 → 20 USD | $0.02 × 1,000 calls → 20 USD | $20 x 12 months → 240 USD
2*3+4 → 10 | 4+2*3 → 10 | 20 times 3 → 60 | 20 plus 5 → 25 | 20*3=60 → 60 | 5加10元 → 15 CNY
"""

RANGES = """
10-20 → 10..20 | 10 - 20 → 10..20 | $10-$20 → 10..20 USD | $10-20 → 10..20 USD | 10-20 usd → 10..20 USD
10~20元 → 10..20 CNY | 10～20元 → 10..20 CNY | 10–20 → 10..20 | 10到20 → 10..20 | 10到20块 → 10..20 CNY
10块到20块 → 10..20 CNY | 十到二十块 → 10..20 CNY | 从10到20元 → 10..20 CNY | 10至20元 → 10..20 CNY
10 to 20 dollars → 10..20 USD | from 10 to 20 → 10..20 | between 10 and 20 usd → 10..20 USD
$10 to $20 → 10..20 USD | five to ten bucks → 5..10 USD | 1-2k → 1000..2000 | 3-5万 → 30000..50000
500-1000 → 500..1000 | 1000-2000元 → 1000..2000 CNY | 三四十 → 30..40 | 三四块 → 3..4 CNY
三四百块 → 300..400 CNY | 十三四块 → 13..14 CNY | 两三百 → 200..300 | 一两块 → 1..2 CNY | 二三十刀 → 20..30 USD
两三万 → 20000..30000 | 二三十 → 20..30 | 七八块 → 7..8 CNY | 七八十块 → 70..80 CNY | 一二百 → 100..200
一两千块 → 1000..2000 CNY | 十到二十 → 10..20 | 20-30刀 → 20..30 USD | 20—30刀 → 20..30 USD
20刀到30刀 → 20..30 USD | 20刀-30刀 → 20..30 USD | 20 刀 ~ 30 刀 → 20..30 USD | $20–$30 → 20..30 USD
$20 to $30 → 20..30 USD | 20-30 dollars → 20..30 USD | between $20 and $30 → 20..30 USD
between 20 and 30 dollars → 20..30 USD | from $20 to $30 → 20..30 USD | twenty to thirty dollars → 20..30 USD
$20~30 → 20..30 USD | 20-30k → 20000..30000 | 2万到3万 → 20000..30000 | 2-3万块 → 20000..30000 CNY
两三块钱 → 2..3 CNY | 1~2万 → 10000..20000 | 两百二三十块 → 220..230 CNY | 5k-8k → 5000..8000
5-8k → 5000..8000 | 四五百 → 400..500 | 五六十块 → 50..60 CNY | 八九块 → 8..9 CNY | 十七八块 → 17..18 CNY
一二十块 → 10..20 CNY | 六七千 → 6000..7000 | 八九万 → 80000..90000 | 10-20 * 2 → 10..40
$10k-20k → 10000..20000 USD | $10-20k → 10000..20000 USD | 2-500 → 2..500
"""

QUESTIONS = """
5刀+20元 → ?5 USD|20 CNY | 1 usd = 7.1 rmb → ?1 USD|7.1 CNY | 10 or 20 → ?10|20 | $10 or $20 → ?10 USD|20 USD
10或20元 → ?10 CNY|20 CNY | 10刀或20刀 → ?10 USD|20 USD | 20 dollars 30 rmb → ?20 USD|30 CNY
$20 and ¥30 → ?20 USD|30 CNY | $20 ¥142 → ?20 USD|142 CNY | 20刀（142元） → ?20 USD|142 CNY
20刀和30块 → ?20 USD|30 CNY | 10 20 → ?10|20 | 花了10买a，20买b → ?10|20 | 五块六块 → ?5 CNY|6 CNY
5块10块 → ?5 CNY|10 CNY | usd 20 rmb 30 → ?20 USD|30 CNY | $100 rmb → ?100 USD|100 CNY
¥100 usd → ?100 CNY|100 USD | agent wants 400 rmb for $50 → ?400 CNY|50 USD | 20 and 30 dollars → ?20 USD|30 USD
five ninety-nine → ?5.99|599 | twelve fifty → ?12.5|1250 | two fifty dollars → ?2.5 USD|250 USD | 1,5 → ?1.5|15
12,34 → ?12.34|1234 | 6,53 USD → ?6.53 USD|653 USD | $1,5 → ?1.5 USD|15 USD | 1,5 万 → ?15000|150000
1,5k → ?1500|15000 | 20 bucks for gpt-5 and 30 for claude → ?20 USD|30 | spent 20 on gpt, 30 on claude → ?20|30
2,5 usd → ?2.5 USD|25 USD | 2,50 usd → ?2.5 USD|250 USD | nineteen ninety-nine → ?19.99|1999
two-fifty → ?2.5|250 | three-fifty bucks → ?3.5 USD|350 USD | one fifty → ?1.5|150
2 dollars and 5 → ?2 USD|5 USD | $20 and 30 → ?20 USD|30 USD | 花了20刀，又花了30 → ?20 USD|30
汇率7.1的话100刀是多少 → ?7.1|100 USD | $1.25 / 1M input, $10 / 1M output → ?1.25 USD|10 USD
收您二十，找零五块 → ?20|5 CNY | 三十块 二十块 → ?30 CNY|20 CNY | 三十块、二十块 → ?30 CNY|20 CNY
十块还是二十块 → ?10 CNY|20 CNY | 十块或二十块 → ?10 CNY|20 CNY | 三、四十块 → ?3 CNY|40 CNY
20 or 30 bucks → ?20 USD|30 USD | two or three dollars → ?2 USD|3 USD | 5 . 5 usd → ?5|5 USD
100,00 → ?100|10000 | 100,00 usd → ?100 USD|10000 USD | a hundred or two → ?100|2
a dollar or two → ?1 USD|2 USD | $20,$30 → ?20 USD|30 USD | $20,30 → ?20.3 USD|2030 USD
50美元(约360元) → ?50 USD|360 CNY | agent wants 400 for $50 → ?400|50 USD | $ 5 . 50 → ?5 USD|50
$5,00 → ?5 USD|500 USD | 5,00元 → ?5 CNY|500 CNY | 20 a month or 30 → ?20|30 | 5 usd plus 3 rmb → ?5 USD|3 CNY
本月 12.6 刀，上月 30 刀 → ?12.6 USD|30 USD | $1.25 in, $10 out → ?1.25 USD|10 USD
1美元=7.1元 → ?1 USD|7.1 CNY | 20刀变22刀 → ?20 USD|22 USD | 2,5k → ?2500|25000 | 2、500 → ?2|500
$20 ¥20 → ?20 USD|20 CNY | 3分2毛 → ?0.03 CNY|0.2 CNY
"""


@pytest.mark.parametrize(("text", "answer"), cases(SUMS))
def test_sums_and_products(text: str, answer: str) -> None:
    """Products come before sums, and a currency said once holds for the whole."""
    assert short(read_amount(text)) == answer


@pytest.mark.parametrize(("text", "answer"), cases(RANGES))
def test_ranges(text: str, answer: str) -> None:
    """Neither end is chosen: the reading is the range."""
    assert short(read_amount(text)) == answer


@pytest.mark.parametrize(("text", "answer"), cases(QUESTIONS))
def test_questions(text: str, answer: str) -> None:
    """Two amounts, two currencies or a decimal comma: all readings, in the order of the text."""
    assert short(read_amount(text)) == answer
