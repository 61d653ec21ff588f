from __future__ import annotations

import pytest

from bot.core.amounts import read_amount
from tests.core.amount_cases import short, texts

MALFORMED = """
12。5元 | $5 x $3 | 100*5% | 100刀+5% | (2+3)*4 | 4*(2+3) | $20/3 | 5^2 | 20÷3 | 100-20 usd | 20-10 | 1,2345
12,345,67 | 1234,567 | 1,,250 | 1..5 | 1.2.3 | 1.2.3 usd | $1.2.3 | ..5 | 1_000 | 1_000 usd | 1e3 usd | $1e3
1.5e3 rmb | 007 | 0,5 | 5ooo usd | 10² usd | ½ usd | ① | 三百千块 | 一万万 | 20.11.2026 | 2,5000
a quarter million | dollar fifty | 2026.11.20 | dollar 50 | 刀50 | 5.usd | half of $50 | twice $50 | 50% of $60
20% of 60 | 60刀的20% | 60刀的一半 | 60刀打8折 | 1/2 dollar | 3 1/2 dollars | $3½ | 12.5块5 | 12k tokens x $3/M
1,000 000 | 1 00 000 | 一个半美元 | 5 m | 5 w | 5'6 | a quarter million usd | 1,5 x 3 | 1,5 - 3 | 1,5 + 3
5块100毛 | 5块0毛 | 三块二十 | 20块十 | 3块555 | 5% x $3 | 1 - 2 - 3 | 10到20到30 | 7.25 加 1.5% 手续费
7.25 + 1.5% + ¥5 | point five dollars | 2。500 | 2^500
"""

NEGATIVE = """
(12.5) | -5 | -$5 | $-5 | −5 | - 5 | minus 5 | negative five dollars | 负五块 | 负5元 | -5元 | （-5） | 欠了-5刀
减20 | 满一百减二十 | (20) | ($15.00) | （20元） | 负二十元 | 负 3 刀 | 满100减20
"""

NOT_MONEY = """
15% of my budget | 1920x1080 | 20/3 | 20x | 1e3 | 1E5 | gpt-5.4 | gpt-4o-mini | o3 | gpt 5 | gpt5
claude 3.5 sonnet | 3.5 turbo | 4.1-mini | qwen2.5-7b | 7b | v1.2 | 2026-11-20 | 2026/11/20 | 11/20 | 11月20日
十一月二十号 | 2026年 | Nov 20 | 20 Nov 2026 | 5pm | 5 pm | 12:30 | 8点 | 8点半 | 三点 | 三点半 | 下午三点
3点5分 | 三点五分 | at 9 | 15% | 15 percent | 百分之三十 | 三成 | 八折 | 三分之一 | 13800138000 | 138 0013 8000
138-0013-8000 | +86 138 0013 8000 | +1 650 253 0000 | 555-1234 | 010-12345678 | 12k tokens | 500 tokens
1M tokens | per 1M tokens | 3万token | 一百万 tokens | 200k context | 10-20 tokens | 5 days | 3个月 | 三次 | 第3
#5 | no. 5 | 2x | 10:30-11:30 | 1080p | 16gb | 24/7 | 周五 | no one | I have two questions about billing
three quarters | 1.5x | 5xx error | 10k steps | 20 minutes | 5 min | 5min | 90s | 5th | 1st | 2nd of march
the 3rd | q3 | covid-19 | h100 | rtx 4090 | iphone 15 | windows 11 | python 3.11 | room 302 | order 12345678
订单号20241105001 | 验证码 123456 | 电话13912345678 | 手机号 139 1234 5678 | QQ 12345678 | tel: 555-1234
call 555 1234 | in 2024 | since 2023 | 10% | 10 % | 10％ | 百分之十 | 10个点 | 五成 | 7折 | 10 per cent | 1:7.1
1:1 | 10:00 | 10：30 | 10点 | 10点30 | 10点半 | 十点 | 十点一刻 | 十点二十 | 上午十点 | 晚上8点 | 今晚8点 | 10am
10 a.m. | 10 o'clock | at 10 | 12/1 | 1/12/2026 | 11-20-2026 | 5月 | 五月五日 | 十二月 | 2026年11月 | 周三
星期五 | 3天 | 三天 | 两周 | 两个星期 | 一年 | 一小时 | 3小时 | 5分钟 | 30秒 | 三岁 | 五个人 | 5个 | 5 个
100次 | 100 次调用 | 一百个token | 5千token | 5k token | 5ktokens | 12000tokens | 12,000 tokens | 1.2M tokens
1.2m input tokens | 128k context | 128k上下文 | 500字 | 五百字 | 3000词 | 70b | 70B model | llama 70b | gpt4
GPT-4o | gpt-4.1 | gpt-3.5-turbo-0125 | gpt-4o-2024-08-06 | o1-mini | o4 mini | claude-3-5-sonnet-20241022
claude sonnet 4.5 | gemini 2.5 pro | gemini-2.5-flash | deepseek v3.1 | deepseek-r1 | GPT 4.1 mini | gpt5.4mini
glm-4.6 | qwen3 | dall-e 3 | dalle3 | text-embedding-3-small | claude 3 opus | 2-3 days | 3-5次 | 5-10%
10 to 20 minutes | 二十到三十分钟 | 8.30am | 一个月 | 三十一斤 | 5 pennies | 5mm | 5 kg | Nov 5, 2026
5 November 2026 | November 5th, 2026 | 20261120 | 13912345678 | 8613912345678 | 6502531234 | (555) 123-4567
+1 (555) 123-4567 | +44 20 7946 0958 | 1-800-555-0199 | 400-123-4567 | 6222 0200 1234 5678 | 8时30分 | 3小时20分
5分30秒 | 打5分 | 十分便宜 | 1/2 | 50/50 | 5e | _20_ | 20 x gpt-4 | 3 tokens x 5 tokens | 1-2-3 | 2月20 | 1e-5
+86 13800138000 | 5日 | bought at 12 | 一个账号多少钱 | error 429 | rate limit 3 rpm | 60 rpm | 10,000 TPM
限速 3次/分钟 | 我有3个key | 账单日是每月5号 | 每月5号提醒我 | remind me in 2 hours | 3天后充值 | 有效期12个月
500 calls a day at 2k input tokens | 1M tokens of gpt-4o | 2.5/1M | price of gpt-5 is 1.25/10 | 手续费 1.5%
卡号 4111 1111 1111 1111 | 订单 #1234 | 二十号充 | 打八折 | 返现5% | 5 mini | 5 star | the 1st of may | may 5
100 % | 2/500 | 2:500
"""

