"""The words and signs around an amount, and what each of them does to a number beside it.

Everything is in the folded form that `bot.core.amounts.tokens` gives text: lower case, half width, simplified
characters. In the tables an underscore stands for a space.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from bot.core.money import Currency
from bot.core.numerals import ENGLISH_WORDS


class Tag(enum.Enum):
    """What a token is to the grammar."""

    # Numbers
    NUMBER = enum.auto()  # a run of digits with its separators
    HAN = enum.auto()  # a run of Chinese numerals
    NUMERAL = enum.auto()  # an English number word
    HALF = enum.auto()  # 半
    ARTICLE = enum.auto()  # a, an
    SCALE = enum.auto()  # k, w, m, bn behind a number
    POINT = enum.auto()  # 点: the decimal point, or o'clock
    IDENT = enum.auto()  # letters and digits in one: gpt-5.4, 4o-mini, 1e500
    # Money
    CURRENCY = enum.auto()
    OTHER_CURRENCY = enum.auto()  # on either side of a number
    OTHER_NAME = enum.auto()  # behind a number only: won, pounds
    # What makes a number something else
    UNIT = enum.auto()  # tokens, 次, 号
    PERIOD = enum.auto()  # month, 月: a unit that an amount may be "per"
    EACH = enum.auto()  # each, monthly, 包月: a whole "per"
    PER = enum.auto()  # per, 每: the next word says what
    PERCENT = enum.auto()
    FRACTION = enum.auto()  # 百分之, 分之: the number behind it is a share
    LABEL = enum.auto()  # no., 第, version: the number behind it is a name
    CODE = enum.auto()  # order, 电话: a long number behind it is a name
    MODEL = enum.auto()  # gpt, claude: a small number behind it is a version
    TIER = enum.auto()  # mini, turbo: a small number before it is a version
    MONTH = enum.auto()  # november: a number beside it is a day
    CLOCK = enum.auto()  # 下午, at: a small number behind it is an hour
    # How definite it is
    ABOUT = enum.auto()  # about, 大概; before or behind
    LIMIT = enum.auto()  # at most, 以内; before or behind
    BOUND = enum.auto()  # over, 以上: no definite number; before or behind
    VAGUE = enum.auto()  # a few, 数百: stands for a number
    MORE = enum.auto()  # 多, 来, odd: behind a number
    NEGATIVE = enum.auto()
    # Between numbers
    PLUS = enum.auto()
    TIMES = enum.auto()
    DASH = enum.auto()
    RANGE = enum.auto()  # to, 到, ~
    EITHER = enum.auto()  # and, or, 和, a comma: two amounts
    EQUALS = enum.auto()
    SLASH = enum.auto()
    POWER = enum.auto()  # arithmetic that is not read: ^, ÷
    PART = enum.auto()  # half of, twice, 一半: arithmetic in words that is not read either
    # The rest
    TO = enum.auto()  # into, 换成: the currency behind it is the one wanted
    MEASURE = enum.auto()  # 个
    FILLER = enum.auto()  # more, whole: may stand between a number and its currency
    OPEN = enum.auto()
    CLOSE = enum.auto()
    COLON = enum.auto()
    DOTS = enum.auto()
    WORD = enum.auto()  # any other Latin word
    PLAIN = enum.auto()  # any other text
    BREAK = enum.auto()  # the end of a line, or of the text


@dataclass(frozen=True, slots=True)
class Denomination:
    """A word for money: how much of which currency one of it is."""

    currency: Currency
    factor: Decimal
    prefix: bool  # may stand before the number
    measure: bool  # 块 and 元 only count before 美金 and 美元
    han: bool  # takes a bare digit: 三块五


def _denominations(
    currency: Currency, words: str, factor: str = "1", *, prefix: bool = True, measure: bool = False
) -> dict[str, Denomination]:
    return {
        word.replace("_", " "): Denomination(
            currency, Decimal(factor), prefix=prefix, measure=measure, han="\u4e00" <= word[-1] <= "\u9fff"
        )
        for word in words.split()
    }


DENOMINATIONS: Final[dict[str, Denomination]] = {
    **_denominations(Currency.USD, "$ us$ usd$ usd us_dollar us_dollars american_dollars u.s._dollars 美元 美金"),
    **_denominations(Currency.USD, "dollars bucks"),
    **_denominations(Currency.USD, "dollar buck", prefix=False),
    **_denominations(Currency.USD, "美刀 刀", prefix=False),
    **_denominations(Currency.USD, "¢", "0.01"),
    **_denominations(Currency.USD, "c cent cents us_cents 美分", "0.01", prefix=False),
    **_denominations(Currency.CNY, "¥ cn¥ rmb¥ cny¥ rmb cny yuan kuai renminbi chinese_yuan 人民币 软妹币"),
    **_denominations(Currency.CNY, "元 圆 块 块钱 元钱 元整 圆整 元正 圆正 块整", prefix=False, measure=True),
    **_denominations(Currency.CNY, "毛 毛钱 角 角钱 角整 mao jiao", "0.1", prefix=False, measure=True),
    **_denominations(Currency.CNY, "分 分钱 fen", "0.01", prefix=False),
}

SCALES: Final = {
    "k": Decimal(10**3),
    "w": Decimal(10**4),
    "m": Decimal(10**6),
    "mn": Decimal(10**6),
    "mm": Decimal(10**6),
    "mill": Decimal(10**6),
    "mio": Decimal(10**6),
    "thou": Decimal(10**3),
    "lakh": Decimal(10**5),
    "lakhs": Decimal(10**5),
    "crore": Decimal(10**7),
    "crores": Decimal(10**7),
    "quadrillion": Decimal(10**15),
    "b": Decimal(10**9),
    "bn": Decimal(10**9),
    "hundreds": Decimal(10**2),
    "thousands": Decimal(10**3),
    "millions": Decimal(10**6),
}
HAN_SCALES: Final = {"k": "千", "w": "万"}
"""Letters that take a bare digit like their Chinese unit: 3k5 is 3500."""

OTHER_SIZES: Final = frozenset({"b", "mm"})
"""Scales that count parameters (7b) and millimetres (5mm) unless a currency stands beside them."""


def _tagged(tag: Tag, words: str) -> dict[str, Tag]:
    return {word.replace("_", " "): tag for word in words.split()}


def _words(words: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in words.split())


def _named(name: str, words: str) -> dict[str, str]:
    return dict.fromkeys(words.split(), name)


PERIODS: Final = {
    **_named("month", "month months mo mth 月 个月"),
    **_named("year", "year years yr yrs annum 年"),
    **_named("week", "week weeks wk wks 周 星期 个星期 礼拜 个礼拜"),
    **_named("day", "day days 天 日"),
    **_named("hour", "hour hours hr hrs h 小时 个小时 钟头 个钟头"),
    **_named("minute", "minute minutes min mins 分钟"),
    **_named("second", "second seconds sec secs 秒 秒钟"),
    **_named("quarter", "quarter quarters 季度 个季度"),
}
EACH: Final = {
    **_named("month", "monthly 包月 月付 按月"),
    **_named("year", "yearly annually 包年 年付 按年"),
    **_named("week", "weekly"),
    **_named("day", "daily"),
    **_named("hour", "hourly"),
    **_named("quarter", "quarterly"),
    **_named("each", "each apiece ea"),
}

_LATIN: Final[dict[str, Tag]] = {
    **_tagged(
        Tag.UNIT,
        """token tokens tok toks mtok ktok request requests req reqs calls message messages msg msgs query queries
        people person persons user users seat seats accounts character characters char chars word words page
        pages line lines pcs piece pieces model models file files image images picture pictures star stars g lb
        lbs oz ml penny pennies dime dimes nickel nickels gb mb kb tb ms kg km cm px gpu gpus cpu cpus degree
        degrees point points credit credits context ctx tpm rpm input output prompt completion cached reasoning
        o'clock question questions step steps row rows st nd rd th am pm a.m. p.m. s d fps hz ghz mhz cores kids
        friends chats conversations prompts key keys chapters episodes p v""",
    ),
    **_tagged(Tag.PERCENT, "percent pct percentage per_cent bps"),
    **_tagged(
        Tag.LABEL,
        """no no. number nr num room version ver v chapter level top error iphone ipad windows ios android python
        node java ubuntu pixel galaxy port build release figure rtx gtx id""",
    ),
    **_tagged(Tag.CODE, "order code phone tel telephone mobile call ext ticket issue invoice ref reference account qq"),
    **_tagged(
        Tag.MODEL,
        """gpt chatgpt claude opus sonnet haiku gemini llama qwen grok glm mistral deepseek kimi whisper sora codex
        veo dalle gemma phi ernie doubao hunyuan minimax flux dall-e midjourney davinci luna terra astra""",
    ),
    **_tagged(Tag.TIER, "mini nano turbo pro flash lite preview instruct thinking"),
    **_tagged(
        Tag.MONTH,
        """january february march april may june july august september october november december jan feb mar apr
        jun jul aug sep sept oct nov dec""",
    ),
    **_tagged(Tag.CLOCK, "at"),
    **_tagged(Tag.ABOUT, "about around approx approximately roughly circa or_so ish give_or_take"),
    **_tagged(Tag.LIMIT, "at_most up_to no_more_than not_more_than max maximum or_less tops"),
    **_tagged(
        Tag.BOUND,
        """over more_than less_than at_least under below above nearly almost close_to fewer_than upwards_of minimum
        or_more and_up and_more or_above and_change exceeding""",
    ),
    **_tagged(
        Tag.VAGUE,
        """few a_few several many a_couple a_couple_of couple couple_of some hundreds thousands millions dozens
        a_handful_of""",
    ),
    **_tagged(Tag.MORE, "odd something"),
    **_tagged(Tag.NEGATIVE, "minus negative"),
    **_tagged(Tag.PLUS, "plus"),
    **_tagged(Tag.TIMES, "x times multiplied_by"),
    **_tagged(Tag.RANGE, "to through thru till"),
    **_tagged(Tag.EITHER, "and or vs"),
    **_tagged(Tag.TO, "into how_many how_much"),
    **_tagged(Tag.EQUALS, "equals"),
    **_tagged(Tag.POWER, "divided_by"),
    **_tagged(Tag.PER, "per every"),
    **_tagged(Tag.PART, "half_of half_the twice double triple third_of thirds_of quarter_of quarters_of"),
    **_tagged(Tag.ARTICLE, "a an"),
    **_tagged(Tag.FILLER, "more extra whole full american lousy measly"),
    **_tagged(
        Tag.OTHER_CURRENCY,
        """eur gbp jpy hkd sgd aud cad nzd twd ntd krw thb myr idr php vnd inr chf sek nok dkk pln czk huf brl mxn
        zar aed ils egp pkr bdt lkr npr kzt uah cnh ngn kes ghs usdt usdc busd tusd fdusd btc eth bnb xrp trx
        doge ltc xmr rm euro euros quid sterling pence yen rupee rupees ruble rubles rouble roubles franc francs
        peso pesos reais baht ringgit rupiah krona kronor krone kroner lira liras dirham dirhams riyal riyals
        shekel shekels zloty forint hryvnia naira tether bitcoin bitcoins ether loonie loonies satoshis rs rs.
        kr zł kč nt pound pounds hong_kong_dollars hong_kong_dollar hk_dollars canadian_dollars
        australian_dollars singapore_dollars taiwan_dollars new_zealand_dollars q币""",
    ),
    **_tagged(Tag.OTHER_NAME, "won dong rand sats rub try ars cop sar mop ron hk nz sg canadian australian aussie u"),
}
FOREIGN_TAILS: Final = _words("dollar dollars buck bucks yuan cent cents")
"""After a number and an unknown word (50 jamaican dollars) these belong to another country."""

NO_NOUNS: Final = _words(
    """for on in of by from with this that please today yesterday was is went spent paid again now only total as but
    so then because left already""",
)
"""Words behind a number that it does not count."""

BEHIND_ONLY: Final = _words(
    """左右 上下 的样子 样子 前后 or_so ish give_or_take 以内 之内 or_less tops 以上 以下 起步 起 打底 开外 往上 之上
    之下 出头 or_more and_up and_more or_above and_change""",
)
"""Words of ABOUT, LIMIT and BOUND that never stand before their number."""

BEFORE_ONLY: Final = _words(
    """about around circa at_most up_to no_more_than over more_than less_than fewer_than at_least under below above
    nearly almost close_to upwards_of exceeding 大约 约 约莫 估计 大致 约合 约为 最多 不超过 至多 顶多 超过
    至少 起码 最少 将近 接近 近 少于 低于 高于 多于 大于 小于 快到 逾 > < ≥ ≤ ≧ ≦ ≈ ≃""",
)
"""Words of ABOUT, LIMIT and BOUND that never stand behind their number."""

_HAN: Final[dict[str, Tag]] = {
    **_tagged(
        Tag.UNIT,
        """个人 个字 次 条 号 岁 人 位 台 本 张 件 杯 瓶 盒 包 份 斤 公斤 千克 克 米 公里 厘米 页 字 词 句 行 楼 层
        倍 折 度 时 级 章 节 集 期 部 辆 只 支 根 颗 套 批 组 家 款 种 遍 回 顿 趟 场 字符 字节 代 版 名 路 题
        步 月份 号线 周年 点钟 把 双 碗 ° 刻 钟 积分 上下文 输入 输出 点数 多个 多次 多人 多天 多条""",
    ),
    **_tagged(Tag.PERCENT, "个百分点 百分点 成 % ‰"),
    **_tagged(Tag.FRACTION, "百分之 千分之 万分之 分之"),
    **_tagged(Tag.LABEL, "第 房间 版本 错误 报错 错误码 状态码 密码 初 尾号 农历 编号"),
    **_tagged(Tag.CODE, "订单 订单号 号码 电话 手机 手机号 验证码 卡号 微信号 单号 流水号"),
    **_tagged(Tag.CLOCK, "上午 下午 早上 晚上 今晚 明晚 今早 明早 凌晨 中午 傍晚 半夜 夜里 清晨 早晨"),
    **_tagged(Tag.ABOUT, "大概 大约 约 约莫 差不多 估计 大致 约合 约为 左右 上下 的样子 样子 前后 ≈ ≃"),
    **_tagged(Tag.LIMIT, "最多 不超过 至多 顶多 不高于 不多于 封顶 以内 之内"),
    **_tagged(
        Tag.BOUND,
        """超过 不到 不足 至少 起码 最少 将近 接近 少于 低于 高于 多于 大于 小于 不止 快到 近 逾 > < ≥ ≤ ≧ ≦ 以上
        以下 起步 起 打底 开外 往上 之上 之下 出头""",
    ),
    **_tagged(
        Tag.VAGUE,
        """数十 数百 数千 数万 数亿 上百 上千 上万 上亿 近百 近千 近万 成百 成千 成百上千 成千上万 百来 千来 百把
        千把 万把 百八十 百十 若干 许多 不少 一些 好多 很多 好些 小一百 小一千 小一万 百多 千多 万多""",
    ),
    **_tagged(Tag.MORE, "多 来 余 好几 有余 有零 挂零"),
    **_tagged(Tag.NEGATIVE, "负 − ➖"),
    **_tagged(Tag.PLUS, "+ 加 加上 ➕"),
    **_tagged(Tag.TIMES, "* × 乘 乘以 ✕ ✖ ⋅ ∙"),
    **_tagged(Tag.DASH, "- – — ― ‐ ‒"),
    **_tagged(Tag.RANGE, "到 至 ~ 〜 涨到 升到 降到 →"),
    **_tagged(Tag.EITHER, "和 跟 与 及 或 或者 还是 、 & 还有 ; ,"),
    **_tagged(Tag.EQUALS, "= 等于"),
    **_tagged(Tag.SLASH, "/ ⁄ ∕"),
    **_tagged(Tag.POWER, "^ ÷ 除以 减 减去"),
    **_tagged(Tag.PER, "每"),
    **_tagged(Tag.TO, "换 换成 换算成 兑 兑换 兑换成 转成 折合 合 多少 几多 是多少 等于多少 能换 能换多少"),
    **_tagged(Tag.MEASURE, "个"),
    **_tagged(Tag.HALF, "半"),
    **_tagged(Tag.POINT, "点"),
    **_tagged(Tag.OPEN, "("),
    **_tagged(Tag.CLOSE, ")"),
    **_tagged(Tag.COLON, ":"),
    **_tagged(
        Tag.OTHER_CURRENCY,
        """€ £ 円 港币 港元 港纸 港刀 日元 日币 日圆 欧元 欧 英镑 镑 韩元 韩币 韩圆 台币 新台币 台元 澳元 澳币 澳刀
        加元 加币 加刀 新元 新币 坡币 新加坡元 新加坡币 纽元 纽币 纽刀 新西兰元 泰铢 铢 卢布 卢比 法郎 瑞郎 比索
        雷亚尔 里拉 马币 林吉特 令吉 越南盾 印尼盾 盾 澳门元 澳门币 葡币 克朗 迪拉姆 第纳尔 兰特 比特币 以太坊
        以太币 泰达币 泰达 稳定币 狗狗币 莱特币 虚拟币 加拿大元 加拿大币 澳大利亚元 外币 蚊 원 ユーロ ウォン руб
        евро""",
    ),
    **_tagged(Tag.PART, "一半 的一半 两倍 的两倍 双倍 翻倍 翻番"),
    # Words that begin like a sign above and are something else.
    **_tagged(
        Tag.PLAIN,
        """一下 一起 一样 一直 一共 一般 一定 一会 一会儿 一边 一旦 一切 一番 一律 一点 万一 千万 百度 三星 四川
        双十一 双十二 双11 双12 二手 二维码 大陆 陆续 元旦 元宵 元素 分期 分享 分析 分别 分成 分开 分类 分数
        分公司 分店 角色 角度 毛病 毛衣 毛利 毛巾 刀具 刀片 年费 月费 月租 年卡 月卡 周卡 次卡 天猫 人工 家里
        家用 家电 场地 回家 回来 回去 期间 期货 点外卖 点餐 点奶茶 点了 点心 点击 时候 本来 本月 本人 本周 本子
        件事 部分 部署 组装 组合 代购 代充 代付 代码 代理 版权 版税 名牌 名额 名字 路费 路由器 题库 题目 包邮
        包子 包括 包装 份子 条件 支付 支出 支持 根据 套餐 套现 批发 级别 节日 集市 集成 成本 成功 成交 成为 度假
        倍增 里程 字体 字幕 行李 行吗 行不行 行么 行程 位置 位子 家具 来自 来买 来着 余额 欧洲 欧美 欧盟 加油
        加班 加菜 加餐 加密 加入 加速 加急 到账 到手 到期 到付 至今 和平 与其 约会 约了 约好 合计 合同 合适 合租
        合算 近期 近日 最近 附近 起来 起床 负责 负担 次日 人气 款项 款式 半天 对半 步行 层次 米饭 米线 米粉 把手
        双倍 周末 日常 日用 天然气 印度 印尼 年底 年终 月底 月初 月饼 月票 号称""",
    ),
}

WORDS: Final[dict[str, Tag]] = {
    **dict.fromkeys(ENGLISH_WORDS, Tag.NUMERAL),
    **_LATIN,
    **_HAN,
    **dict.fromkeys(PERIODS, Tag.PERIOD),
    **dict.fromkeys(EACH, Tag.EACH),
    **{word: Tag.SCALE for word in SCALES if word not in _LATIN},  # "thousands of dollars" stays vague
    **dict.fromkeys(DENOMINATIONS, Tag.CURRENCY),
}
"""Every word and sign the grammar knows; the token tables are made from it."""
