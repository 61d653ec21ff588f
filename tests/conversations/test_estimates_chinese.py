"""What something costs, in Chinese: the same ways, the same buttons."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.console import script
from tests.conversations.estimates import ZH_FOOT, answers, estimates, screen, toasts
from tests.conversations.test_estimates_files import request

if TYPE_CHECKING:
    from tests.conversation import Conversation

TEXT = "今天天气很好，我们去公园散步。" * 90  # 990 tokens, 1,350 characters
USUAL = ["换模型", "比较", "回答：中 ▾", "调用次数 ▾", "Batch 价", "够我的限额吗", "记为花费", "更多 ▾"]
NUMBERS = "一天500次，每次2000输入300输出，gpt-5.4-mini 一个月多少钱"


async def test_a_text(zh: Conversation) -> None:
    """Line 1 is the answer; what the older encoding would have counted is worth a line in Chinese."""
    await zh.say(TEXT)
    assert screen(zh) == [
        "≈ $0.003 · ¥0.021 一次",
        "输入：990 token × $0.75/M = $0.000743",
        "输出（估计）：500 token × $4.50/M = $0.00225",
        "它会先思考，也按输出计费：最多约 $0.0097",
        "gpt-5.4-mini · 1,350 个字符",
        ZH_FOOT,
    ]
    assert "这段文字平均 1 个 token 含 1.4 个字符。" in zh.last.text
    assert "旧编码（cl100k_base，GPT-4 及以前）会数出 1,620 个 token，是现在的 1.6 倍。" in zh.last.text
    assert zh.labels == USUAL


async def test_below_a_cent(zh: Conversation) -> None:
    """Less than a 分 is said in 分; nothing is ever 0.00."""
    await zh.say("估算 gpt-6-luna 今天天气不错")
    assert screen(zh)[0] == "≈ $0.00025 · ¥0.0018（0.18 分） 一次"
    assert zh.labels == USUAL


async def test_a_paste_and_an_edit(zh: Conversation) -> None:
    """One answer for three pieces; an edited text has its estimate edited."""
    await zh.paste(TEXT * 8)
    assert answers(zh) == 1
    assert "gpt-5.4-mini · 3 段，共 10,800 个字符；每个接缝可能差 1 个 token" in screen(zh)
    await zh.say("把这封邮件概括成三点")
    await zh.press("回答：中 ▾")
    await zh.press("短 150")
    await zh.edit("把这封邮件概括成五点，再写一封回信")
    assert answers(zh) == 2
    assert screen(zh)[2] == "输出（估计）：150 token × $4.50/M = $0.000675"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param(
            NUMBERS,
            [
                "≈ $42.75 · ¥303.53 一个月（30 天）",
                "每天 500 次 · 一天 $1.43 · 一次 $0.00285",
                "输入：2,000 token × $0.75/M = $0.0015",
                "输出：300 token × $4.50/M = $0.00135",
                "gpt-5.4-mini",
            ],
            id="a-month",
        ),
        pytest.param(
            "每次 800 进 200 出，跑一万次多少钱",
            [
                "≈ $15.00 · ¥106.50 共 10,000 次",
                "一次 $0.0015",
                "输入：800 token × $0.75/M = $0.0006",
                "输出：200 token × $4.50/M = $0.0009",
                "gpt-5.4-mini",
            ],
            id="so-many-in-all",
        ),
        pytest.param(
            "输入三百万输出一百万 token，帮我算账",
            [
                "≈ $6.75 · ¥47.93 总共",
                "输入：3,000,000 token × $0.75/M = $2.25",
                "输出：1,000,000 token × $4.50/M = $4.50",
                "gpt-5.4-mini",
            ],
            id="in-all",
        ),
        pytest.param(
            "1万token gpt-5.4",
            [
                "≈ $0.025 · ¥0.18 一次",
                "输入：10,000 token × $2.50/M = $0.025",
                "没算输出：你没说回答有多长。",
                "我按输入算；如果是输出，要 $0.15。",
                "gpt-5.4",
            ],
            id="no-direction",
        ),
    ],
)
async def test_numbers(zh: Conversation, text: str, lines: list[str]) -> None:
    """Tokens in words are priced exactly."""
    await zh.say(text)
    assert screen(zh) == [*lines, ZH_FOOT]


async def test_batch_in_words(zh: Conversation) -> None:
    """A tier, a share and a model in one sentence."""
    await zh.say("用gpt-6-luna，输入12k，缓存一半，输出800，batch")
    assert screen(zh)[:5] == [
        "≈ $0.00053 · ¥0.0038（0.38 分） 一次",
        "输入：6,000 token × $0.05/M = $0.0003",
        "缓存：6,000 token × $0.005/M = $0.00003",
        "输出：800 token × $0.25/M = $0.0002",
        "gpt-6-luna（Batch）",
    ]


async def test_what_cannot_be(zh: Conversation) -> None:
    """Where it broke, one example; an unknown model has others to choose from."""
    assert await zh.say("输入12k 缓存13k 输出800 gpt-5.4") == (
        "缓存的 token 比输入还多：13k。\n比如：一天500次，每次2000输入300输出，gpt-5.4-mini"
    )
    assert (await zh.say("输入12k输出800 gpt-9")).startswith("我没有 gpt-9 的 OpenAI 价格。你说的是哪一个？")


async def test_a_request_and_a_bill(zh: Conversation) -> None:
    """Their keys are English and the answer is Chinese, as the person's Telegram is."""
    body = {"model": "gpt-5.4", "input": "你好，世界", "max_output_tokens": 800, "tools": [{"type": "web_search"}]}
    await zh.say(json.dumps(body, ensure_ascii=False))
    assert screen(zh) == [
        "≈ $0.0075 · ¥0.053 一次",
        "输入：10 token × $2.50/M = $0.000025",
        "输出（估计）：500 token × $15/M = $0.0075",
        "最多到上限 800 个 token：$0.012",
        "读到：1 条消息 · 上限 800 token",
        "没算：1 个 OpenAI 自带工具",
        "gpt-5.4",
        ZH_FOOT,
    ]
    usage = {
        "input_tokens": 2006,
        "output_tokens": 300,
        "total_tokens": 2306,
        "input_tokens_details": {"cached_tokens": 1920},
        "output_tokens_details": {"reasoning_tokens": 128},
    }
    await zh.say(json.dumps({"model": "gpt-5.4-mini", "usage": usage}))
    assert screen(zh)[:5] == [
        "$0.00156 · ¥0.011 这一次",
        "输入：86 token × $0.75/M = $0.0000645",
        "缓存：1,920 token × $0.075/M = $0.000144",
        "输出：300 token × $4.50/M = $0.00135",
        "输出里有 128 个 token 是推理，按输出计费。",
    ]