NO_NUMBER = """
花了五 | nan | NaN usd | infinity dollars | -inf | ∞ | https://example.com/20 | hello | $ | dollars | 多少钱
一下 | 千万别 | 万一 | 廿块 | 卅元 | a quarter | a dime | 礼拜天 | 半年 | 半小时 | 个把块钱 | 十一去旅游 | 元
刀 | 人民币 | 一点钱 | half price | more than half | /spent | 买二送一 | nil | none | no money | free
"""

SEVERAL = """
1 usd = 7.1 | 20 $30 | 2 dollars 5 | 20 dollars 2 coffees | 2 20 dollar mugs | 20 USD / 3 | 四十 五块
5 $1 bills | $1 $2 $3 $4 $5 | 1刀=7.1
"""

VAGUE = """
三五块 | 三五百 | 几块 | 几块钱 | 几十 | 几百块 | 好几百 | 十几块 | 十几万 | 数百元 | 数十万元 | 上百块 | 上千
百来块 | 千把块 | 十来块 | 二十来块 | 50多 | 50多块 | 五十余元 | 100多万 | 三块多 | 50块多 | 20几块 | 一些钱
a few dollars | a few bucks | few hundred dollars | a few hundred | several dollars | some money | some dollars
a couple of dollars | a couple hundred bucks | hundreds of dollars | dozens of dollars | 20+ | $20+
20+ dollars | over $20 | more than 20 bucks | at least 20 | under $50 | less than 50 dollars | nearly 20 dollars
超过50刀 | 不到50块 | 50元以上 | 50以下 | 至少50 | 将近50块 | 20 something dollars | twenty-odd dollars | 百元
一百来块 | 二百多 | 两百出头 | 近三百块 | 三五十块 | 十几到二十块 | 四百多万 | 3000多块 | 三百好几 | 三两块
20 bucks and change | 20+tax | 40 多刀 | 40 几块 | thousands of dollars | 十来刀 | 几刀 | 几十刀 | 几百美元
几千块 | 好几千 | 上万块 | 一百多块 | 三百多 | 两千多元 | 一万多 | 八十几块 | 百八十块 | 十块五六 | 十块五六毛
100 and change | 20k+ | 2w+ | 2w多 | 几w | 几k刀 | 几千刀 | 1k多 | 1k多刀 | 20刀多点 | 20多点 | 余额不足5刀
twenty dollars and change | a couple dollars | couple of cents | 百八 | 千八 | 万八 | 百一
"""

