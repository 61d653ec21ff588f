from __future__ import annotations

import pytest

from bot.core.amounts import read_amount
from tests.core.amount_cases import cases, short

ENGLISH = """
spent 12.5 on api today → 12.5 | I spent $12.50 on the api → 12.5 USD
today I paid 30 dollars for tokens → 30 USD | how much is 20 bucks in rmb → 20 USD
how much is 100 usd in cny? → 100 USD | 100 usd to rmb → 100 USD | 100 usd in rmb → 100 USD
100 rmb to usd → 100 CNY | 100usd=?rmb → 100 USD | convert 100 rmb to dollars → 100 CNY | convert $100 → 100 USD
what's 50 yuan in usd → 50 CNY | what is $7.50 worth in yuan → 7.5 USD | usd to rmb 100 → 100 USD
rmb to usd 250 → 250 CNY | 100 usd rmb → 100 USD | my budget is 50 → 50 | set my budget to $50 a month → 50 USD
set limit to usd 50 → 50 USD | budget 50 usd per month → 50 USD | limit: 50 dollars → 50 USD
change my limit to 300 rmb → 300 CNY | 12.5 gpt api → 12.5 | gpt api 12.5 → 12.5 | lunch - 12.5 → 12.5
lunch - $12.5 → 12.5 USD | coffee 4.50 usd → 4.5 USD | spent twenty on api → 20 | spent five dollars → 5 USD
spent a hundred and fifty on credits → 150 | topped up 500 yuan today → 500 CNY | I have $25 left → 25 USD
add $5 → 5 USD | log 3.20 → 3.2 | paid three hundred rmb for a key → 300 CNY
I got charged $4.13 by openai → 4.13 USD | they billed me 13.37 → 13.37 | it cost me ten bucks → 10 USD
20 bucks please → 20 USD | gpt-5.4 cost me $3 → 3 USD | o3 cost me 4 dollars → 4 USD | 4o-mini cost 0.35 → 0.35
used gpt-4o for 2 dollars → 2 USD | claude 3.5 cost me 7 bucks → 7 USD | gpt 5 was $8 → 8 USD
gpt-4.1-mini 2.4 → 2.4 | bought 2 seats for $60 → 60 USD | 3 months for $60 → 60 USD | $60 for 3 months → 60 USD
on nov 20 I spent 30 dollars → 30 USD | nov 20: 30 dollars → 30 USD | 2026-11-20 12.5 → 12.5
2026/11/20 $12.5 → 12.5 USD | at 5pm I spent 20 → 20 | 12k tokens cost $0.30 → 0.3 USD
spent 20 on 12k tokens → 20 | $0.30 for 12k tokens → 0.3 USD | raised by 20% to $60 → 60 USD | $20/mo → 20 USD
$20 / month → 20 USD | $20 per month → 20 USD | $20 a month → 20 USD | $20 monthly → 20 USD
$20/month/user → 20 USD | 20/mo → 20 | 20 a month → 20 | $5 each → 5 USD | $0.02 per call → 0.02 USD
$3 per 1M input tokens → 3 USD | $3/1M tokens → 3 USD | $3/M → 3 USD | $3/MTok → 3 USD
$15 per million tokens → 15 USD | about $20 → 20 USD | about 20 → 20 | around 20 bucks → 20 USD | ~$20 → 20 USD
~20 → 20 | roughly 20 usd → 20 USD | approx. 20 usd → 20 USD | 20 or so → 20 | 20 bucks or so → 20 USD
20ish → 20 | 20-ish dollars → 20 USD | $20-ish → 20 USD | up to $50 → 50 USD | at most 50 → 50
max $50 → 50 USD | I need 3 more accounts → 3 | what can I get for $5? → 5 USD | 1,234.56 dollars → 1234.56 USD
3 hundred bucks → 300 USD | a million dollars → 1000000 USD | a dozen dollars → 12 USD
forty two dollars → 42 USD | ninety-nine cents → 0.99 USD | nineteen dollars ninety-nine → 19.99 USD
one hundred twenty-three dollars and forty-five cents → 123.45 USD
one thousand two hundred and thirty-four dollars → 1234 USD | two hundred and fifty k → 250000
2 dollars 5 cents → 2.05 USD | 20 dollars for 2 coffees → 20 USD | 2 coffees for 20 dollars → 20 USD
2 coffees 20 dollars → 20 USD | 20 bucks, 3 months → 20 USD | iphone 15 for 800 dollars → 800 USD
2 hoodies for $30 → 30 USD | bought 2 hoodies for $30 → 30 USD | 3 apples 5 dollars → 5 USD
$20 and 3 stickers → 20 USD | gpt 4, $20 → 20 USD | 50k → 50000 | fifty k → 50000 | fifty k usd → 50000 USD
dollars 50 → 50 USD | in 2024 spent $20 → 20 USD | a dollar and a half → 1.5 USD
two dollars and a half → 2.5 USD | 2 and a half dollars → 2.5 USD | 2 and a half million → 2500000
5 millions dollars → 5000000 USD | how many dollars is 100 rmb → 100 CNY | how many rmb is 20 usd → 20 USD
how many yuan for $5 → 5 USD | how much rmb for 20 bucks → 20 USD | three hundred dollars → 300 USD
sixty-five cents → 0.65 USD | 3 dollars and 40 cents → 3.4 USD | twenty dollars thirty → 20.3 USD
twelve dollars fifty → 12.5 USD | three million dollars → 3000000 USD | $1.10 per 1M tokens → 1.1 USD
$0.25 / 1K tokens → 0.25 USD | 0.8 per 1M tokens → 0.8 | remind me on the 5th to pay $20 → 20 USD
tomorrow at 9 pay 20 dollars → 20 USD | gpt-4o 1M tokens $2.5 → 2.5 USD | $2.5/1M → 2.5 USD
2.5 per million → 2.5 | rate 7.12 → 7.12 | /rate 7.12 → 7.12 | /budget 50 → 50 | /spent 12.5 api → 12.5
usd/cny 7.12 → 7.12 | refund $5 → 5 USD | refunded 5 dollars → 5 USD | +5 → 5 | ＋５ → 5 | o3 5 → 5
claude max $100 → 100 USD | claude pro 20 → 20 | 25/seat → 25 | 20 gb storage 5 dollars → 5 USD
5 dollars for 20 gb → 5 USD | twenty → 20 | two cents worth → 0.02 USD | my 2 cents → 0.02 USD
I may spend 5 dollars → 5 USD | march 5 dollars → 5 USD | one usd → 1 USD | one more dollar → 1 USD
just one dollar → 1 USD | zero point five dollars → 0.5 USD | 100k → 100000 | 100K usd → 100000 USD
100kusd → 100000 USD | 0.1k → 100 | 1 million → 1000000 | 1mil → 1000000 | 1mio → 1000000 | 2.5k → 2500
2.500 → 2.5 | 2.500,00 → 2500 | 2'500.00 → 2500 | 2,500.00 → 2500 | 2，500 → 2500 | ２５００ → 2500
2*500 → 1000 | 2x500 → 1000 | $$20 → 20 USD | $20$ → 20 USD | $ $20 → 20 USD | ¥¥20 → 20 CNY | 20￥￥ → 20 CNY
20 rmb rmb → 20 CNY | usd20usd → 20 USD | 20 usd rmb → 20 USD | 20 rmb usd → 20 CNY
"""