async def test_files(zh: Conversation) -> None:
    """A text in Big5 with a question, requests for Batch, a picture."""
    await zh.send_file("笔记.txt", ("天气很好。" * 500).encode("big5"), "gpt-5.4，每天300次")
    assert screen(zh)[:2] == ["≈ $101.25 · ¥718.88 一个月（30 天）", "每天 300 次 · 一天 $3.38 · 一次 $0.0113"]
    assert "按 Big5 编码读取" in screen(zh)
    lines = [request(number, 5_001 if number == 7 else 10) for number in range(20)]
    await zh.send_file("batch.jsonl", "\n".join([*lines, "broken"]).encode())
    assert screen(zh)[0] == "≈ $0.0245 · ¥0.17 共 20 个请求"
    assert screen(zh)[4:8] == [
        "不用 Batch：$0.049",
        "每个请求约 17 token，但第 8 行有 5,008",
        "有 1 行用不了。",
        "第一行用不了的：第 21 行，不是 JSON",
    ]
    said = await zh.send_file("x.png", b"\x89PNG\r\n\x1a\n" + bytes(100))
    assert said == "这个文件是图片（PNG）。我能读各种编码的文字和代码、PDF 和 Word（.docx）。"


async def test_prices(zh: Conversation) -> None:
    """A question reaches the card; the command and its Chinese word show the table."""
    await zh.say("gpt-5.4 多少钱")
    assert screen(zh)[:4] == [
        "gpt-5.4：输入 $2.50，输出 $15，每百万 token",
        "折合：输入 ¥17.75，输出 ¥106.50",
        "        输入   缓存   输出",
        "标准   $2.50  $0.25    $15",
    ]
    await zh.say("o4-mini价格")
    assert "o4-mini 已于 2026 年 10 月 23 日停用，可改用 gpt-5.6-terra。" in screen(zh)
    await zh.press("→ gpt-5.6-terra")
    assert screen(zh)[0] == "gpt-5.6-terra：输入 $2，输出 $12，每百万 token"
    await zh.say("价格")
    assert screen(zh)[0] == "OpenAI 现有模型，便宜的在前"


