"""What people type, each with its one right answer: plain forms, sentences, and what is no amount."""

from __future__ import annotations

import pytest

from bot.core.amounts import read_amount
from tests.core.amount_cases import cases, short

ENGLISH = """
$1 → 1 USD | $ 99 → 99 USD | $0.5 → 0.5 USD | $.75 → 0.75 USD | $12,345.67 → 12345.67 USD
12,345.67 USD → 12345.67 USD | 19.99$ → 19.99 USD | 19.99 $ → 19.99 USD | US$ 1,000 → 1000 USD
USD1,000.50 → 1000.5 USD | usd 0.02 → 0.02 USD | 1usd → 1 USD | 15 Dollars → 15 USD | DOLLARS 15 → 15 USD
fifteen dollars → 15 USD | Twenty-One Bucks → 21 USD | twenty one bucks → 21 USD | ninety nine cents → 0.99 USD
one cent → 0.01 USD | ¢5 → 0.05 USD | 5¢ → 0.05 USD | 65 cents → 0.65 USD | 65 US cents → 0.65 USD
3 dollars 5 cents → 3.05 USD | 3 dollars and 5 cents → 3.05 USD | $3 and 5 cents → 3.05 USD
one dollar and a half → 1.5 USD | one and a half dollars → 1.5 USD | two and a half bucks → 2.5 USD
half a buck → 0.5 USD | a hundred bucks → 100 USD | one hundred and one dollars → 101 USD
three hundred fifty dollars → 350 USD | a thousand two hundred dollars → 1200 USD | twelve hundred dollars → 1200 USD
two thousand twenty six dollars → 2026 USD | nine hundred ninety-nine thousand dollars → 999000 USD
1.2 million dollars → 1200000 USD | $1.2 million → 1200000 USD | $1.2mm → 1200000 USD | $1.2M → 1200000 USD
$3 billion → 3000000000 USD | $2B → 2000000000 USD | $5 grand → 5000 USD | 2.5K → 2500 | 0.5k usd → 500 USD
15K RMB → 15000 CNY | 15k yuan → 15000 CNY | 10w → 100000 | 1.2w → 12000 | 2m rmb → 2000000 CNY | ¥2m → 2000000 CNY
RMB2,000 → 2000 CNY | rmb 2000.5 → 2000.5 CNY | 2000 RMB → 2000 CNY | 2000.00rmb → 2000 CNY | CNY 45 → 45 CNY
45 CNY → 45 CNY | 45cny → 45 CNY | CN¥45 → 45 CNY | CN￥45 → 45 CNY | RMB¥45 → 45 CNY | 45 yuan → 45 CNY
forty-five yuan → 45 CNY | forty five kuai → 45 CNY | 5 kuai 5 mao → 5.5 CNY | 3 mao → 0.3 CNY | 45 renminbi → 45 CNY
¥45.50 → 45.5 CNY | ¥ 45.5 → 45.5 CNY | 45.5¥ → 45.5 CNY | 45.5￥ → 45.5 CNY | ￥1,234 → 1234 CNY
１００ＵＳＤ → 100 USD | ＄１００ → 100 USD | ￥１００ → 100 CNY | 12 500.75 → 12500.75 | 1'000 → 1000
1’000’000 → 1000000 | 100,000 → 100000 | 1234567.89 → 1234567.89 | 0.001 → 0.001 | 0.000001 usd → 0.000001 USD
5. → 5 | 1,250 dollars → 1250 USD | 7.125 → 7.125 | 1.500 → 1.5 | 1.000 usd → 1 USD | seventeen → 17
three hundred → 300 | one hundred twenty → 120 | [$20] → 20 USD | $20!!! → 20 USD | 20 bucks? → 20 USD
$20, please → 20 USD | 20 bucks pls → 20 USD | 1w5 → 15000 | 12+3 → 15 | 12.5+3.5 usd → 16 USD | $5 + $3 → 8 USD
$5+3 → 8 USD | 20 * 3 usd → 60 USD | $20*12 → 240 USD | $0.002 x 1000 → 2 USD | 20 times 3 dollars → 60 USD
1+2+3 usd → 6 USD | $1.5+$2.5+$3 → 7 USD | 12.5 + 3 = 15.5 → 15.5 | $20/month → 20 USD | 20 usd monthly → 20 USD
$200/yr → 200 USD | $5/day → 5 USD | $0.75 per million tokens → 0.75 USD | $0.75/M → 0.75 USD
$0.75/1M tokens → 0.75 USD | $0.75/MTok → 0.75 USD | $2.50 / 1M input tokens → 2.5 USD | $3 per 1000 calls → 3 USD
$10 each → 10 USD | $15 per person → 15 USD | around 20 dollars → 20 USD | roughly fifty bucks → 50 USD
$20 or so → 20 USD | 20ish bucks → 20 USD | spent $4.20 on gpt-5.4 today → 4.2 USD
i paid 30 bucks for credits yesterday → 30 USD | just topped up 50 usd → 50 USD | topped up $5 at 10:30 → 5 USD
my limit is $100 → 100 USD | set limit to 200 rmb → 200 CNY | set my budget to 50 dollars a month → 50 USD
budget 75 → 75 | raise my budget to $120 → 120 USD | what's 50 dollars in yuan → 50 USD
how many yuan is 5 usd → 5 USD | how many dollars is 500 rmb → 500 CNY | convert 300 rmb to usd → 300 CNY
convert ¥300 into dollars → 300 CNY | 100 usd = ? rmb → 100 USD | 100 USD in CNY please → 100 USD
usd 100 to cny → 100 USD | $100 in rmb? → 100 USD | 10k rmb to dollars → 10000 CNY | on nov 20 i spent $8 → 8 USD
$8 on 2026-11-20 → 8 USD | 11/20: $8 → 8 USD | at 3pm I paid $8 → 8 USD | gpt-5.4-mini cost me $3 → 3 USD
o3 cost $2.50 → 2.5 USD | 4o-mini: $0.40 → 0.4 USD | used 12k tokens for $0.03 → 0.03 USD
12k tokens cost 3 cents → 0.03 USD | 500 requests cost me 2 dollars → 2 USD | bought 2 keys for $30 → 30 USD
20% off, so $16 → 16 USD | $16 (20% off) → 16 USD | paid $16 incl. 10% tax → 16 USD | lunch 12.50 → 12.5
coffee $4.5 → 4.5 USD | $4.5 coffee → 4.5 USD | hosting 8 usd → 8 USD | chatgpt plus 20 usd → 20 USD
chatgpt plus $20 → 20 USD | claude pro 20 dollars → 20 USD | gpt 5 cost 20 dollars → 20 USD | gpt-5 $20 → 20 USD
spent another 3.5 → 3.5 | I owe you five dollars → 5 USD | that's 3 bucks more → 3 USD | order #12345 $20 → 20 USD
invoice 2024-001: $35.00 → 35 USD | room 12, $90 → 90 USD | call me at 555-1234 about $20 → 20 USD
tier 3 costs $100 → 100 USD | version 2.5 costs $10 → 10 USD | paid 3 times $10 → 30 USD | 1 234,56 → 1234.56
429 → 429 | USD/CNY 7.12 → 7.12 | ٥٠ → 50 | ५०० → 500 | ໕໐ → 50 | 𝟝𝟘 usd → 50 USD | 𝟓𝟎 → 50
paid 20 for 2 months → 20 | paid $20 for 2 months → 20 USD | paid $20 for two months of plus → 20 USD
3 months at $20 → 20 USD | 12 x 20 usd a month → 240 USD | $20 for 1M tokens → 20 USD | 1M tokens for $20 → 20 USD
2M input tokens and 500k output tokens cost $3.4 → 3.4 USD | spent 5 on o3 → 5 | spent 5 on gpt 4.1 → 5
5 for lunch → 5 | lunch for 5 → 5 | 2 coffees 9 dollars → 9 USD | two coffees, nine dollars → 9 USD
one coffee 4 usd → 4 USD | at 9am spent 20 → 20 | 9:30 20 usd → 20 USD | 20 usd 9:30 → 20 USD
2026-11-20 20 usd → 20 USD | 20.11.2026 30 usd → 30 USD | Nov 20, 2026: $15.00 → 15 USD | 20 Nov 15 usd → 15 USD
15 usd on 20 Nov → 15 USD | 15 usd on the 20th → 15 USD | the 20th: 15 usd → 15 USD | 15 usd, 3rd time → 15 USD
in 2026 I spent $300 → 300 USD | since 2025 $300 → 300 USD | 300 in 2026 → 300 | top up 50 → 50 | topup 50usd → 50 USD
50 top up → 50 | recharge $5.00 → 5 USD | charge me $5 at most → 5 USD | max $20 → 20 USD | limit: 20 → 20
limit=20usd → 20 USD | price:$20 → 20 USD | cost=$0.0023 → 0.0023 USD | $0.0023/call → 0.0023 USD
$0.0000015 per token → 0.0000015 USD | 0.15 cents per call → 0.0015 USD | $20,000.0 → 20000 USD
$20 000,50 → 20000.5 USD | $20.000,50 → 20000.5 USD | 20.- usd → 20 USD | 20,- usd → 20 USD | $20-- → 20 USD
+$20 → 20 USD | $+20 → 20 USD | ++20 → 20 | =20 → 20 | =20+5 → 25 | 20= → 20 | 20+5= → 25 | 20+5=? → 25
20+ 5 usd → 25 USD | 20 +5 usd → 25 USD | 20 plus tax → 20 | 20 plus 5 dollars → 25 USD | $50 - 5% → 50 USD
50 x 1.1 → 55 | $50 x 7.1 → 355 USD | rate 7.1 → 7.1 | USDCNY 7.1 → 7.1 | rmb to usd 500 → 500 CNY
100 rmb usd → 100 CNY | $100 -> rmb → 100 USD | $100=>¥ → 100 USD | $100 = ¥? → 100 USD | 100$=?¥ → 100 USD
¥? = $100 → 100 USD | how many rmb for $100 → 100 USD | how many rmb is a hundred dollars → 100 USD
how many dollars do I get for 500 yuan → 500 CNY | what do i get for 500 kuai in dollars → 500 CNY
500 kuai to bucks → 500 CNY | 20 bucks in kuai → 20 USD | half a grand → 500 | ten k → 10000 | 10 K → 10000
10 k usd → 10000 USD | $ 10 k → 10000 USD | $10 thousand → 10000 USD | 10 thousand → 10000 | 10thousand → 10000
ten thousand → 10000 | 10,000k → 10000000 | 1.5 mil usd → 1500000 USD | $1.5MM → 1500000 USD | $5mn → 5000000 USD
5mm usd → 5000000 USD | $1.5bn → 1500000000 USD | $1trillion → 1000000000000 USD | 1 trillion usd → 1000000000000 USD
$1500 million → 1500000000 USD | five hundred → 500 | five-hundred → 500
five hundred and fifty-five point five → 555.5 | five point five → 5.5 | one hundred fifty → 150
eleven hundred → 1100 | a hundred fifty → 150 | a hundred and a half → 100.5 | ten cents → 0.1 USD | ten c → 0.1 USD
10 ct → 10 | 2 bits → 2 | bucks 20 → 20 USD | bux 20 → 20 | 20 bux → 20 | 20 dollas → 20 | 20 dollors → 20
20 doller → 20 | 20 dolars → 20 | 20 US → 20 | 20 us$ → 20 USD | 20 dollars us → 20 USD | 20 dollars usd → 20 USD
20 dollars American → 20 USD | 20 USD dollars → 20 USD | 20 $ usd → 20 USD | 20 cn → 20 | 20 yuans → 20
20 yuan rmb → 20 CNY | 20 rmb yuan → 20 CNY | 20 kuai qian → 20 CNY | 20 quai → 20 | 20 kuais → 20
20 ren min bi → 20 | 20 ¥ RMB → 20 CNY | 199/year → 199 | 199 yearly → 199 | $0.002/1k → 0.002 USD
$0.002 / 1K tokens → 0.002 USD | pay 45 bucks for gpt-5.4 credits → 45 USD | gpt-5.4-mini used 1.8 usd → 1.8 USD
claude opus 4 cost me 12 dollars → 12 USD | set it to 1.5k rmb → 1500 CNY | limit 1,000 yuan → 1000 CNY
cap at 30 usd please → 30 USD | not more than 30 usd → 30 USD | budget: $30/month → 30 USD
budget $30 for november → 30 USD | budget 30 for nov → 30 | spent $1.20 (gpt-5) → 1.2 USD | spent 1.20$ → 1.2 USD
spent USD1.20 on o4-mini → 1.2 USD | spent ¥12.8 on embeddings → 12.8 CNY | another 2 bucks on whisper → 2 USD
bill was $13.37 → 13.37 USD | my bill: 13.37 → 13.37 | the invoice says US$13.37 → 13.37 USD
got charged twice, $5 each → 5 USD | refund of 10 dollars → 10 USD | refunded ten bucks → 10 USD
it's like five bucks → 5 USD | 5 bucks lol → 5 USD | five usd :) → 5 USD | $5 :-) → 5 USD | $5 😀 → 5 USD
*5* usd → 5 | 5 <b>usd</b> → 5 | 5m → 5000000 | week 47 → 47 | 2x4 → 8 | 1080 x 1920 → 2073600 | temperature 0.7 → 0.7
top_p 0.9 → 0.9 | max_tokens=4096 → 4096 | context 128k → 128000 | rpm 500 → 500 | http 429 → 429 | code 200 → 200
ISO 9001 → 9001 | 4K → 4000 | user 7 → 7 | 1.999,00 → 1999 | 1.999,00 rmb → 1999 CNY | 10.000 → 10
10.000 usd → 10 USD | 5, → 5 | .5. → 0.5 | 5.. → 5 | 1’234,5 → 1234.5 | １．５ → 1.5 | １，５００ → 1500
5,000,000.00 → 5000000 | 50,000.123 → 50000.123 | sqrt(4) → 4 | 5! → 5 | 5!!! → 5
0.00000000001 usd → 0.00000000001 USD | 999,999,999,999,999.99 usd → 999999999999999.99 USD
$1,000,000,000,000 → 1000000000000 USD | 500k → 500000 | 1b usd → 1000000000 USD | RMB 1w → 10000 CNY
¥1.2w → 12000 CNY | $1w → 10000 USD | $3w5 → 35000 USD | 6k6 → 6600 | 30 kuai qian → 30 CNY | 30yuan → 30 CNY
30 Yuan → 30 CNY | 30 RMB yuan → 30 CNY | cny30 → 30 CNY | 30 bucks usd → 30 USD | 30bucks → 30 USD
30cents → 0.3 USD | 30 c → 0.3 USD | 30c → 0.3 USD | 30¢ → 0.3 USD | 30 us cents → 0.3 USD | 1 buck → 1 USD
1 buck 50 → 1.5 USD | 2 bucks 75 → 2.75 USD | two dollars ten → 2.1 USD | two dollars and ten cents → 2.1 USD
twenty dollars and ninety-nine cents → 20.99 USD | a hundred and fifty dollars → 150 USD
a thousand and one dollars → 1001 USD | two hundred and fifty thousand yuan → 250000 CNY
two and a half thousand → 2500 | two and a half thousand dollars → 2500 USD | one point five million → 1500000
one point two five dollars → 1.25 USD | half a dozen bucks → 6 USD | a million bucks → 1000000 USD
a billion usd → 1000000000 USD | 50 thousand yuan → 50000 CNY | 50 hundred → 5000 | $50 thousand → 50000 USD
$50 hundred → 5000 USD | $fifty → 50 USD | usd fifty → 50 USD | fifty$ → 50 USD | fifty USD → 50 USD | 7w → 70000
￥128 → 128 CNY | ¥9,999.90 → 9999.9 CNY | CN¥1,280.50 → 1280.5 CNY | RMB 199.9 → 199.9 CNY | 720rmb → 720 CNY
$48.20 → 48.2 USD | $ 2,345.67 → 2345.67 USD | 90$ → 90 USD | USD 31.5 → 31.5 USD | US$19 → 19 USD
62 dollars → 62 USD | eighty bucks → 80 USD | six hundred dollars → 600 USD | ¢60 → 0.6 USD
8 dollars and 15 cents → 8.15 USD | thirty dollars ninety → 30.9 USD | $3.8k → 3800 USD | 1.9K usd → 1900 USD
7m → 7000000 | $18.00/mo → 18 USD | $7.25 each → 7.25 USD | ‘$ 3 750.25’ → 3750.25 USD
convert 85 usd to cny → 85 USD | how much is 920 rmb in dollars → 920 CNY | bump my budget to $130 → 130 USD
paid 6.75 for storage → 6.75 | 3,600 laptop → 3600 | 3.1416 → 3.1416 | 4.567.890,12 → 4567890.12 | ٦٧ → 67
about 35 bucks → 35 USD | my spend so far: $27.43 → 27.43 USD | budget = 250 rmb → 250 CNY
20 usd + 5 usd fee → 25 USD | refund $12.40 please → 12.4 USD
"""

