"""The words around numbers of tokens and calls.

Everything is in the folded form that the lexer gives text: lower case, half width, and a blank for "-" and "_" between
letters.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from bot.features.cost.reading.lexicon import Entry, Kind, Meaning, Payload, Role
from bot.features.cost.reading.results import Unit
from bot.features.cost.rules import Tier

SCALES: Final = {
    **dict.fromkeys(("k", "thousand", "thou", "thousands"), 10**3),
    "w": 10**4,
    **dict.fromkeys(("lakh", "lakhs"), 10**5),
    **dict.fromkeys(("m", "mn", "mio", "mil", "mill", "million", "millions", "mln"), 10**6),
    **dict.fromkeys(("crore", "crores"), 10**7),
    **dict.fromkeys(("b", "bn", "billion", "billions"), 10**9),
    "hundred": 10**2,
}
"""What a number before the word or letter is multiplied by."""
LETTERS: Final = ("mn", "mil", "bn", "k", "w", "m", "b")
"""Scales that other letters may follow at once: 12ktok."""

# A line that is not indented names what the words below it are: a kind, and what it says more. In the words an
# underscore stands for a blank.
_TABLE: Final = """
UNKNOWN
    价值 评价 贵公司 贵州 贵阳 高贵 宝贵 代价 总结 总监 总部 总是 总体 总之 公共 共享 共同 期限 限时 有限 无限 权限
    算法 计算机 算了 出来
    出现 出去 进来 进去 进行 进步 支出 收入 加入 入口 人工 人类 人员 人们 全球 全国 安全 单位 单独 简单 订单 买单
    回家 回来 回去 条件 笔记 份额 次日 其次 多年 原来 未来 来自 起来 句子 段落 页面 字体 词语
SHARE 1/2
    half 50/50
    一半 半数 对半
SHARE 1
    all fully entirely everything completely
    全部 全都 全 完全 都
SHARE 1/3
    a_third one_third
    三分之一
SHARE 2/3
    two_thirds
    三分之二
SHARE 1/4
    a_quarter one_quarter
    四分之一
SHARE 3/4
    three_quarters
    四分之三
VAGUE
    few a_few several many lots_of a_lot_of tons_of dozens dozens_of hundreds_of thousands_of millions_of a_couple
    a_couple_of couple_of a_bunch_of a_handful_of hundreds_of_thousands_of tens_of_thousands_of a_couple_thousand
    a_couple_hundred
    几 数十 数百 数千 数万 上百 上千 上万 上亿 几十 几百 几千 几万 几十万 几百万 几千万 几亿 若干 好几 好几百 好几千
    好几万 许多 很多 大量 成千上万 几個 几个
ROLE INPUT weak
    in send sends sending
ROLE INPUT weak behind
    进 入 進
ROLE INPUT
    input inputs inputted inputtokens input_token_count in_tokens incoming ingested prompttokens prompt_token_count
    prompttokencount
    输入 輸入 输进去 入参 传入 喂入 发送 上传 输人
ROLE INPUT of prompt
    prompt prompting
    提示词 提示詞 提示
ROLE INPUT of system
    system_prompt system_message
    系统提示 系统提示词 系統提示
ROLE INPUT of user
    user_prompt user_message user_input
    用户输入 用户消息 用户提问
ROLE INPUT of context
    context contexts
    上下文 上文 背景
ROLE INPUT of history
    history
    历史 历史记录 历史消息 对话历史
ROLE INPUT of question
    question
    问题 提问
ROLE OUTPUT weak
    out get_back gets_back receive receives return returns into down_to
    总结成 压缩成 翻译成 变成 總結成
ROLE OUTPUT weak behind
    back
    出
ROLE OUTPUT
    output outputs outputtokens output_token_count out_tokens outgoing completion completions completiontokens
    response responses reply replies answer generated generates generate generation answers output_length
    输出 輸出 回答 回复 回覆 答复 生成 答案 补全 补齐 返回 响应 产出 吐 吐出 输岀
ROLE OUTPUT limit
    max_tokens max_output max_output_tokens max_completion_tokens maxtokens maxoutputtokens
    最大输出 最多输出 输出上限 最长输出 最大输出token 输出最多 输出不超过 输出限制
ROLE CACHED
    cached cache caching cached_input cached_inputs cached_in cached_prompt cached_tokens cached_input_tokens
    cached_prompt_tokens cache_hit cache_hits cache_read cache_reads cache_read_input_tokens cachedtokens
    cached_content from_cache from_the_cache in_cache in_the_cache cache_hit_rate cache_rate hit_rate cache_ratio
    prompt_caching hits cacheable
    缓存 緩存 快取 命中 命中缓存 缓存命中 缓存命中率 命中率 缓存输入 输入缓存 走缓存 缓存率 高速缓存 命中快取 快取命中
    命中緩存 緩存命中 缓存读取 读缓存 吃缓存 缓存token 缓存过
