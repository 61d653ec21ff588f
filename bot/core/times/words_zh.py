"""The Chinese vocabulary of times, as tables: what a word is, what it counts, what it names."""

from __future__ import annotations

from typing import Final

from bot.core.times.kinds import Entry, Kind

_MOVING_HOLIDAYS: Final = (
    "春节 除夕 大年三十 大年初一 元宵节 元宵 清明 清明节 端午 端午节 中秋 中秋节 七夕 重阳节 重阳 早中晚 "
    "冬至 腊八 小年 倒数 季度末 季末 每季度末 每个季度末 季度初 感恩节 复活节 母亲节 父亲节 农历 阴历 正月 腊月 开斋节"
)
_VAGUE: Final = (
    "过几天 过两天 过些天 过些日子 过阵子 过一阵子 过段时间 过一段时间 过一会 过一会儿 过会 过会儿 "
    "一会 一会儿 等会 等会儿 等一会 等一会儿 等一下 待会 待会儿 稍后 晚点 晚点儿 晚一点 晚些 晚些时候 "
    "早点 早点儿 早一点 早些 迟点 迟些 改天 改日 哪天 某天 有空 有空时 有时间 有机会 回头 以后再说 "
    "再说 尽快 赶快 马上 立刻 立即 现在 眼下 最近 近期 近日 将来 未来 今后 到时候 到时 下次 "
    "下回 随时 不久 半天 这几天 这两天 这阵子 过后再说 时不时 偶尔 经常 定期"
)
_TRIGGERS: Final = (
    "提醒 提醒我 提醒我一下 提醒一下 提醒一下我 提醒下我 记得提醒我 请提醒我 叫我 喊我 通知我 提示我 "
    "别忘了 别忘记 不要忘了 不要忘记 别让我忘了 设个提醒 设一个提醒 设置提醒 设提醒 加个提醒 定个提醒 "
    "设置一个提醒 建个提醒 设个闹钟 定个闹钟 定闹钟"
)
_NO_TIMES: Final = (
    "一点都 一点也 一点儿 差一点 大一点 小一点 高一点 低一点 慢一点 便宜一点 "
    "一下 一起 一些 一定 一直 一般 一样 一点点 有一点 有点 快点 快一点 多一点 少一点 好一点 早上好 早安 晚安 "
    "晚上好 下午好 中午好 上午好 万一 统一 唯一 差不多 差点 几点 几号 几时 周报 周会 周年 周围 周边 周转 周期 "
    "周刊 周总结 日报 日志 日程 日历 日常 日期 日用 日本 日语 月报 月饼 月球 月亮 月租 月薪 月结 月费 月供 "
    "月卡 月经 年报 年会 年费 年薪 年终 年度 年级 号线 号楼 号机 号码 号门 分享 分析 分配 分成 分期 分红 天气 "
    "天津 天猫 天空 天堂 点击 点赞 到期 到账 到货 到底 到达 过期 过年 过程 过去 通过 经过 超过 后台 后续 后面 "
    "然后 最后期限 前面 前端 内容 内存 半价 早餐 早饭 早会 晚饭 晚餐 晚会 晚宴 夜宵 起床 起草 等待 "
    "等于 差旅 差价 下一下 从来 自动 自己 与否 不及 和平 每次 隔离 整理 整个 正在 正式 要求 时间 小时候 当前 "
    "当时 约会 预约 在线 现在的 就是 都是 都要 底部 末尾 初始 重要 需要 号会议室 号会议 号桌 号房 号店 号库 "
    "号仓 号服务器 号文件 号账号 号账户 号卡 号电池 号站台 号窗口 号公寓 号院 刚才 刚刚 "
)  # they begin like a time and are none
_CHINESE_WORDS: Final[tuple[tuple[Kind, str, tuple[int, ...], str], ...]] = (
    (Kind.REL, "今天 今日 今儿", (0,), ""),
    (Kind.REL, "明天 明日 明儿", (1,), ""),
    (Kind.REL, "后天 后日 后儿", (2,), ""),
    (Kind.REL, "大后天", (3,), ""),
    (Kind.REL, "大大后天", (4,), ""),
    (Kind.REL, "昨天 昨日", (-1,), ""),
    (Kind.REL, "前天 前日", (-2,), ""),
    (Kind.REL, "大前天", (-3,), ""),
    (Kind.RELPART, "今早 今晨", (0,), "morning"),
    (Kind.RELPART, "明早 明晨", (1,), "morning"),
    (Kind.RELPART, "后早", (2,), "morning"),
    (Kind.RELPART, "今晚 今夜 今儿晚上", (0,), "night"),
    (Kind.RELPART, "明晚 明夜", (1,), "night"),
    (Kind.RELPART, "后晚", (2,), "night"),
    (Kind.RELPART, "昨晚 昨夜", (-1,), "night"),
    (Kind.RELPART, "前晚", (-2,), "night"),
    (Kind.RELPART, "昨早", (-1,), "morning"),
    (Kind.PART, "凌晨", (), "small_hours"),
    (Kind.PART, "半夜 深夜 后半夜 三更半夜 大半夜", (1,), "small_hours"),
    (Kind.PART, "早上 早晨 上午 清晨 清早 一早 大清早 一大早 早间 大早上", (), "morning"),
    (Kind.PART, "下午 午后 中午后", (), "afternoon"),
    (Kind.PART, "傍晚 黄昏", (), "evening"),
    (Kind.PART, "晚上 晚间 夜晚 夜里 夜间 大晚上", (), "night"),
    (Kind.NOON, "中午 正午 晌午 午间", (12,), "noon"),
    (Kind.MIDNIGHT, "午夜 子夜", (0,), ""),
    (Kind.SHORTPART, "早", (), "morning"),
    (Kind.SHORTPART, "晚 夜", (), "night"),
    (Kind.SAMETIME, "这个时候 这个时间 同一时间 此时 此刻 这时候 这会儿", (), ""),
    (Kind.DIAN, "点 点钟", (), ""),
    (Kind.FEN, "分", (), ""),
    (Kind.KE, "刻", (), ""),
    (Kind.KEZHONG, "刻钟", (), ""),
    (Kind.CHA, "差", (), ""),
    (Kind.HALF, "半", (), ""),
    (Kind.HOUR, "小时 钟头 个钟 个钟头", (), ""),
    (Kind.MINUTE, "分钟", (), ""),
    (Kind.SECOND, "秒 秒钟", (), ""),
    (Kind.DAY, "天", (), ""),
    (Kind.WEEK, "周 星期 礼拜", (), ""),
    (Kind.YEAR, "年", (), ""),
    (Kind.QUARTER, "季度", (), ""),
    (Kind.GE, "个", (), ""),
    (Kind.YUE, "月 月份", (), ""),
    (Kind.RI, "日", (), ""),
    (Kind.HAO, "号", (), ""),
    (Kind.MONTHREL, "上个月 上月", (-1,), ""),
    (Kind.MONTHREL, "这个月 本月 这月 当月 本个月", (0,), ""),
    (Kind.MONTHREL, "下个月 下月", (1,), ""),
    (Kind.MONTHREL, "下下个月 下下月", (2,), ""),
    (Kind.YEARREL, "去年", (-1,), ""),
    (Kind.YEARREL, "前年", (-2,), ""),
    (Kind.YEARREL, "今年 本年", (0,), ""),
    (Kind.YEARREL, "明年", (1,), ""),
    (Kind.YEARREL, "后年", (2,), ""),
    (Kind.MONTHEND, "月底 月末", (), ""),
    (Kind.MONTHSTART, "月初", (), ""),
    (Kind.YEAREND, "年底 年末", (), ""),
    (Kind.YEARSTART, "年初", (), ""),
    (Kind.TAIL, "底 末", (), ""),
    (Kind.HEAD, "初", (), ""),
    (Kind.LASTDAY, "最后一天 最后1天", (), ""),
    (Kind.FIRSTDAY, "第一天 第1天 头一天", (), ""),
    (Kind.LAST, "最后一个 最后1个 最后", (-1,), ""),
    (Kind.WDSET, "每周末 每个周末 每逢周末 每到周末", (5, 6), ""),
    (Kind.WORKDAYS, "工作日 上班日", (), ""),
    (Kind.WEEKEND, "周末 礼拜末", (), ""),
    (Kind.HOLIDAY, "元旦 元旦节 新年第一天", (1, 1), ""),
    (Kind.HOLIDAY, "情人节", (2, 14), ""),
    (Kind.HOLIDAY, "妇女节 三八妇女节 三八节", (3, 8), ""),
    (Kind.HOLIDAY, "植树节", (3, 12), ""),
    (Kind.HOLIDAY, "愚人节", (4, 1), ""),
    (Kind.HOLIDAY, "劳动节 五一劳动节 五一 五一节", (5, 1), ""),
    (Kind.HOLIDAY, "青年节 五四青年节", (5, 4), ""),
    (Kind.HOLIDAY, "儿童节 六一儿童节 六一 六一节", (6, 1), ""),
    (Kind.HOLIDAY, "建党节", (7, 1), ""),
    (Kind.HOLIDAY, "建军节", (8, 1), ""),
    (Kind.HOLIDAY, "教师节", (9, 10), ""),
    (Kind.HOLIDAY, "国庆 国庆节 十一国庆", (10, 1), ""),
    (Kind.HOLIDAY, "万圣节", (10, 31), ""),
    (Kind.HOLIDAY, "双十一 双11 光棍节", (11, 11), ""),
    (Kind.HOLIDAY, "双十二 双12", (12, 12), ""),
    (Kind.HOLIDAY, "平安夜", (12, 24), ""),
    (Kind.HOLIDAY, "圣诞 圣诞节", (12, 25), ""),
    (Kind.HOLIDAY, "跨年 跨年夜", (12, 31), ""),
    (Kind.MOVING, _MOVING_HOLIDAYS, (), ""),
    (Kind.EVERY, "每 每个 每逢 每到 逢 每当", (), ""),
    (Kind.EVERYGAP, "每隔 隔", (), ""),
    (Kind.EVERYUNIT, "每天 每日 天天 每一天 每晚天", (1,), "day"),
    (Kind.EVERYUNIT, "每周 每星期 每礼拜 每个星期 每个礼拜 每一周 每个周", (1,), "week"),
    (Kind.EVERYUNIT, "双周 每双周 每隔周", (2,), "week"),
    (Kind.EVERYUNIT, "每月 每个月 每一个月", (1,), "month"),
    (Kind.EVERYUNIT, "每季度 每个季度 每季", (3,), "month"),
    (Kind.EVERYUNIT, "每半年", (6,), "month"),
    (Kind.EVERYUNIT, "每年 每一年", (1,), "year"),
    (Kind.EVERYUNIT, "每小时 每个小时 每一小时 每一个小时 每个钟头 每钟头", (1,), "hour"),
    (Kind.EVERYUNIT, "每半小时 每半个小时 每半个钟头", (30,), "minute"),
    (Kind.EVERYUNIT, "每分钟 每一分钟", (1,), "minute"),
    (Kind.ONCEZH, "一次 1次 一回", (), ""),
    (Kind.TIMES, "次 回", (), ""),
    (Kind.AND, "和 及 与 跟 以及 又", (), ""),
    (Kind.UNTIL, "直到", (), ""),
    (Kind.OR, "或 或者 还是", (), ""),
    (Kind.DAO, "到 至", (), ""),
    (Kind.FROM, "从 自", (), ""),
    (Kind.START, "开始 起", (), ""),
    (Kind.HOU, "后 之后 以后 过后", (), ""),
    (Kind.QIAN, "前 之前 以前 前面", (), ""),
    (Kind.BEFORE, "提前 提早", (), ""),
    (Kind.NEI, "内 之内 以内", (), ""),
    (Kind.GUO, "过 再过 等", (), ""),
    (Kind.DE, "的", (), ""),
    (
        Kind.FILLER,
        "在 于 左右 大概 大约 约 准时 准点 整 正 当天 那天 时候 的时候 请 麻烦 帮我 记得 就 都 要 当 也 钟",
        (),
        "",
    ),
    (Kind.FILLER, "本地时间 我这边时间", (), ""),
    (Kind.TRIGGER, _TRIGGERS, (), ""),
    (Kind.VAGUE, _VAGUE, (), ""),
    (Kind.EXCEPT, "除了 除 不含 不包括 不算", (), ""),
    (Kind.WITHIN, "连续 接连 连着", (), ""),
    (Kind.CORRECTION, "不对 哦不 说错了 错了", (), ""),
    (Kind.WORD, _NO_TIMES, (), ""),
)