CHINESE = """
3W块 → 30000 CNY | １００．５元 → 100.5 CNY | 『20块』 → 20 CNY | 【100元】 → 100 CNY | 1元 → 1 CNY | 100块 → 100 CNY
100块钱 → 100 CNY | 十块 → 10 CNY | 十块钱 → 10 CNY | 两块 → 2 CNY | 两块五 → 2.5 CNY | 二十块五毛 → 20.5 CNY
二十块五 → 20.5 CNY | 9块9毛 → 9.9 CNY | 九块九毛九 → 9.99 CNY | 99块8毛8 → 99.88 CNY | 五毛 → 0.5 CNY
五角 → 0.5 CNY | 3分 → 0.03 CNY | 三分钱 → 0.03 CNY | 一元五角 → 1.5 CNY | 1元5角 → 1.5 CNY | 1元5角3分 → 1.53 CNY
三元三角三分 → 3.33 CNY | 十元零五分 → 10.05 CNY | 一百元 → 100 CNY | 一百零五元 → 105 CNY | 一百五十元 → 150 CNY
一百五 → 150 | 一百五十 → 150 | 一千二 → 1200 | 一千零二十 → 1020 | 一千零二 → 1002 | 两千 → 2000
两千两百块 → 2200 CNY | 二千二百元 → 2200 CNY | 三万 → 30000 | 三万元 → 30000 CNY | 三万五千块 → 35000 CNY
三万零五百 → 30500 | 十五万 → 150000 | 一百万 → 1000000 | 一百二十万 → 1200000 | 一百二十万美元 → 1200000 USD
一千万 → 10000000 | 一亿 → 100000000 | 1亿 → 100000000 | 1.5亿 → 150000000 | 1亿5 → 150000000 | 3千 → 3000
3千块 → 3000 CNY | 3百块 → 300 CNY | 5百 → 500 | 2万 → 20000 | 2万块 → 20000 CNY | 2万5千 → 25000
2万5千元 → 25000 CNY | 2万五 → 25000 | 2.5万元 → 25000 CNY | 2.5 万 → 25000 | 2.5 万 元 → 25000 CNY
5 万块 → 50000 CNY | 10万刀 → 100000 USD | 十刀 → 10 USD | 二十刀 → 20 USD | 20 刀 → 20 USD | 20.5刀 → 20.5 USD
二十美元 → 20 USD | 20美元 → 20 USD | 美元20 → 20 USD | 美金 20 → 20 USD | 20美金 → 20 USD | 20块美金 → 20 USD
20元美金 → 20 USD | 20块美元 → 20 USD | 二十五块美金 → 25 USD | 50美分 → 0.5 USD | 五十美分 → 0.5 USD
3美元50美分 → 3.5 USD | 100人民币 → 100 CNY | 100 块人民币 → 100 CNY | 100块人民币 → 100 CNY | 一百块人民币 → 100 CNY
100元人民币 → 100 CNY | 人民币100 → 100 CNY | 人民币100元 → 100 CNY | 人民币壹佰元整 → 100 CNY
人民币：100元 → 100 CNY | RMB一百 → 100 CNY | 100软妹币 → 100 CNY | ￥100元 → 100 CNY | ¥100块 → 100 CNY
$100美元 → 100 USD | 贰万元整 → 20000 CNY | 叁拾元 → 30 CNY | 壹仟零伍拾元整 → 1050 CNY | 伍角整 → 0.5 CNY
一块半 → 1.5 CNY | 两块半 → 2.5 CNY | 半刀 → 0.5 USD | 零点五元 → 0.5 CNY | 零点零五美元 → 0.05 USD
三点五元 → 3.5 CNY | 一点二万 → 12000 | 二百五 → 250 | 二百五十块 → 250 CNY | 五十塊錢 → 50 CNY | 一百二十圓 → 120 CNY
100塊美金 → 100 USD | 100圆 → 100 CNY | 1k刀 → 1000 USD | 2k块 → 2000 CNY | 1w5块 → 15000 CNY | 2百5 → 250
1百2十 → 120 | 一块二毛五 → 1.25 CNY | 1块2毛5 → 1.25 CNY | 1块2毛5分 → 1.25 CNY | 0.5元 → 0.5 CNY | 0.8刀 → 0.8 USD
5刀+3刀 → 8 USD | 5块加3块5 → 8.5 CNY | 20刀*12 → 240 USD | 20刀×12个月 → 240 USD | 20刀乘3 → 60 USD
30+20块 → 50 CNY | 30块+20块 → 50 CNY | 一百加五十 → 150 | 一百块加二十块 → 120 CNY | 3*20刀 → 60 USD
三个20刀 → 20 USD | 每个月20刀 → 20 USD | 月付20刀 → 20 USD | 20块/天 → 20 CNY | 每天20块 → 20 CNY
一年200刀 → 200 USD | 每年200美元 → 200 USD | 每百万token 3刀 → 3 USD | 3刀/百万token → 3 USD | 3刀/百万 token → 3 USD
每1M token $3 → 3 USD | 每百万 token 2.5 美元 → 2.5 USD | 一百万token三块 → 3 CNY | 每次5分钱 → 0.05 CNY
一次5毛 → 0.5 CNY | 9块9包邮 → 9.9 CNY | 10刀一个 → 10 USD | 15块一位 → 15 CNY | 大概20刀 → 20 USD
大约二十美元 → 20 USD | 差不多一百块 → 100 CNY | 100块左右 → 100 CNY | 一百块上下 → 100 CNY | 20刀吧 → 20 USD
也就20块吧 → 20 CNY | 昨天用了3.5刀 → 3.5 USD | 刚充了50美元 → 50 USD | 充值100元 → 100 CNY | 充100 → 100
我要充20刀 → 20 USD | 给我设个100刀的限额 → 100 USD | 每月预算300块 → 300 CNY | 预算500 → 500
限额改为80美元 → 80 USD | 限额设成一百五 → 150 | 100刀等于多少人民币 → 100 USD | 100刀多少钱 → 100 USD
100美元换成人民币 → 100 USD | 100人民币换多少美元 → 100 CNY | 500块能换多少美金 → 500 CNY | 500块换成刀 → 500 CNY
一千块是几刀 → 1000 CNY | 午饭25 → 25 | 午饭25块 → 25 CNY | 打车花了18块6 → 18.6 CNY | 买了杯咖啡32 → 32
11月20日花了8块 → 8 CNY | 11月20号花了8刀 → 8 USD | 20号花了8刀 → 8 USD | 下午3点付了20块 → 20 CNY
3点半付了20块 → 20 CNY | gpt-5.4用了3刀 → 3 USD | 用gpt-5.4-mini花了0.3刀 → 0.3 USD | o3花了2刀 → 2 USD
4o花了2美元 → 2 USD | 调了500次花了2刀 → 2 USD | 12k token花了3分钱 → 0.03 CNY | 一百万token要3刀 → 3 USD
打八折后80块 → 80 CNY | 80块（打八折） → 80 CNY | 便宜20% 花了80块 → 80 CNY | 会员20刀一个月 → 20 USD
plus会员 20美金 → 20 USD | 第3次充值 50刀 → 50 USD | 房租3000 → 3000 | 房租三千五 → 3500 | 工资一万二 → 12000
欠我五十块 → 50 CNY | 再加20块 → 20 CNY | 又花了5块 → 5 CNY | 一共花了一百二十八块五 → 128.5 CNY | 总共35刀 → 35 USD
付了两百 → 200 | 付了200整 → 200 | 退了我30块 → 30 CNY | 代充要400块 → 400 CNY | 上限一万块 → 10000 CNY
最多花50刀 → 50 USD | 不超过50刀 → 50 USD | 一二三 → 123 | 二〇二六 → 2026 | 20上下刀 → 20 | 小二百 → 200
块八毛 → 0.8 CNY | 20刀加税 → 20 USD | 500块手续费3% → 500 CNY | 500块 手续费 3% → 500 CNY | 50刀*7.1 → 355 USD
50*7.1块 → 355 CNY | 汇率7.1 → 7.1 | 人民币兑美元 500 → 500 CNY | 美元换人民币 100 → 100 USD
100 美元 人民币 → 100 USD | 100刀 rmb → 100 USD | 20元rmb → 20 CNY | 20 块 rmb → 20 CNY | 20块usd → 20 USD
20块刀 → 20 USD | 20元刀 → 20 USD | 15分钱 → 0.15 CNY | 15分 → 0.15 CNY | 3块零5分 → 3.05 CNY | 3块零5 → 3.05 CNY
3块05 → 3.05 CNY | 3块50 → 3.5 CNY | 3块5毛5 → 3.55 CNY | 3块55 → 3.55 CNY | 3块5毛5分 → 3.55 CNY | 3块5分 → 3.05 CNY
3元50 → 3.5 CNY | 3 块 5 毛 → 3.5 CNY | 三块 五毛 → 3.5 CNY | 三块五毛钱 → 3.5 CNY | 三块五角 → 3.5 CNY
三块五美元 → 3.5 USD | 三元五角整 → 3.5 CNY | 五元整 → 5 CNY | 5元整 → 5 CNY | 5 元整 → 5 CNY | 100整 → 100
一百整 → 100 | 一百块整 → 100 CNY | 整100 → 100 | 一百元正 → 100 CNY | 人民币一千二百三十四元五角六分 → 1234.56 CNY
壹万贰仟叁佰肆拾伍元陆角柒分 → 12345.67 CNY | 壹亿元 → 100000000 CNY | 伍万伍仟元整 → 55000 CNY | 零元伍角 → 0.5 CNY
捌佰 → 800 | 壹拾元 → 10 CNY | 一十元 → 10 CNY | 十一块一 → 11.1 CNY | 十一块一毛一 → 11.11 CNY
一百一十一块一 → 111.1 CNY | 一千一百一十一 → 1111 | 一万一千 → 11000 | 一万一 → 11000 | 一万零一百 → 10100
一万零一百一 → 10110 | 十万零五百块 → 100500 CNY | 两万两千两百二十二块二 → 22222.2 CNY | 二百万 → 2000000
两百五十万块 → 2500000 CNY | 1百万 → 1000000 | 1百万美金 → 1000000 USD | 100万刀 → 1000000 USD | 1千万 → 10000000
1000万元 → 10000000 CNY | 1,000万 → 10000000 | 1.2亿元 → 120000000 CNY | 一亿二千三百万 → 123000000
一万亿 → 1000000000000 | 十万亿 → 10000000000000 | 100万亿 → 100000000000000 | 一个亿 → 100000000 | 两个亿 → 200000000
1个w → 10000 | 三个w → 30000 | 1.5个w → 15000 | 5个W块 → 50000 CNY | 两张(200) → 200 | 一块五一个 → 1.5 CNY
5块一个 → 5 CNY | 10块3个 → 10 CNY | 10块钱3斤 → 10 CNY | 一块二一次 → 1.2 CNY | 一刀一次 → 1 USD | 一人20块 → 20 CNY
每人20 → 20 | 人均50块 → 50 CNY | 一天20 → 20 | 一天5刀 → 5 USD | 5刀一天 → 5 USD | 一周35刀 → 35 USD
三个月60刀 → 60 USD | 60刀3个月 → 60 USD | 半年120刀 → 120 USD | 半个月10刀 → 10 USD | 一年半200刀 → 200 USD
年付199 → 199 | 199/年 → 199 | 9.9/月 → 9.9 | 9.9一个月 → 9.9 | 9.9包月 → 9.9 | 每次9毛9 → 0.99 CNY
千字3分 → 0.03 CNY | 每千字3分钱 → 0.03 CNY | 每千token 0.002刀 → 0.002 USD | 0.002刀/千token → 0.002 USD
0.002刀/1k tokens → 0.002 USD | 预算设为每月60刀 → 60 USD | 把限额调到两百五十块 → 250 CNY
这个月已经用了8.4刀 → 8.4 USD | 本月花费 ¥128.50 → 128.5 CNY | 这次充值 ¥73 → 73 CNY | 今天 gpt-6 花了两块三 → 2.3 CNY
昨天的o3账单是4.75美元 → 4.75 USD | 昨晚8点花了3刀 → 3 USD | 早上9点半花了三块钱 → 3 CNY | 11/20 花了 5 刀 → 5 USD
2026年11月20日 充值20美元 → 20 USD | 20号充了20刀 → 20 USD | 充了5次,一共25刀 → 25 USD | 5个人一共150块 → 150 CNY
两个账号共40刀 → 40 USD | 跑了3小时花了1.2刀 → 1.2 USD | 30分钟花了5毛 → 0.5 CNY | 3000字花了8分钱 → 0.08 CNY
1k tokens 花 0.002 美元 → 0.002 USD | 百万token 4.5刀 → 4.5 USD | 每百万输出token 10美元 → 10 USD
打5折后是50刀 → 50 USD | 涨了10%到55刀 → 55 USD | 手机13812345678,转50块 → 50 CNY | QQ 12345678 转我20元 → 20 CNY
尾号1234的卡扣了35.6元 → 35.6 CNY | 卡尾号 8888 扣款 $5.34 → 5.34 USD | 第2单 15块 → 15 CNY | 版本5.4 价格 2刀 → 2 USD
周五花了6块 → 6 CNY | 周一到周五花了60块 → 60 CNY | 12月份账单 88.8元 → 88.8 CNY | 去年花了三千二 → 3200
2025年花了三千二 → 3200 | 我有100 → 100 | 余额 3.21 → 3.21 | 余额还剩 3.21 刀 → 3.21 USD | 多扣了3块4 → 3.4 CNY
值不值20刀 → 20 USD | 能不能只充3刀 → 3 USD | 最低充5刀吗 → 5 USD | 5刀够吗 → 5 USD | 5刀够不够用一个月 → 5 USD
一刀能用多久 → 1 USD | 一块钱能买多少token → 1 CNY | 一块美金换几块人民币 → 1 USD | 一美元多少人民币 → 1 USD
1刀几块 → 1 USD | 1美金等于几块钱 → 1 USD | 😀5刀 → 5 USD | 5 刀！！ → 5 USD | 5刀~ → 5 USD | 5刀… → 5 USD
5刀吗？ → 5 USD | ≈5刀 → 5 USD | ±5刀 → 5 USD | 九百九十九万亿 → 999000000000000 | 五十 → 50 | 两千零五十 → 2050
两千零五 → 2005 | 两千五百 → 2500 | 两千五百五 → 2550 | 二千五百五十五 → 2555 | 九千九 → 9900
九千九百九十九块九毛九 → 9999.99 CNY | 一百零一块一 → 101.1 CNY | 十二块零五 → 12.05 CNY | 二十二块二毛二 → 22.22 CNY
八毛八 → 0.88 CNY | 一分 → 0.01 CNY | 两美分 → 0.02 USD | 十美分 → 0.1 USD | 一美分 → 0.01 USD | 25 美分 → 0.25 USD
三美刀 → 3 USD | 三十五美刀 → 35 USD | 十五点五刀 → 15.5 USD | 六点六块 → 6.6 CNY | 零点三刀 → 0.3 USD
半块美金 → 0.5 USD | 一块半美金 → 1.5 USD | 三十块零五美金 → 30.05 USD | 两万刀 → 20000 USD | 两万二美金 → 22000 USD
3万5千刀 → 35000 USD | 1.25万 → 12500 | 12.5w块 → 125000 CNY | 1w刀 → 10000 USD | 1.5w美金 → 15000 USD
1m美金 → 1000000 USD | 2k人民币 → 2000 CNY | 2.2k元 → 2200 CNY | 6k6块 → 6600 CNY | 壹万元 → 10000 CNY
叁万伍仟元整 → 35000 CNY | 贰佰伍拾元 → 250 CNY | 柒角伍分 → 0.75 CNY | 兩千五百塊 → 2500 CNY | 三萬 → 30000
五角錢 → 0.5 CNY | 美金三十元 → 30 USD | 美金30元 → 30 USD | 美元三十块 → 30 USD | 人民币三十块 → 30 CNY
人民幣五十元 → 50 CNY | rmb三十块 → 30 CNY | usd三十 → 30 USD | $三十 → 30 USD | ¥三十 → 30 CNY | ￥三千 → 3000 CNY
三十usd → 30 USD | 三十rmb → 30 CNY | 三十 dollars → 30 USD | thirty 块 → 30 CNY | 88元 → 88 CNY
一千五百元 → 1500 CNY | 九百九 → 990 | 七百零二 → 702 | 五万八 → 58000 | 6.8万 → 68000 | 9万块 → 90000 CNY
12k块 → 12000 CNY | 5万6 → 56000 | 3千2 → 3200 | 65刀 → 65 USD | 28美刀 → 28 USD | 四十五美金 → 45 USD
三百块美金 → 300 USD | 六十块 → 60 CNY | 七块七 → 7.7 CNY | 4块9 → 4.9 CNY | 23块6毛 → 23.6 CNY | 六分钱 → 0.06 CNY
三十块零八分 → 30.08 CNY | ８８８元 → 888 CNY | ３，６００元 → 3600 CNY | 人民币三千六 → 3600 CNY | 85 人民币 → 85 CNY
柒佰元整 → 700 CNY | 玖仟伍佰元整 → 9500 CNY | 肆拾陆圆叁角 → 46.3 CNY | 十万元人民币 → 100000 CNY | 三点六万 → 36000
两亿五 → 250000000 | 一亿零五百 → 100000500 | 八萬五千元 → 85000 CNY | 四塊五 → 4.5 CNY | 七十五美分 → 0.75 USD
9美元50美分 → 9.5 USD | 1500块等于多少刀 → 1500 CNY | 把预算改成600块 → 600 CNY | 今天花了四十六块三 → 46.3 CNY
gpt-5.4 用了 1.7 刀 → 1.7 USD | o4-mini 花了 0.35 美元 → 0.35 USD | 20块一个月 → 20 CNY | 每年240刀 → 240 USD
我这个月大概花了两百块 → 200 CNY
"""