async def test_every_button(zh: Conversation) -> None:
    """All of them edit the same message, and each has its way back."""
    await zh.say(TEXT)
    message = zh.last.id
    for button, line in (
        ("比较", "输入 990、输出 500 token，便宜的在前"),
        ("‹ 返回", "≈ $0.003 · ¥0.021 一次"),
        ("换模型", "用哪个模型？现在是 gpt-5.4-mini。"),
        ("更多 ›", "用哪个模型？现在是 gpt-5.4-mini。"),
        ("gpt-6.1-sol", "≈ $0.007 · ¥0.05 一次"),
        ("回答：中 ▾", "回答会有多长？调用之前没人知道。"),
        ("同输入", "≈ $0.0119 · ¥0.084 一次"),
        ("调用次数 ▾", "调用多少次？一次 $0.0119。"),
        ("1000/天", "≈ $356.40 · ¥2,530.44 一个月（30 天）"),
        ("Batch 价", "≈ $178.20 · ¥1,265.22 一个月（30 天）"),
        ("✓ Batch", "≈ $356.40 · ¥2,530.44 一个月（30 天）"),
        ("够我的限额吗", "你还没有设每月限额。"),
        ("‹ 返回", "≈ $356.40 · ¥2,530.44 一个月（30 天）"),
        ("更多 ▾", "≈ $356.40 · ¥2,530.44 一个月（30 天）"),
        ("处理方式 ▾", "gpt-6.1-sol 的几种处理方式："),
        ("Fast", "≈ $712.80 · ¥5,060.88 一个月（30 天）"),
        ("更多 ▾", "≈ $712.80 · ¥5,060.88 一个月（30 天）"),
        ("设为我的模型", "≈ $712.80 · ¥5,060.88 一个月（30 天）"),
    ):
        await zh.press(button)
        assert screen(zh)[0] == line, button
    assert toasts(zh) == ["以后就用 gpt-6.1-sol 估算。"]
    assert (zh.last.id, answers(zh)) == (message, 1)
    await zh.press("记为花费")
    assert screen(zh)[0] == "记下了：$712.80（¥5,060.88）"
    assert "撤销" in zh.labels


async def test_an_own_number_and_the_limit(zh: Conversation) -> None:
    """Asked in words; a limit in RMB is what it is measured against."""
    await zh.say("每月预算300块")
    await zh.say(NUMBERS)
    await zh.press("调用次数 ▾")
    await zh.press("自己填")
    await zh.say("每小时 20 次")
    assert screen(zh)[1] == "每小时 20 次 · 一天 $1.37 · 一次 $0.00285"
    await zh.press("缓存比例 ▾")
    await zh.press("90 %")
    await zh.press("够我的限额吗")
    assert screen(zh) == [
        "还够 25,843 次。",
        "限额还剩 ¥300.00，到 11 月 30 日，还有 8 天",
        "平均每天约 3,230 次。",
        "这些天每小时 20 次：$6.28，够。",
        "一次：gpt-5.4-mini · $0.0016",
    ]


async def test_shared(zh: Conversation) -> None:
    """The inline query is Chinese, and so is what it sends."""
    await zh.say(NUMBERS)
    await zh.press("更多 ▾")
    share = next(button for row in zh.last.rows for button in row if button.label == "分享")
    assert str(share.value).startswith("估算 ")
    said = await zh.take(script.Inline(str(share.value)))
    assert said.splitlines()[0].startswith("[1 估算：$42.75] ≈ $42.75 (¥303.53) · gpt-5.4-mini · 输入 2,000 token")


async def test_labels_are_short(zh: Conversation) -> None:
    """At most eight characters, the names of models aside."""
    await zh.say(NUMBERS.replace("2000", "272001").replace("gpt-5.4-mini", "o3"))
    seen = set(zh.labels)
    for button in (
        "更多 ▾",
        "处理方式 ▾",
        "‹ 返回",
        "调用次数 ▾",
        "1000/天",
        "调用次数 ▾",
        "‹ 返回",
        "换模型",
        "‹ 返回",
    ):
        await zh.press(button)
        seen |= set(zh.labels)
    await zh.say("/prices")
    seen |= set(zh.labels)
    await zh.say(TEXT)
    await zh.press("回答：中 ▾")
    await zh.press("同输入")
    seen |= set(zh.labels)
    assert [label for label in seen if len(label) > 8 and "gpt-" not in label and "o3" not in label] == []
    assert len(await estimates(zh)) == 2


@pytest.mark.parametrize(
    "pasted",
    [
        '{"usage": {"prompt_tokens": 99999999999, "completion_tokens": 300, "total_tokens": 1500}}',
        "curl https://api.openai.com/v1/embeddings -d @body.json",
    ],
)
async def test_what_is_wrong_with_a_paste(zh: Conversation, pasted: str) -> None:
    """The letters of a paste are nobody's words, so they do not choose the language."""
    assert "\n比如：" in await zh.say(pasted)