def _chinese() -> dict[str, Entry]:
    table = {word: (kind, nums, name) for kind, words, nums, name in _CHINESE_WORDS for word in words.split()}
    # 每月限额 is a thing, not a time: what follows makes an adjective of it.
    things = [
        "限额",
        "额度",
        "账单",
        "用量",
        "预算",
        "报告",
        "报表",
        "总结",
        "费用",
        "花费",
        "支出",
        "消费",
        "上限",
        "额",
    ]
    units = ("每日", "每天", "每周", "每月", "每年", "每小时")
    adjectives = [f"{unit}{of}" for unit in units for of in ("", "的")]
    whats = [
        "早饭",
        "午饭",
        "晚饭",
        "早餐",
        "午餐",
        "晚餐",
        "饭",
        "吃饭",
        "吃完饭",
        "上班",
        "下班",
        "放学",
        "下课",
        "睡",
        "睡觉",
        "起床",
    ]
    table |= {
        f"{what}{how}": (Kind.EVENT, (), "") for what in whats for how in ["前", "后", "之前", "之后", "以前", "以后"]
    }
    table |= dict.fromkeys(("上旬", "中旬", "下旬", "月中", "年中"), (Kind.EVENT, (), ""))
    return table | {f"{each}{thing}": (Kind.WORD, (), "") for each in adjectives for thing in things}