NO_AMOUNT = """
a quarter → !no_number | 5 kuai 5 → !several | 00.5 → !malformed | 一个半美元 → !malformed | 港幣100 → !other_currency
新臺幣500 → !other_currency | 廿块 → !no_number | 卅元 → !no_number | 100-20 → !malformed | 100 - 20 usd → !malformed
$100 minus $20 → !negative | 100/3 → !not_money | $100 / 4 → !several | 10^2 → !malformed | (2+3)*4 → !malformed
三五块 → !vague | more than $20 → !vague | over 20 bucks → !vague | at least $20 → !vague | $20+ → !vague
20块以上 → !vague | 不到20块 → !vague | 超过100刀 → !vague | 几块钱 → !vague | 几百块 → !vague | 十几块 → !vague
二十多刀 → !vague | 100多块 → !vague | 好几百 → !vague | a few dollars → !vague | several bucks → !vague
some money → !vague | a couple hundred dollars → !vague | hundreds of dollars → !vague | 不少钱 → !vague
一点钱 → !no_number | 一万日元 → !other_currency | €50 → !other_currency | 50€ → !other_currency
50 eur → !other_currency | 50 euros → !other_currency | £50 → !other_currency | 50 pounds → !other_currency
50 quid → !other_currency | ¥50 jpy → !other_currency | JP¥5000 → !other_currency | 5000円 → !other_currency
5000日元 → !other_currency | 5000 yen → !other_currency | HK$500 → !other_currency | 500港币 → !other_currency
500港元 → !other_currency | 500 hkd → !other_currency | S$30 → !other_currency | SGD 30 → !other_currency
30新币 → !other_currency | A$30 → !other_currency | AUD 30 → !other_currency | C$30 → !other_currency
CAD 30 → !other_currency | NT$300 → !other_currency | 300台币 → !other_currency | 300 twd → !other_currency
300新台币 → !other_currency | ₩5000 → !other_currency | 5000韩元 → !other_currency | 5000 won → !other_currency
₹500 → !other_currency | 500 rupees → !other_currency | ₽500 → !other_currency | 500卢布 → !other_currency
₿0.1 → !other_currency | 0.1 btc → !other_currency | 100u → !other_currency | 100 USDT → !other_currency
100usdt → !other_currency | 100泰达币 → !other_currency | 50澳元 → !other_currency | 50加元 → !other_currency
50英镑 → !other_currency | 50 francs → !other_currency | 50瑞士法郎 → !other_currency | 50泰铢 → !other_currency
50 baht → !other_currency | 50 pesos → !other_currency | R$50 → !other_currency | MX$50 → !other_currency
NZ$50 → !other_currency | kr 50 → !other_currency | 50 zł → !other_currency | 50 aud in usd → !other_currency
100 usd to eur → !other_currency | 把100刀换成欧元 → !other_currency | 0 → !zero | $0 → !zero | 0元 → !zero
$0.00 → !zero | 零块 → !zero | zero dollars → !zero | -5 → !negative | -$5 → !negative | $-5 → !negative
- 5 usd → !negative | minus 5 dollars → !negative | 负5块 → !negative | 负五块 → !negative | −5刀 → !negative
nan → !no_number | NaN usd → !no_number | infinity → !no_number | ∞ → !no_number | $∞ → !no_number | 1e5 → !not_money
1e5 usd → !malformed | 1E-3 → !not_money | 1_000 → !malformed | 1_000 usd → !malformed
1000000000000000000 → !too_large | $9999999999999999 → !too_large | 99999999999999999999元 → !too_large
一百万亿亿 → !malformed | 1.2.3 → !malformed | 1..5 → !malformed | 1,2,3 → !malformed | 1,,000 → !malformed
,500 → !malformed | 1,00,000 → !malformed | 12,34,567 → !malformed | 1.234.567 → !malformed | 1,234,56 → !malformed
1,2345 → !malformed | 1234,567 → !malformed | 12,3456.00 → !malformed | 0,5 → !malformed | 0,50 usd → !malformed
½ → !malformed | $½ → !malformed | ² → !malformed | 5² → !malformed | ① → !malformed | Ⅳ → !malformed
MMXXVI → !no_number | 50% → !not_money | 百分之五十 → !not_money | 五折 → !not_money | 八成 → !not_money
12:30 → !not_money | 12:30:45 → !not_money | 3点半 → !not_money | 三点二十 → !not_money | 2026-11-23 → !not_money
11/23 → !not_money | 11月23日 → !not_money | 2026年 → !not_money | 周五 → !not_money | 13800138000 → !not_money
138-0013-8000 → !not_money | +86 138 0013 8000 → !not_money | (555) 123-4567 → !not_money | gpt-5 → !not_money
gpt-5.4-mini → !not_money | gpt 5.4 → !not_money | o3 → !not_money | o4-mini → !not_money | 4o → !not_money
claude-3.5-sonnet → !not_money | 12000 tokens → !not_money | 一百万token → !not_money | 500次 → !not_money
30天 → !not_money | 128k context → !not_money | 7b → !not_money | 70b model → !not_money | 5 people → !not_money
room 101 → !not_money | iphone 15 → !not_money | v2.5 → !not_money | 1080p → !not_money | 192.168.0.1 → !malformed
127.0.0.1:8080 → !not_money | error 429 → !not_money | #42 → !not_money | @user42 → !not_money
https://x.com/100 → !no_number | abc123 → !not_money | 1a2b → !not_money | hello → !no_number | 你好 → !no_number
¥ → !no_number | 多少钱 → !no_number | how much → !no_number | 百 → !vague | 三四五 → !vague
auto recharge $10 when below $5 → !vague | when balance falls below $5 → !vague | 1/2 dollar → !malformed
$1/2 → !malformed | $1 1/2 → !malformed | 百八十块 → !vague | 五六七块 → !vague | 十来块 → !vague | 百来块 → !vague
一百来块 → !vague | 一百出头 → !vague | 一百多 → !vague | 20出头 → !vague | 将近一百刀 → !vague | 不止20刀 → !vague
20刀不到 → !vague | 20刀不止 → !vague | 一百刀不到 → !vague | 百元 → !vague | 千元 → !vague | 上万块 → !vague
数千元 → !vague | 块把钱 → !no_number | 毛把钱 → !no_number | $20.5.3 → !malformed | $20,000,5 → !malformed
$20.000.50 → !malformed | 2.000 € → !other_currency | $20+tax → !vague | 7.25 + 1.5% → !malformed
7.25加1.5%手续费 → !malformed | $50 + 10% → !malformed | 汇率是7.1，100刀多少人民币 → !malformed | 1刀=7.1 → !several
1:7.1 → !not_money | 7.1:1 → !not_money | usd cny 100 → !malformed | a fiver → !no_number | a tenner → !no_number
$1tn → !malformed | $1T → !malformed | fivehundred dollars → !no_number | five five dollars → !malformed
a dime → !no_number | two quarters → !not_money | penny → !no_number | 5 pence → !other_currency | 5p → !not_money
20us → !not_money | $¥20 → !malformed | 20 cnh → !other_currency | 15分钟 → !not_money | 十五分钟 → !not_money
3块555 → !malformed | 3.5块5 → !malformed | 3块.5 → !malformed | 3块 5 → !several | 三 块 五 → !several
一千万亿 → !too_large | 1000万亿 → !too_large | 20张 → !not_money | 一千个token才几分钱 → !vague
汇率7.2,300块是多少刀 → !malformed | 验证码 482913 → !not_money | 欠费 -3.21 刀 → !negative | 扣了我-5块 → !negative
7块1一刀 → !several | <5 usd → !vague | >5 usd → !vague | ≥5刀 → !vague | 5 million tokens → !not_money
5M tokens → !not_money | 5 m tokens → !not_money | 5 mins → !not_money | 5 min → !not_money | 5min → !not_money
5s → !not_money | 5h → !not_money | 5 hours → !not_money | 5th → !not_money | the 5th of may → !not_money
may 5 → !not_money | 5 may → !not_money | may 5, 2026 → !not_money | Q3 2026 → !not_money | 5pm → !not_money
5 pm → !not_money | at 5 → !not_money | at 17:30 → !not_money | 05:00 → !not_money | 5 o'clock → !not_money
五点 → !not_money | 五点半 → !not_money | 下午五点 → !not_money | 5点 → !not_money | 5月 → !not_money
5月5 → !not_money | 五月五号 → !not_money | 五号 → !not_money | 5号 → !not_money | 二〇二六年 → !not_money
周三 → !not_money | 星期五 → !not_money | 10% → !not_money | 10 percent → !not_money | 10 pct → !not_money
10个百分点 → !not_money | 千分之五 → !not_money | 三分之一 → !not_money | 100% sure → !not_money | 3倍 → !not_money
3x → !not_money | 1920x1080 → !not_money | 1.5x → !not_money | error 500 → !not_money | port 8080 → !not_money
CVE-2024-1234 → !not_money | A4 → !not_money | B2B → !not_money | 3D → !not_money | 5G → !not_money | mp3 → !not_money
win11 → !not_money | python3.11 → !not_money | python 3.11 → !not_money | gpt-4.1-nano → !not_money
gpt4 → !not_money | gpt 4o → !not_money | GPT-5.4 → !not_money | gpt5 → !not_money | o1-preview → !not_money
o3-mini-high → !not_money | claude 3.5 → !not_money | gemini 2.5 pro → !not_money | qwen3-32b → !not_money
deepseek v3 → !not_money | llama-3.1-70b → !not_money | text-embedding-3-small → !not_money | sonnet 4.5 → !not_money
gpt-5.4 mini → !not_money | 5.4-mini → !not_money | 5.4 mini → !not_money | 7 users → !not_money | 3 keys → !not_money
3 把 key → !not_money | 第三 → !not_money | 第3次 → !not_money | no. 5 → !not_money | #5 → !not_money
no 5 → !not_money | 电话 12345678 → !not_money | 订单号 20261120001 → !not_money
身份证 110101199001011234 → !too_large | 6222 0212 3456 7890 → !not_money | 4111 1111 1111 1111 → !not_money
4111-1111-1111-1111 → !not_money | 10.0.0.1 → !malformed | fe80::1 → !not_money | 0,99 → !malformed
1 00 → !malformed | 10 00 → !malformed | 1 0000 → !malformed | 1,234.5.6 → !malformed | 1,234,5 → !malformed
,5 → !malformed | ..5 → !malformed | 1'23 → !malformed | 1'5 → !malformed | 1·5 → !malformed | 1•5 → !malformed
1。5 → !malformed | 0x20 → !zero | 0b1 → !not_money | 1/2 → !not_money | 1÷2 → !malformed | 1e3 usd → !malformed
1.5e3 → !not_money | 5e → !not_money | e5 → !not_money | --5 → !negative | -0 → !negative | +0 → !zero | 0.0 → !zero
.0 → !zero | 0k → !zero | 1000000000000000 → !too_large | minus five → !negative | negative 5 usd → !negative
负两块五 → !negative | 零下5度 → !not_money | 零 → !zero | 〇 → !zero | nil → !no_number | nothing → !no_number
Infinity usd → !no_number | -inf → !no_number | NaN → !no_number | null → !no_number | None → !no_number
true → !no_number | 百五 → !vague | 千二 → !vague | 万三 → !vague | 百分之五美元 → !malformed
五分之一刀 → !malformed | three quarters of a million → !malformed | quarter of a million usd → !malformed
a couple of hundred bucks → !vague | 好几十块 → !vague | 八十多块 → !vague | 负二十块 → !negative
80港币 → !other_currency | 五千日元 → !other_currency | 150欧元 → !other_currency | 60英镑 → !other_currency
quarter million usd → !malformed | 2,34,567 → !malformed | 5,,250 → !malformed | 7.3.1 usd → !malformed
-27 → !negative | −$14 → !negative | 0.00 usd → !zero | 1e400 → !not_money | 9e3 → !not_money | 3_600 → !malformed
HK$480 → !other_currency | C$75 → !other_currency | £24 → !other_currency | €15.50 → !other_currency
RM 85 → !other_currency | 70 usdc → !other_currency | 42% → !not_money | 23:15 → !not_money | gpt-4.1 → !not_money
a handful of dollars → !vague | a couple dollars → !vague | call 021-5555-1234 → !not_money | Dec 24 → !not_money
24/12/2026 → !not_money | 2026年12月24日 → !not_money | 下周三 → !not_money | v3.2.1 → !not_money
"""

