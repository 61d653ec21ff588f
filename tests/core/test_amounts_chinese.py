from __future__ import annotations

import pytest

from bot.core.amounts import read_amount
from tests.core.amount_cases import cases, short

COINS = """
12元 → 12 CNY | 12 元 → 12 CNY | 12块钱 → 12 CNY | 十二块 → 12 CNY | 十二块五 → 12.5 CNY | 九块九 → 9.9 CNY
十九块九 → 19.9 CNY | 十九块九毛 → 19.9 CNY | 十九块九毛九 → 19.99 CNY | 十九块九毛九分 → 19.99 CNY
9块9 → 9.9 CNY | 9块90 → 9.9 CNY | 15块25 → 15.25 CNY | 三块二五 → 3.25 CNY | 三块零五 → 3.05 CNY
三块零五分 → 3.05 CNY | 三块零五毛 → 3.5 CNY | 3块半 → 3.5 CNY | 三块半 → 3.5 CNY | 两块半钱 → 2.5 CNY
一块一 → 1.1 CNY | 一块一毛一 → 1.11 CNY | 两毛 → 0.2 CNY | 五分 → 0.05 CNY | 5分 → 0.05 CNY | 5分钱 → 0.05 CNY
两毛五 → 0.25 CNY | 8毛5 → 0.85 CNY | 五毛钱 → 0.5 CNY | 六角 → 0.6 CNY | 3元5角 → 3.5 CNY
3元5角2分 → 3.52 CNY | 3元5 → 3.5 CNY | 12块5毛5 → 12.55 CNY | 12块5毛5分 → 12.55 CNY | 一百零五块三 → 105.3 CNY
一百二十块 → 120 CNY | 一百二块 → 120 CNY | 两百五十块 → 250 CNY | 三万五块 → 35000 CNY
三万零五十块 → 30050 CNY | 一万二千三百四十五块六毛七 → 12345.67 CNY | 5 万元 → 50000 CNY | 3k5块 → 3500 CNY
5w块 → 50000 CNY | 12k元 → 12000 CNY | 二〇二六元 → 2026 CNY | 五二零元 → 520 CNY | 一二零块 → 120 CNY
500软妹币 → 500 CNY | ¥500元 → 500 CNY | rmb 500元 → 500 CNY | 三点五块 → 3.5 CNY | 3点5块 → 3.5 CNY
零点零五元 → 0.05 CNY | 半块 → 0.5 CNY | 半毛钱 → 0.05 CNY | 5块+3块5 → 8.5 CNY | 三块五*2 → 7 CNY
八百块钱 → 800 CNY | 一百零八块八毛八 → 108.88 CNY | 两块两毛 → 2.2 CNY | 两块二 → 2.2 CNY | 俩块 → 2 CNY
仨块 → 3 CNY | 一元 → 1 CNY | 一块 → 1 CNY | 一块钱 → 1 CNY | 1块 → 1 CNY | 100 块 → 100 CNY
100 块钱 → 100 CNY | 一百 块 → 100 CNY | 12.5 元 → 12.5 CNY | 1 000 元 → 1000 CNY | 一万三千元五角 → 13000.5 CNY
20元30 → 20.3 CNY | 20块3 → 20.3 CNY | 20块3个 → 20 CNY | 20块3 个 → 20 CNY | 20块 3个 → 20 CNY
20块2025年 → 20 CNY | 20,000.00元 → 20000 CNY | 一零八块 → 108 CNY | 1元, → 1 CNY
13912345678元 → 13912345678 CNY | 十分钱 → 0.1 CNY | ￥5.00元 → 5 CNY | 100元钱 → 100 CNY | 九十块 → 90 CNY
四块四 → 4.4 CNY | 五块零八 → 5.08 CNY | 七块零六分 → 7.06 CNY | 一毛 → 0.1 CNY | 一毛二 → 0.12 CNY
七毛八分 → 0.78 CNY | 四分 → 0.04 CNY | 四分钱 → 0.04 CNY | 九分 → 0.09 CNY | 一角五分 → 0.15 CNY
二十块零五毛 → 20.5 CNY | 20块零5分 → 20.05 CNY | 100块零5毛 → 100.5 CNY | 七点八块 → 7.8 CNY
20块零5 → 20.05 CNY | 二月20元 → 20 CNY | 2月20元 → 20 CNY | 2月 20元 → 20 CNY | 5分钟20块 → 20 CNY
"""

DOLLARS = """
1.2w刀 → 12000 USD | 一百块美金 → 100 USD | 100块美金 → 100 USD | 100元美金 → 100 USD | 100块美元 → 100 USD
三块五美金 → 3.5 USD | 3块5美金 → 3.5 USD | 一百块钱美金 → 100 USD | 五十刀 → 50 USD | 五十美刀 → 50 USD
五十美元 → 50 USD | 五十 美元 → 50 USD | 5刀5 → 5.5 USD | 三刀半 → 3.5 USD | 三刀五 → 3.5 USD
5美元50 → 5.5 USD | 5美元50美分 → 5.5 USD | 三美元五十美分 → 3.5 USD | 20美分 → 0.2 USD | 10个美金 → 10 USD
10个刀 → 10 USD | 美元50 → 50 USD | 美金 50 → 50 USD | 十二点五美元 → 12.5 USD | 半美元 → 0.5 USD
20刀。 → 20 USD | 100刀 x 3 → 300 USD | 100刀x3 → 300 USD | 100刀*3 → 300 USD | 20刀 x 3个月 → 60 USD
一刀 → 1 USD | 1刀 → 1 USD | 0.99刀 → 0.99 USD | 一百刀左右 → 100 USD | 零点五美元 → 0.5 USD
零点零二美元 → 0.02 USD | 六十美分 → 0.6 USD | 3美元5美分 → 3.05 USD | 9美元99美分 → 9.99 USD
15刀50美分 → 15.5 USD | o3-mini 3.5刀 → 3.5 USD | 周20刀 → 20 USD | 周五20刀 → 20 USD | 下周五20刀 → 20 USD
日均5刀 → 5 USD
"""