CHINESE: Final[dict[str, Entry]] = _chinese()
"""Chinese words, in simplified characters; the longest that fits is taken."""

_TRADITIONAL: Final = (
    "點点 週周 號号 後后 兩两 個个 鐘钟 鍾钟 時时 間间 禮礼 這这 過过 開开 國国 慶庆 節节 勞劳 動动 聖圣 誕诞 淩凌 "
    "別别 記记 幾几 會会 兒儿 說说 從从 現现 將将 來来 當当 內内 雙双 農农 曆历 歷历 請请 讓让 設设 鬧闹 單单 萬万 "
    "頭头 陽阳 陰阴 復复 黃黄 臘腊 應应 總总 結结 額额 賬账 帳账 預预 報报 費费 條条 數数 誌志 達达 臺台 續续 飯饭 "
    "產产 實实 緊紧 儘尽 盡尽 趕赶 處处 轉转 樣样 統统 計计 題题 準准 氣气 線线 樓楼 機机 碼码 門门 與与 於于 離离 "
    "約约 際际 麼么 該该 須须 隨随 嗎吗 還还 補补 繳缴 軍军 黨党 擊击 婦妇 爾尔 師师 幫帮 煩烦 級级 紅红 經经 貨货 "
    "贊赞 讚赞 邊边 遲迟 陣阵 餅饼 馬马 終终 價价 語语 東东 紐纽 倫伦 蘭兰 灣湾 韓韩 試试 體体 貳二 參三 叁三 贰二 "
    "伍五 柒七 捌八 玖九 拾十 壹一 肆四 倆俩 仨三 俩两 陸六 "
)
TRADITIONAL: Final = str.maketrans({pair[0]: pair[1] for pair in _TRADITIONAL.split()})
"""Traditional and financial characters of the vocabulary to the ones the tables are written in."""