ASKED = """
$10 + ¥20 → ?10 USD|20 CNY | $10–$20 → 10..20 USD | 10~20块 → 10..20 CNY | 10到20刀 → 10..20 USD
between 10 and 20 dollars → 10..20 USD | from $10 to $20 → 10..20 USD | 10 to 20 usd → 10..20 USD
10刀还是20刀 → ?10 USD|20 USD | 两三块 → 2..3 CNY | 一二百块 → 100..200 CNY
the agent wants 400 rmb for $50 → ?400 CNY|50 USD | i was charged 5.34 for a $5 purchase → ?5.34|5 USD
代充 400 块给 50 刀 → ?400 CNY|50 USD | 1,5 usd → ?1.5 USD|15 USD | ¥12,5 → ?12.5 CNY|125 CNY
12,50元 → ?12.5 CNY|1250 CNY | $20 ¥30 → ?20 USD|30 CNY | 20刀 30块 → ?20 USD|30 CNY
5 dollars 10 yuan → ?5 USD|10 CNY | first 20 then 30 → ?20|30 | spent $3 of $50 → ?3 USD|50 USD
$3 of my $50 budget → ?3 USD|50 USD | I have $20 left of 50 → ?20 USD|50 | spent 5 on gpt-4.1 and 3 on o3 → ?5|3
1-2 dollars → 1..2 USD | 1 - 2 dollars → 1..2 USD | 5-10 bucks a month → 5..10 USD | $5k-10k → 5000..10000 USD
5k~1w → 5000..10000 | 一两万 → 10000..20000 | 一两百块 → 100..200 CNY | 三四百刀 → 300..400 USD | 七八块钱 → 7..8 CNY
$2,0 → ?2 USD|20 USD | $2,00 → ?2 USD|200 USD | 20 and 5 dollars → ?20 USD|5 USD | 20刀和5刀 → ?20 USD|5 USD
20刀，5刀 → ?20 USD|5 USD | 20刀、30刀、40刀 → ?20 USD|30 USD|40 USD | 充值20刀,手续费2刀 → ?20 USD|2 USD
按7.1算100刀 → ?7.1|100 USD | 100刀按7.1算 → ?100 USD|7.1 | 100 usd at 7.1 → ?100 USD|7.1
$1 = ¥7.10 → ?1 USD|7.1 CNY | five ninety nine → ?5.99|599 | five ninety-nine usd → ?5.99 USD|599 USD
nineteen ninety nine → ?19.99|1999 | 三块、五块 → ?3 CNY|5 CNY | 输入2.5刀输出10刀 → ?2.5 USD|10 USD
input $2.50 output $10 → ?2.5 USD|10 USD | $2.5 in, $10 out → ?2.5 USD|10 USD | 七块一换一刀 → ?7.1 CNY|1 USD
1,2 → ?1.2|12 | 3,14 → ?3.14|314 | 19,99 usd → ?19.99 USD|1999 USD | $19,99 → ?19.99 USD|1999 USD
¥19,9 → ?19.9 CNY|199 CNY | 19,99元 → ?19.99 CNY|1999 CNY | 12 34 → ?12|34 | １，５ → ?1.5|15 | 30到50元 → 30..50 CNY
4,5 → ?4.5|45 | 8,75 usd → ?8.75 USD|875 USD | $25-$40 → 25..40 USD | 40 dollar 30 rmb → ?40 USD|30 CNY
两三百刀 → 200..300 USD | 充值30美元手续费2美元 → ?30 USD|2 USD
"""


@pytest.mark.parametrize(("text", "answer"), cases(ENGLISH))
def test_english(text: str, answer: str) -> None:
    """Amounts with one reading, in English."""
    assert short(read_amount(text)) == answer


@pytest.mark.parametrize(("text", "answer"), cases(CHINESE))
def test_chinese(text: str, answer: str) -> None:
    """The same in Chinese and in mixtures."""
    assert short(read_amount(text)) == answer


@pytest.mark.parametrize(("text", "answer"), cases(NO_AMOUNT))
def test_no_amount(text: str, answer: str) -> None:
    """What is no amount, or none for certain, is refused for what it is."""
    assert short(read_amount(text)) == answer


@pytest.mark.parametrize(("text", "answer"), cases(ASKED))
def test_asked(text: str, answer: str) -> None:
    """Several readings are asked back, and both ends of a range are kept."""
    assert short(read_amount(text)) == answer