NUMERALS = """
两百五 → 250 | 二百五十 → 250 | 三万五 → 35000 | 三万五千 → 35000 | 三万零五 → 30005 | 一千零五 → 1005
一千零五十 → 1050 | 一万二 → 12000 | 一万二千三百四十五 → 12345 | 十万 → 100000 | 二十万 → 200000
两千万 → 20000000 | 一亿二千万 → 120000000 | 一亿二 → 120000000 | 一亿零五万 → 100050000 | 3万 → 30000
1.5万 → 15000 | 1.5 万 → 15000 | 3.2亿 → 320000000 | 2亿3000万 → 230000000 | 3万5 → 35000 | 3万5000 → 35000
3千5 → 3500 | 3百5 → 350 | 1w2千 → 12000 | 三w → 30000 | 3个亿 → 300000000 | 五个亿 → 500000000 | 三点五 → 3.5
一百点五 → 100.5 | 零点五 → 0.5 | 一点五万 → 15000 | 九千亿 → 900000000000 | 一百 → 100 | 十 → 10 | 五 → 5
七百八 → 780 | 七百八十 → 780 | 一千一 → 1100 | 一千一百 → 1100 | 六万零八百 → 60800 | 二十三万四 → 234000
九万八千七 → 98700 | 0.5万 → 5000 | 三千五百万 → 35000000 | 2千万 → 20000000 | 3百万 → 3000000
二十万零五百 → 200500 | 一 → 1 | 2千零5 → 2005 | 1万零500 → 10500 | 1万零5百 → 10500 | 一千二百五 → 1250
八千八百八 → 8880 | 六点五万 → 65000 | 两亿三 → 230000000 | 一亿五 → 150000000 | 三亿零二百 → 300000200
五千零六十 → 5060 | 九万零八 → 90008 | 九百零九 → 909 | 10w左右 → 100000
"""

FORMAL = """
壹佰元整 → 100 CNY | 壹佰贰拾叁元肆角伍分 → 123.45 CNY | 人民币壹仟元整 → 1000 CNY
人民币叁万伍仟元整 → 35000 CNY | 贰拾圆 → 20 CNY | 拾元 → 10 CNY | 玖仟玖佰玖拾玖元玖角玖分 → 9999.99 CNY
贰仟零伍拾元 → 2050 CNY | 兩百塊 → 200 CNY | 三萬五 → 35000 | 一億 → 100000000 | 五塊錢 → 5 CNY
貳佰圓整 → 200 CNY | ５０刀 → 50 USD | １，２５０．５０元 → 1250.5 CNY | 20刀，谢谢 → 20 USD
１００美元 → 100 USD | gpt-5，5刀 → 5 USD | 人民币：壹仟元整 → 1000 CNY | 大写：壹仟贰佰元整 → 1200 CNY
十分便宜，花了20刀 → 20 USD | ５．５元 → 5.5 CNY | ５．５０美元 → 5.5 USD | 叁拾元整 → 30 CNY
柒佰捌拾元伍角 → 780.5 CNY | 壹万贰仟元整 → 12000 CNY | 肆拾伍圆陆角 → 45.6 CNY | 人民币伍佰元 → 500 CNY
七萬五千元 → 75000 CNY | 三塊錢 → 3 CNY | 五百塊 → 500 CNY | 兩萬 → 20000 | 兩千五 → 2500
"""


@pytest.mark.parametrize(("text", "answer"), cases(COINS))
def test_coins_and_change(text: str, answer: str) -> None:
    """块, 毛 and 分 add up, and a bare last digit takes the next coin unless 零 blocks it."""
    assert short(read_amount(text)) == answer


@pytest.mark.parametrize(("text", "answer"), cases(DOLLARS))
def test_dollars_in_chinese(text: str, answer: str) -> None:
    """刀, 美元 and 美金 are USD, also behind 块 and 元, which then only count."""
    assert short(read_amount(text)) == answer


@pytest.mark.parametrize(("text", "answer"), cases(NUMERALS))
def test_numerals_without_a_currency(text: str, answer: str) -> None:
    """A bare number keeps its value and has no currency."""
    assert short(read_amount(text)) == answer


@pytest.mark.parametrize(("text", "answer"), cases(FORMAL))
def test_formal_traditional_and_wide_forms(text: str, answer: str) -> None:
    """Financial numerals, traditional characters and full-width forms read like the plain ones."""
    assert short(read_amount(text)) == answer