ROLE FRESH weak behind
    new
ROLE FRESH
    uncached non_cached not_cached uncached_input fresh fresh_input cache_miss cache_misses new_input noncached
    un_cached uncached_tokens non_cached_input
    未缓存 未命中 非缓存 没命中 未命中缓存 缓存未命中 没有命中 新输入 没缓存
ROLE REASONING
    reasoning reasoning_tokens thinking thinking_tokens thought reasoningtokens
    推理 思考 思维链 推理token 思考token
ROLE TOTAL
    total in_total altogether overall combined all_in_all all_together total_tokens sum grand_total
    总共 一共 共 合计 总计 共计 加起来 总量 总的 加一起
ROLE CALLS
    call calls request requests req reqs queries api_call api_calls invocation invocations api_request api_requests
    runs messages msgs prompts questions docs documents articles emails tickets reviews records items chats
    conversations sessions jobs tasks samples num_requests number_of_calls number_of_requests interactions turns
    rounds summaries comments texts tweets posts reports transcripts translations chunks papers tests contracts
    请求 請求 请求数 请求量 调用 調用 调用量 调用次数 调用数 次数 请求次数 使用次数 呼叫 问答次数
ROLE CALLS behind
    times
    次 回 遍 轮 趟 笔 条 條 篇 份 封 单 个请求 次调用 次請求 次请求 次对话 次问答 次提问 次访问 条消息 条请求 条评论
    条数据 条记录 条对话 轮对话 个文档 个文件 篇文章 篇文档 份文档 封邮件 个会话 次会话 轮会话 会话 次使用 次api
    次呼叫 次api调用 个对话 个问题
    个任务 份合同 份报告 篇论文 条样本 个样本
ROLE USERS
    users customers clients people persons employees students staff seats developers members agents bots workers
    chatbots
ROLE USERS behind
    人 个人 用户 个用户 位用户 名用户 员工 个员工 名员工 客户 个客户 名学生 个学生
TOKEN
    token tokens tok toks tokn tokens' token's
    个token 词元 令牌
PER_CALL
    each apiece per_call each_call every_call each_time every_time per_request each_request every_request a_call
    per_message each_message per_query each_query each_one per_prompt per_doc per_document each_document per_article
    per_email per_ticket per_chat per_question per_conversation a_request per_item per_time per_run per_turn
    individually a_pop per_use per_api_call a_message per_review per_record per_task per_interaction per_session
    每次 一次 单次 每回 每条 每篇 每份 每封 每轮 每笔 每个请求 每次调用 每次请求 每一次 每次对话 每条消息 每次问答
    每个问题 每个 每条请求 每则 每趟 每遍 平均每次 单次调用 单次请求 每請求 每请求 每篇文章 每篇文档 每个文档 每封邮件
    每条评论 每个任务 每份合同 每调用
PER_USER
    per_user each_user a_user per_person per_customer per_head every_user per_client each_person
    每人 每个人 每用户 每个用户 人均 每位用户 每位 每名用户
BOTH
    each_way both both_ways respectively
    各 分别 各自 均为 都是 各是 各为 分别是 分别为
UNIT HOUR
    hour hours hr hrs
    小时 个小时 钟头 个钟头 小時 個小時
UNIT DAY
    day days
    天 日
UNIT WEEK
    week weeks wk wks
    周 星期 个星期 礼拜 个礼拜 週
UNIT MONTH
    month months mo mth
    月 个月
UNIT YEAR
    year years yr yrs annum
    年
UNIT minute
    minute minutes min mins
    分钟 分鐘
UNIT second
    second seconds sec secs
    秒 秒钟
UNIT quarter
    quarter quarters
    季度 个季度
EVERY HOUR
    hourly
    每小时 每个小时 每钟头 每小時
EVERY DAY
    daily everyday
    每天 每日 日均 天天 一日 单日 按天 每一天 平均每天 每天平均
EVERY WEEK
    weekly
    每周 每星期 每个星期 周均 每礼拜 每週
EVERY MONTH
    monthly
    每月 每个月 月均 单月 按月 每個月 每一个月
EVERY YEAR
    yearly annually
    每年 年均
UNIT workday
    workday workdays working_day working_days business_day business_days weekday weekdays
    工作日 个工作日
EVERY minute
    每分钟 每分鐘
EVERY second
    每秒 每秒钟
EVERY workday
    每个工作日 每工作日
SPAN 15 day
    half_a_month
    半个月
