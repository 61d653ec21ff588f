from __future__ import annotations

import pytest

from bot.features.faq.small_talk import SmallTalk, read_small_talk


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("hi", SmallTalk.GREETING),
        ("Hello there!", SmallTalk.GREETING),
        ("hey bot 👋", SmallTalk.GREETING),
        ("Good morning", SmallTalk.GREETING),
        ("你好", SmallTalk.GREETING),
        ("您好呀~", SmallTalk.GREETING),
        ("在吗？", SmallTalk.GREETING),
        ("thanks", SmallTalk.THANKS),
        ("ok thank you so much!!", SmallTalk.THANKS),
        ("thx 🙏", SmallTalk.THANKS),
        ("谢谢啦", SmallTalk.THANKS),
        ("好的，多谢", SmallTalk.THANKS),
        ("bye", SmallTalk.GOODBYE),
        ("晚安", SmallTalk.GOODBYE),
        ("hi, how do I top up", None),
        ("你好，怎么充值", None),
        ("thanks but it still fails", None),
        ("谢谢，还有一个问题", None),
        ("high", None),
        ("", None),
        ("hi " * 200, None),
    ],
)
def test_greetings_and_thanks_are_told_from_questions(text: str, kind: SmallTalk | None) -> None:
    """Only a message that says nothing else gets the short answer."""
    assert read_small_talk(text) is kind