CHINESE = """
今天花了12.5 → 12.5 | 今天花了12块5 → 12.5 CNY | 今天又花了三十块八 → 30.8 CNY | 花了三百 → 300 | 花了五十 → 50
充了500人民币能有多少美金 → 500 CNY | 充了50刀 → 50 USD | 充值100块 → 100 CNY | 100刀是多少人民币 → 100 USD
100刀多少人民币 → 100 USD | 100刀等于多少块 → 100 USD | 100刀等于几块钱 → 100 USD | 多少人民币 100刀 → 100 USD
100美元换人民币 → 100 USD | 100美元换成人民币是多少 → 100 USD | 100美元兑人民币 → 100 USD
500元换美元 → 500 CNY | 500块能换多少刀 → 500 CNY | 三百块是多少美元 → 300 CNY | 预算改成五百 → 500
预算设为每月50美元 → 50 USD | 每月预算50刀 → 50 USD | 每个月限额300元 → 300 CNY | 把限额改为 $30 → 30 USD
限额三百块 → 300 CNY | 昨天花了20刀买API → 20 USD | 在gpt-5.4上花了2.4刀 → 2.4 USD | 用gpt-5花了3块5 → 3.5 CNY
gpt-4o用了十二块五 → 12.5 CNY | o3用了2.4刀 → 2.4 USD | 11月20日花了30元 → 30 CNY | 11月20号花了30 → 30
11月20日 30元 → 30 CNY | 20号花了30刀 → 30 USD | 下午3点花了20元 → 20 CNY | 8点30分花了20元 → 20 CNY
早上八点半花了20元 → 20 CNY | 周五花了20元 → 20 CNY | 星期三花了二十块 → 20 CNY | 买了3个月60刀 → 60 USD
买了三个账号花了九十块 → 90 CNY | 十二万token花了三块 → 3 CNY | 12万字花了5毛 → 0.5 CNY
一百万token要2块 → 2 CNY | 1000次请求花了5刀 → 5 USD | 打了8折花了80元 → 80 CNY | 涨了20%到60刀 → 60 USD
一共花了五十块 → 50 CNY | 总共 88.8 元 → 88.8 CNY | 合计：128.50元 → 128.5 CNY | 花了差不多三十块 → 30 CNY
还剩12.3刀 → 12.3 USD | 剩下一百二 → 120 | 账单 $18.72 → 18.72 USD | 代充50刀 → 50 USD
买了一杯咖啡15块 → 15 CNY | 三块五一杯 → 3.5 CNY | 三块五的奶茶 → 3.5 CNY | 十块三个 → 10 CNY
十块钱三个 → 10 CNY | 5块一次 → 5 CNY | 花30块买8个 → 30 CNY | 20刀一个月 → 20 USD | 一个月20刀 → 20 USD
每月20刀 → 20 USD | 每天5块 → 5 CNY | 20刀每月 → 20 USD | 20刀/月 → 20 USD | 月费20刀 → 20 USD
年费 200 美元 → 200 USD | 2元/百万tokens → 2 CNY | 2块每百万token → 2 CNY | 每百万token 2元 → 2 CNY
大概20 → 20 | 大概20块 → 20 CNY | 大约二十元 → 20 CNY | 约20元 → 20 CNY | 20左右 → 20 | 20块左右 → 20 CNY
二十块上下 → 20 CNY | 差不多20刀 → 20 USD | ≈20元 → 20 CNY | 最多50刀 → 50 USD | 每月最多50刀 → 50 USD
不超过300元 → 300 CNY | 50刀以内 → 50 USD | 我昨天在 OpenAI 官网充了 $20 → 20 USD
今天 claude 4.5 花了 $3.2 → 3.2 USD | 给我记一笔 35.6 → 35.6 | 记一笔：35.6 元 → 35.6 CNY | 午饭 32 → 32
午饭32 → 32 | 午饭32块 → 32 CNY | 打车 18.5 → 18.5 | 打车18块5 → 18.5 CNY | 地铁4元 → 4 CNY
API 费用 12.34 美元 → 12.34 USD | token费用 12.34 → 12.34 | 充值 ¥200 到 openai → 200 CNY
信用卡扣了 $21.60 → 21.6 USD | 扣费$0.0312 → 0.0312 USD | 本月已用 42 刀 → 42 USD | 额度还有 8 刀 → 8 USD
我要充 50 美金要多少人民币 → 50 USD | 50美金要多少人民币 → 50 USD | 50刀要多少钱 → 50 USD
五十刀合人民币多少 → 50 USD | 人民币 50 合多少美元 → 50 CNY | 500人民币可以换多少美金 → 500 CNY
500块钱能充多少刀 → 500 CNY | 100刀大概多少人民币 → 100 USD | 大概100刀是多少人民币 → 100 USD
我有三百块 → 300 CNY | 我有300 → 300 | 只有五毛钱了 → 0.5 CNY | 差五块 → 5 CNY | 多花了五块 → 5 CNY
少了两毛 → 0.2 CNY | 便宜了十块 → 10 CNY | 贵了三块五 → 3.5 CNY | 涨到三十块了 → 30 CNY
每千token两分钱 → 0.02 CNY | 每百万输入token 1.25美元 → 1.25 USD | 输入$1.25/百万 → 1.25 USD
输入 1.25 美元 / 百万 token → 1.25 USD | 每次调用 $0.03 → 0.03 USD | 一次3分钱 → 0.03 CNY | 一条5分 → 0.05 CNY
一万块 → 10000 CNY | 一万块钱 → 10000 CNY | 一万刀 → 10000 USD | 一千美金 → 1000 USD | 两千美元 → 2000 USD
五百左右 → 500 | 五百上下 → 500 | 约莫三百块 → 300 CNY | 最近三百块 → 300 CNY | 附近花了20元 → 20 CNY
一共二十三块四 → 23.4 CNY | 共计 23.40 元 → 23.4 CNY | 小计23.4元 → 23.4 CNY | 凑够一百 → 100
gpt-4o 花了 1.8 刀 → 1.8 USD | claude-3.5 用了 12 块 → 12 CNY | 用 gpt-4.1 花了两块五 → 2.5 CNY
怎么充值100刀 → 100 USD | 我的额度只剩5刀了怎么办 → 5 USD | 20刀的套餐包含多少token → 20 USD
Plus是20刀一个月吗 → 20 USD | ChatGPT Plus 20美元和API是分开的吗 → 20 USD | 为什么扣了我5块 → 5 CNY
5刀能用多久 → 5 USD | API 最低充5美元？ → 5 USD | 最少充5美元 → 5 USD | 最低消费5刀 → 5 USD
用了一周花了7刀 → 7 USD | 这周花了7.5 → 7.5 | 上个月账单 32.1 → 32.1 | 每月1号充20刀 → 20 USD
明早9点付20刀 → 20 USD | 明天下午3点半充100 → 100 | 周五前充50刀 → 50 USD | 三天后充二十刀 → 20 USD
12月31日到期，续费20刀 → 20 USD | 余额 0.36 → 0.36 | 剩余额度：$3.21 → 3.21 USD | 花了0.0021刀 → 0.0021 USD
一次0.003刀 → 0.003 USD | 1.25刀/百万 → 1.25 USD | 汇率 7.12 → 7.12 | 汇率7.12 → 7.12 | /convert 100刀 → 100 USD
虚拟卡开卡费10刀 → 10 USD | 第3次充值50 → 50 | 第二个月20刀 → 20 USD | 三人拼车每人30 → 30
三个人平摊90块 → 90 CNY | 90块三个人分 → 90 CNY | 四舍五入到十块 → 10 CNY | 优惠5块 → 5 CNY
涨价10%到22刀 → 22 USD | 涨到22 → 22 | 差价2刀 → 2 USD | 多付了2块 → 2 CNY | 退了我5刀 → 5 USD | 扣了5 → 5
+5刀 → 5 USD | ５刀 → 5 USD | v3 5刀 → 5 USD | gpt5.4 5刀 → 5 USD | 4o 5刀 → 5 USD | o3pro 5刀 → 5 USD
gpt-5 mini 0.5刀 → 0.5 USD | claude max 100刀 → 100 USD | cursor 20刀/月 → 20 USD | midjourney 10刀 → 10 USD
team版 25刀/人/月 → 25 USD | 2个seat 50刀 → 50 USD | 二千五百 → 2500 | 二五零零 → 2500 | 贰仟伍佰 → 2500
20rmb元 → 20 CNY | rmb20元 → 20 CNY | 20毛 → 2 CNY | 20角 → 2 CNY | 2毛3分 → 0.23 CNY | 一块八 → 1.8 CNY
一块八毛 → 1.8 CNY | 两块八毛八 → 2.88 CNY | 一万八 → 18000 | 一百八十万 → 1800000 | 一百零八万 → 1080000
一万零八百 → 10800 | 一万零八十 → 10080 | 一万零八 → 10008 | 一万八千零八 → 18008 | 八千零八十 → 8080
两千零一 → 2001 | 两千一 → 2100 | 两千零一十 → 2010 | 二〇〇元 → 200 CNY | 一二三四 → 1234 | 一三五块 → 135 CNY
三百六十五 → 365 | 三百六十五块 → 365 CNY | 一百一十 → 110 | 一百十 → 110 | 一百一 → 110
壹仟零壹拾元整 → 1010 CNY | 壹拾元整 → 10 CNY | 拾伍元 → 15 CNY | 一十五块 → 15 CNY | 人民币500元 → 500 CNY
人民币 500 → 500 CNY | 500人民币 → 500 CNY | 500块人民币 → 500 CNY | 500元人民币 → 500 CNY | 金额：20元 → 20 CNY
20元/月 → 20 CNY | “20刀” → 20 USD | 💰50刀 → 50 USD | 四千三百二十一 → 4321 | 订单20241105001花了20刀 → 20 USD
gpt-5 5刀 → 5 USD | 打8折后60刀 → 60 USD | gpt 4 200刀 → 200 USD | 每月不超过50刀 → 50 USD
花了二十五买咖啡 → 25 | 花了三点五 → 3.5 | 今天花了十二 → 12 | 花了十二买书 → 12 | 双十一花了50 → 50
买了一个20刀的号 → 20 USD | 1块/天 → 1 CNY | 1刀每天 → 1 USD | 两块一天 → 2 CNY | 一天两块 → 2 CNY
每天两块五 → 2.5 CNY | 三块五每天 → 3.5 CNY | 每人50元 → 50 CNY | 50元每人 → 50 CNY | 50元/人 → 50 CNY
50元一个人 → 50 CNY | 50一位 → 50 | 30元一斤 → 30 CNY | 3块5一斤 → 3.5 CNY | ¥5/次 → 5 CNY | 60刀一年 → 60 USD
一年60刀 → 60 USD | 包月20刀 → 20 USD | 20刀包月 → 20 USD | 100块是几刀 → 100 CNY | 几刀是100块 → 100 CNY
30美元/月 → 30 USD | 三十刀/月 → 30 USD | 每月三十刀 → 30 USD | 人民币三百 → 300 CNY | 三百人民币 → 300 CNY
四千元人民币 → 4000 CNY | 120美元换人民币 → 120 USD | 90刀换成人民币 → 90 USD | 600元能换多少美元 → 600 CNY
等于多少刀 300块 → 300 CNY | 预算设成300块 → 300 CNY | 昨天花了十八块六 → 18.6 CNY | 刚刚花了42块 → 42 CNY
$5 / 个 → 5 USD | 每个 20刀 → 20 USD | 100元/人/天 → 100 CNY
"""


@pytest.mark.parametrize(("text", "answer"), cases(ENGLISH))
def test_amount_in_an_english_sentence(text: str, answer: str) -> None:
    """The one amount is found beside models, dates, times, counts and conversion words."""
    assert short(read_amount(text)) == answer


@pytest.mark.parametrize(("text", "answer"), cases(CHINESE))
def test_amount_in_a_chinese_sentence(text: str, answer: str) -> None:
    """The same in Chinese and in mixed sentences."""
    assert short(read_amount(text)) == answer