SPAN 6 month
    half_a_year
    半年
SPAN 14 day
    fortnight a_fortnight
SPAN 1 month
    the_whole_month a_whole_month
    整月 一整月 一整个月 全月
PER
    per every a an one
    每
PRICE_UNIT
    per_token per_tokens per_million per_mtok per_mtoks per_m per_k per_thousand
    每百万 每百万token 每千 每千token 每token 每个token 每1m 每1k 每一百万 每一千 百万token每 token单价
PRICE
    cost costs costing costed price prices priced pricing expensive pricey cheap cheaper cheapest how_much pay fee fees
    rate rates dearer rate_card charge charges price_list
    多少钱 几块 几块钱 几毛 几毛钱 几分钱 多钱 几钱 价格 价钱 单价 价 费用 花费 收费 计费 贵 便宜 多少錢 價格
    價錢 單價 費用 收費 貴 开销 成本 要花 花多少 多少块 多少块钱 多少元 多少刀 多少美元 多少美金 多少人民币 报价 几刀
    定价 價 几多钱 几元 资费 烧多少 要花多少 花多少钱 多少费用 花销 价目 什么价 啥价 啥价格 价位 啥价位 什么价格
    什么价位 怎么卖 怎么收费 怎么计费 贵不贵 贵吗 贵么 啥价钱 什么价钱
    哪个便宜 哪个贵 划算 省钱
PRICE weak
    much
    多少 几多
ASK
    estimate estimated calculate calc compute work_out figure_out budgeting estimation add_up
    算 算算 算一下 算下 估算 估一下 估 预估 预算一下 测算 核算 计算 怎么算 折算
LIMIT
    max maximum at_most up_to no_more_than not_more_than limit capped_at cap or_less limited_to
    最多 上限 不超过 至多 限制 限 最大 顶多 封顶 以内 之内 最长
ABOUT
    about around approx approximately roughly circa ish or_so ca give_or_take avg average on_average an_average
    averaging typically usually
    大约 大概 约 大致 差不多 左右 上下 平均 估计 约莫 的样子 基本 预计
MORE
    odd
    多 来 余 多个 多次 来个 来次
MONEY
    $ usd dollar dollars buck bucks cents cent rmb cny yuan kuai eur gbp hkd jpy twd us$
    ¥ € £ 元 块 块钱 刀 美元 美金 人民币 美分 毛 毛钱 分钱 港币 日元 欧元 台币 ¢ 美刀 元人民币
OTHER text
    word words character characters char chars letters
    字 个字 汉字 个汉字 字符 个字符 词 个词 个单词 单词 中文字 万字
OTHER
    page pages byte bytes kb mb gb sentences lines line paragraphs
    images image pictures photos books book chapters pounds lbs kg kilos miles km
    字节 页 张 张图 张图片 行 本书 句 段
TIER BATCH
    batch batch_api batch_mode batched batching
    批量 批处理 批次 批量接口 批量api 批量处理
TIER FLEX
    flex flex_tier flex_processing flex_mode
    弹性
TIER FAST
    fast fast_mode fast_tier priority priority_tier priority_processing
    优先 优先级 快速模式
TIER STANDARD
    standard standard_tier regular_tier
    标准 标准价 标准版
TIMES
    x * multiplied_by
    × ✕ ✖ 乘 乘以
PLUS
    + plus
    加 加上 外加 另加 ➕
RANGE
    ~ to - through till
    〜 到 至 – — ― ‐ ‑
