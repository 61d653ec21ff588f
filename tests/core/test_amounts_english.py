from __future__ import annotations

import pytest

from bot.core.amounts import read_amount
from tests.core.amount_cases import cases, short

SIGNS = """
¥500 → 500 CNY | ￥500 → 500 CNY | ¥ 500 → 500 CNY | 500¥ → 500 CNY | RMB500 → 500 CNY | CN¥500 → 500 CNY
CNY 500 → 500 CNY | 500 CNY → 500 CNY | 500cny → 500 CNY | 500 renminbi → 500 CNY | ＄５０ → 50 USD | $5 → 5 USD
$5. → 5 USD | $0.002 → 0.002 USD | $.5 → 0.5 USD | 5$ → 5 USD | 5 $ → 5 USD | $5 USD → 5 USD | US$5 → 5 USD
US $5 → 5 USD | USD5 → 5 USD | usd 5 → 5 USD | 5usd → 5 USD | 5 USD → 5 USD | 5 usd → 5 USD
$2 million → 2000000 USD | one and a half million usd → 1500000 USD | 50c → 0.5 USD | 50 c → 0.5 USD
50¢ → 0.5 USD | ¢50 → 0.5 USD | $1.5k → 1500 USD | $1.5K → 1500 USD | 1.5k usd → 1500 USD | 1.5kusd → 1500 USD
$2m → 2000000 USD | $3M → 3000000 USD | 2m usd → 2000000 USD | $2bn → 2000000000 USD | 10k rmb → 10000 CNY
$1,250,000 → 1250000 USD | 12 500 usd → 12500 USD | 100.00 usd → 100 USD | 20 (usd) → 20 USD | USD: 20 → 20 USD
RMB：50 → 50 CNY | $20! → 20 USD | $20? → 20 USD | $20. → 20 USD | $20 (20 usd) → 20 USD
1000000k usd → 1000000000 USD | 100RMB → 100 CNY | 100Rmb → 100 CNY | Usd 100 → 100 USD
ＵＳＤ　１００ → 100 USD | ＄１，２５０ → 1250 USD | ￥１２．５ → 12.5 CNY | .99 usd → 0.99 USD
$0.99 → 0.99 USD | $ .99 → 0.99 USD | $1,234.56 → 1234.56 USD | $1 234.56 → 1234.56 USD
$1'234.56 → 1234.56 USD | 1 000 usd → 1000 USD | 2,500 usd → 2500 USD | 1.5M usd → 1500000 USD
3 million rmb → 3000000 CNY | 0.5c → 0.005 USD | 0.3¢ → 0.003 USD | sixty rmb → 60 CNY | $a hundred → 100 USD
$five → 5 USD | USD five → 5 USD | 1.000,00 usd → 1000 USD | USD 1.000 → 1 USD | nov 20 300 usd → 300 USD
I pay 500 RMB, what arrives? → 500 CNY | I need $50 of credit, what do I pay? → 50 USD | $60 yearly → 60 USD
$60 a year → 60 USD | how much is $5 → 5 USD | 5￥ → 5 CNY | 𝟓𝟎 usd → 50 USD | ५० usd → 50 USD | $48 → 48 USD
$ 2,999.95 → 2999.95 USD | 15$ → 15 USD | USD 99.90 → 99.9 USD | US$ 12 → 12 USD | 35c → 0.35 USD
¢75 → 0.75 USD | 75¢ → 0.75 USD | $7.5k → 7500 USD | 4.8K usd → 4800 USD | $6m → 6000000 USD
‘$ 1 200.50’ → 1200.5 USD | «$20» → 20 USD | `$20` → 20 USD | *$20* → 20 USD | _20 usd_ → 20 USD
3 tokens - $5 → 5 USD | $20 + 5 tokens → 20 USD | ¥1k → 1000 CNY | ¥1w → 10000 CNY | ￥3.5w → 35000 CNY
"""