ZERO = """
0x10 | 0 | 0.00 | $0 | 零 | 零块 | zero dollars | 0元 | zero | 0块 | 零块钱
"""

TOO_LARGE = """
1000000000000000 | 1000000000000001 | 9999999999999999 usd | $1,000,000,000,000,000 | 一千万亿 | 1000 trillion
999999999999999999999999 | 5 quadrillion | $5 quadrillion | 1234567890123456,5 | 999999999999999 x 10
"""

OTHER_CURRENCY = """
€5 | 5€ | 5 euro | 5 euros | five euros | 5欧 | 5欧元 | 五十英镑 | £5 | 5 pounds | 5 quid | HK$50 | 港币50
港币50元 | 50块港币 | 50 hkd | HKD 50 | 50HKD | $50 HKD | S$5 | A$5 | C$5 | NT$5 | R$5 | CA$5 | 50 CAD | 50加元
50澳元 | 50新币 | 新台币500元 | JP¥500 | 500円 | 500日元 | 500 yen | 500 jpy | ¥500 jpy | 500韩元 | ₩5000 | ₹500
500₽ | 5 usdt | 5USDT | USDT 5 | 50u | 5 usdc | 0.1 btc | 0.1比特币 | RM60 | rm 60 | 50 canadian dollars
50 hong kong dollars | 50 jamaican dollars | 50 dollars canadian | 100 usd to eur | 100美元换欧元
100 eur in rmb | €5 and $6 | 50卢布 | 50泰铢 | 五千越南盾 | 50 baht | 50 won | ৳20 | ￥20 日元 | JPY ¥500
HKD$50 | AUD $50 | $50 (AUD) | $50 NZ | 20加元 | Rs 500 | Rs. 500 | 500 kr | 50蚊 | 五十蚊 | 50瑞士法郎
五十瑞士法郎 | 50印度卢比 | 50 swiss francs | 50 indian rupees | 50 egyptian pounds | 50 swiss francs and $20
50津巴布韦元 | 80港元 | 四十英镑 | 60欧 | 一千韩元 | 300台币 | 60泰铢 | €5 x 3 | $5 x €3 | €5 + $3 | €5 - $10
日元5 | 5日元 | 20 GBP
"""


@pytest.mark.parametrize("text", texts(MALFORMED))
def test_malformed(text: str) -> None:
    """A number or sum that cannot be read is never read in part."""
    assert short(read_amount(text)) == "!malformed"


@pytest.mark.parametrize("text", texts(NEGATIVE))
def test_negative(text: str) -> None:
    """A minus in any script, and the brackets of an accountant."""
    assert short(read_amount(text)) == "!negative"


@pytest.mark.parametrize("text", texts(NOT_MONEY))
def test_not_money(text: str) -> None:
    """Models, dates, times, percentages, telephone numbers and counts are no amounts."""
    assert short(read_amount(text)) == "!not_money"


@pytest.mark.parametrize("text", texts(NO_NUMBER))
def test_no_number(text: str) -> None:
    """Nothing here is a number."""
    assert short(read_amount(text)) == "!no_number"


@pytest.mark.parametrize("text", texts(SEVERAL))
def test_several(text: str) -> None:
    """More than one amount, and no saying which."""
    assert short(read_amount(text)) == "!several"


@pytest.mark.parametrize("text", texts(VAGUE))
def test_vague(text: str) -> None:
    """An estimate stays without a number."""
    assert short(read_amount(text)) == "!vague"


@pytest.mark.parametrize("text", texts(ZERO))
def test_zero(text: str) -> None:
    """Nothing is no amount."""
    assert short(read_amount(text)) == "!zero"


@pytest.mark.parametrize("text", texts(TOO_LARGE))
def test_too_large(text: str) -> None:
    """10**15 and above is refused."""
    assert short(read_amount(text)) == "!too_large"


@pytest.mark.parametrize("text", texts(OTHER_CURRENCY))
def test_other_currency(text: str) -> None:
    """Any third currency is named and refused, never read as dollars or RMB."""
    assert short(read_amount(text)) == "!other_currency"