PART
    of_which including incl of_those of_them of_it ( [
    其中 包括 包含 含 当中
SLASH
    / | ->
    ⁄ ∕ →
FILLER
    of_my of_our of_your : = => the of for is are was be it that this these those my me i we you your our us please
    plz pls thanks thank hi
    hello hey ok okay if so when what which will would should can could do does did doing using use used via by at as
    spent burned burnt
    from have has having need needs want like let say on model models api openai gpt chatgpt llm then than just only
    also what's i'm i've it's whats im id i'd that'd gonna going get gets tell know there there's here run running
    them they their each_of say_that assume assuming suppose given bot app project service
    am any not with_a long short length size worth give gives giving make makes making how or vs versus v compare
    compared comparison between against between_them of_the per_se would_be it'll that'll want_to but consume consumes
    consumed consumption process processed processing per_my ai tell_me show show_me works out_there come comes amount
    number count no_cache without_cache without_caching no_caching usage_is used_up really in_one in_a in_the in_this
    in_my in_batch in_rmb in_usd in_dollars in_yuan in_cny in_money expect expected today now mean means
    through_the at_a with_the something think i'll we'll we're sent received ends up end_up standard_price
    currently right approx_cost called calling consuming more less text value values some average_of
    handle handles serve serves call_it estimate_is its quick math
    的 了 吗 呢 吧 啊 呀 哦 嘛 哈 呗 啦 我 你 他 它 我们 咱 要 用 想 请 请问 帮 帮我 帮忙 问 问下 问一下 想问 下 一下
    是 在 给 会 能 可以 如果 假如 假设 比如 这个 那个 这 那 这样 那么 再 里面 里 中 大家 一般 需要 需 使用 模型 接口
    api的 的话 话 按 按照 来算 得 到底 有 就 也 长度 大小 消耗 数量 量 数 情况 谢谢 您 您好 你好 麻烦 运行 跑 处理 传
    发 对 把 让 个 為 为 知道 看看 看 请教 大佬 想知道 不用缓存 不缓存 无缓存 没有缓存 不走缓存 不带缓存 总价 现在
    查 查下 查一下 查查 看一下 看下
    目前 下来 所以 因为 但 但是 还 还有 另外 或 或者 还是 比 对比 比较 相比 分 每天的 打算 准备 计划 做 弄 搞 项目
    应用 机器人 客服 客服机器人 程序 服务 业务 答 问答 说 告诉 得出 需多少 左右的 吃 耗 吞 约合 長度 個 嗎 這個 那個
    請問 幫我 幫 會 設 设 设为 设置为 数目 人数 部分 均 以 为准 合 大约是 请帮我 先 后 前 次的
COMMA
    , & ; and with ) ]
    、 和 以及 跟 与 及 并 然后 而 同时
BREAK
    . ! ?
    。 …
DOUBT
    how_many is_there are_there there_any does_that_mean exceeding exceeds beyond over more_than above
    多少字 多少页 多少次 多少个 是不是 有没有 是否 正常吗 什么意思 啥意思 怎么理解 咋理解 超过 高于 以上 超出 突然
    离谱 几倍 长上下文 短上下文
STOP
    how_long 多长
    why error errors errno remind reminder reminders rate_limit rate_limits rate_limited ratelimit tpm rpm rpd tpd tps
    qps context_window context_length window refund invoice invoices receipt billed overcharged tokens_per_second
    tokens_per_sec tokens_per_minute tokens_per_min throughput too_many_requests deducted charged login key keys
    password top_up topped recharge recharged balance quota how_fast how_many_tokens difference better smarter how_to
    how_do parameters temperature cutoff leaderboard benchmark params parameter faster
    为什么 为啥 为何 怎么回事 报错 错误 提醒 限流 限速 超限 窗口 退款 发票 失败 扣了 扣费 花了 充值 充了 余额 额度
    密码 登录 注册 封号 上下文窗口 上下文长度 怎么设置 怎么设 设多少 區別 区别 哪个好 更聪明 多扣 怎么用 怎么调 扣
    记账 预算还剩 報錯 錯誤 限额 汇率 换成 多少token 几个token 是什么意思 参数
BILL
    last yesterday bill bills account subscription chatgpt_plus gpt_plus pro_plan plan billing paid paying refunds
    increase increased change changed drop dropped history_of usage dashboard so_expensive tax vat discount free spend
    spending
    上个月 上月 昨天 本月 账单 帐单 账户 订阅 会员 涨价 降价 涨了 免费 充 用量 发生 打折 优惠 这么贵 太贵 好贵
"""


def _payload(kind: Kind, details: list[str]) -> Payload:
    """Return what the heading of a table says beside the kind."""
    if not details:
        return None
    if kind is Kind.ROLE:
        label = details[details.index("of") + 1] if "of" in details else ""
        weak, behind, limit = (word in details for word in ("weak", "behind", "limit"))
        return Meaning(Role[details[0]], label, weak, behind, limit)
    if kind is Kind.SHARE:
        return Fraction(details[0])
    if kind is Kind.TIER:
        return Tier[details[0]]
    return Unit[details[0]] if details[0] in Unit.__members__ else " ".join(details)


def _read_table(table: str) -> dict[str, Entry]:
    """Return what each word is.

    Raises:
        ValueError: a word stands in the table twice.
    """
    words: dict[str, Entry] = {}
    entry: Entry = Kind.FILLER, None
    for line in table.strip("\n").splitlines():
        if not line.startswith(" "):
            name, *details = line.split()
            entry = Kind[name], _payload(Kind[name], details)
            continue
        for word in line.split():
            spoken = word.replace("_", " ")
            if spoken in words:
                raise ValueError(f"{spoken!r} stands in the table twice")
            words[spoken] = entry
    return words


WORDS: Final = _read_table(_TABLE)
"""Every word and sign the grammar knows."""