WORDS = """
500 yuan → 500 CNY | 500yuan → 500 CNY | 5 kuai → 5 CNY | 5 mao → 0.5 CNY | 5 dollars → 5 USD | 5 dollar → 5 USD
1 dollar → 1 USD | a dollar → 1 USD | a buck → 1 USD | one dollar → 1 USD | 5 bucks → 5 USD | 5bucks → 5 USD
five bucks → 5 USD | twenty-five bucks → 25 USD | twenty five bucks → 25 USD | a hundred dollars → 100 USD
hundred dollars → 100 USD | one hundred dollars → 100 USD | one hundred and five dollars → 105 USD
a hundred and twenty dollars → 120 USD | two thousand five hundred yuan → 2500 CNY
fifteen hundred dollars → 1500 USD | a thousand bucks → 1000 USD | 2.5 million dollars → 2500000 USD
half a dollar → 0.5 USD | two and a half dollars → 2.5 USD | three point five dollars → 3.5 USD
50 cents → 0.5 USD | fifty cents → 0.5 USD | a cent → 0.01 USD | 1 cent → 0.01 USD | 99 cents → 0.99 USD
5 dollars 25 cents → 5.25 USD | five dollars and fifty cents → 5.5 USD | $5 and 25 cents → 5.25 USD
a dollar fifty → 1.5 USD | a buck fifty → 1.5 USD | five dollars twenty-five → 5.25 USD
ten bucks fifty → 10.5 USD | 3 bucks 50 → 3.5 USD | 20-dollar → 20 USD | a 20 dollar bill → 20 USD
20 us dollars → 20 USD | 20 U.S. dollars → 20 USD | 20 american dollars → 20 USD | 20 chinese yuan → 20 CNY
20 more dollars → 20 USD | 100Yuan → 100 CNY | 100,000 yuan → 100000 CNY | two cents → 0.02 USD
1.5 cents → 0.015 USD | fifty yuan → 50 CNY | fifty kuai → 50 CNY | five mao → 0.5 CNY | five jiao → 0.5 CNY
three fen → 0.03 CNY | 5 yuan 5 jiao → 5.5 CNY | 5 yuan 50 → 5.5 CNY | dollars five → 5 USD
a buck twenty → 1.2 USD | $20 / 2 people → 20 USD | $20/mo x 12 → 240 USD | claude 3 100 bucks → 100 USD
iphone 15 999 usd → 999 USD | 5 hundred fifty dollars → 550 USD | $1/day → 1 USD
$50 per person per month → 50 USD | $5/hr → 5 USD | $5 an hour → 5 USD | 5 bucks an hour → 5 USD
5 bucks apiece → 5 USD | 5 bucks every month → 5 USD | every month 5 bucks → 5 USD | monthly $5 → 5 USD
$5 monthly → 5 USD | $60/yr → 60 USD | 6 yuan → 6 CNY | 12 kuai → 12 CNY | 18 dollars → 18 USD
forty bucks → 40 USD | $30.00/mo → 30 USD | $9.99/month → 9.99 USD | $4.25 each → 4.25 USD | $2 per call → 2 USD
$2 per 3 months → 2 USD
"""

NUMBERS = """
2k → 2000 | 2K → 2000 | 3k5 → 3500 | 2w → 20000 | 2W → 20000 | 2w5 → 25000 | .5 → 0.5 | 0.5 → 0.5
five grand → 5000 | 2.5 million → 2500000 | half a million → 500000 | 10k → 10000 | 10 k → 10000 | 1,250 → 1250
1,250.50 → 1250.5 | 1 250 → 1250 | 1 250 000.5 → 1250000.5 | 1'250 → 1250 | 1’250.75 → 1250.75 | 1250.5 → 1250.5
1.234 → 1.234 | 1.50 → 1.5 | +20 → 20 | "12.5" → 12.5 | **20** → 20 | 1k*3 → 3000 | 20- → 20 | 20* → 20
1.234.567,89 → 1234567.89 | 1.234,56 → 1234.56 | 999999999999999 → 999999999999999 | give me 100 → 100
100 → 100 | 100 please → 100 | 5 → 5 | 1,000 → 1000 | 10,000 → 10000 | 1,000,000 → 1000000 | １ ０００ → 1000
1 000 → 1000 | 0.5k → 500 | .5k → 500 | 0.5m → 500000 | 1.5 mil → 1500000 | 3 thousand → 3000 | 10 grand → 10000
ten grand → 10000 | a grand → 1000 | forty-two → 42 | one → 1 | eleven → 11 | eighty → 80 | five → 5
hundred → 100 | a hundred → 100 | 3 apples → 3 | 4090 → 4090 | order 25 → 25 | 10086 → 10086 | 95588 → 95588
2024 → 2024 | gpt-5 5 → 5 | o3 20 → 20 | 1 000,50 → 1000.5 | 5'000 → 5000 | vitamin c 20 → 20
3 hundred and fifty → 350 | 1 → 1 | 1. → 1 | 1, → 1 | 50 per person → 50 | lunch (20) → 20 | 5 lakh → 500000
5 thousands → 5000 | 6502530000 → 6502530000 | 12'345.67 → 12345.67 | ٤٥ دولار → 45 | 6m → 6000000
gpt-4 x 20 → 20 | 20 and a half → 20.5 | bought at 12.5 → 12.5 | bought at 50 → 50
"""


@pytest.mark.parametrize(("text", "answer"), cases(SIGNS))
def test_signs_and_codes(text: str, answer: str) -> None:
    """A sign or code stands on either side, with or without a blank; quotes and full stops are no part of it."""
    assert short(read_amount(text)) == answer


@pytest.mark.parametrize(("text", "answer"), cases(WORDS))
def test_words_for_money(text: str, answer: str) -> None:
    """Words for money, small change and what the amount is for each."""
    assert short(read_amount(text)) == answer


@pytest.mark.parametrize(("text", "answer"), cases(NUMBERS))
def test_numbers_without_a_currency(text: str, answer: str) -> None:
    """Groups, decimals and scales; a bare number has no currency."""
    assert short(read_amount(text)) == answer
