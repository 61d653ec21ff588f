"""Which messages are about reminders, in both languages."""

from __future__ import annotations

import pytest

from bot.core.zones import zone
from bot.features.reminders import recognition
from tests.features.reminders.helpers import at

SHANGHAI = zone("Asia/Shanghai")
NOW = at("2026-11-23T02:00")  # Monday, 10:00 in Shanghai


@pytest.mark.parametrize(
    ("text", "mine"),
    [
        pytest.param("remind me tomorrow 9:00 to check usage", True, id="with-a-time"),
        pytest.param("Remind me to check the bill", True, id="without-a-time"),
        pytest.param("set a reminder for friday", True, id="set-a-reminder"),
        pytest.param("每月1号提醒我看账单", True, id="每月"),
        pytest.param("提醒我看用量", True, id="没说时间"),
        pytest.param("don't forget to wake me at 7am tomorrow", True, id="other-words-with-a-time"),
        pytest.param("别忘了明天早上九点看用量", True, id="别忘了-with-a-time"),
        pytest.param("半小时后提醒", True, id="只说提醒"),
        pytest.param("周五提醒交报告", True, id="没说提醒谁"),
        pytest.param("周五提醒功能怎么用", False, id="问提醒功能"),
        pytest.param("昨天提醒过了吗", False, id="问提醒过没有"),
        pytest.param("do not forget to answer in JSON", False, id="other-words-without-a-time"),
        pytest.param("remind me what a token is", False, id="a-question"),
        pytest.param("提醒我一下怎么充值", False, id="a-question-zh"),
        pytest.param("OpenAI sent me a reminder that my card failed", False, id="speaks-of-a-reminder"),
        pytest.param("what does this cost", False, id="something-else"),
        pytest.param("花了三十块", False, id="spent"),
        pytest.param("100 usd", False, id="an-amount"),
        pytest.param("remind me tomorrow 9:00 to " + "x" * 400, False, id="a-whole-text"),
    ],
)
def test_which_plain_messages_are_reminders(text: str, mine: bool) -> None:
    """The recogniser takes what asks to be reminded and leaves the rest to the other features."""
    assert recognition.asks_to_be_reminded(text, now=NOW, zone=SHANGHAI) is mine


@pytest.mark.parametrize(
    ("words", "alone"),
    [
        pytest.param("tomorrow 9:00", True, id="a-time"),
        pytest.param("make it friday 18:30 please", True, id="with-words-around-it"),
        pytest.param("那就明天早上九点吧", True, id="with-words-around-it-zh"),
        pytest.param("feb 30", True, id="a-day-that-does-not-exist"),
        pytest.param("soon", True, id="a-vague-one"),
        pytest.param("spent 12.5 today", False, id="money-spent-today"),
        pytest.param("今天花了30块", False, id="money-spent-today-zh"),
        pytest.param("why did my card fail yesterday", False, id="a-question-with-a-day-in-it"),
        pytest.param("100 usd", False, id="no-time-at-all"),
    ],
)
def test_which_messages_answer_when(words: str, alone: bool) -> None:
    """A time alone is an answer; anything else goes to whoever it is for."""
    assert recognition.is_time_alone(words, now=NOW, zone=SHANGHAI) is alone


@pytest.mark.parametrize(
    ("text", "mine"),
    [
        pytest.param("my reminders", True, id="my-reminders"),
        pytest.param("show all my reminders please", True, id="show"),
        pytest.param("Cancel the reminder for tomorrow", True, id="cancel"),
        pytest.param("stop reminding me", True, id="stop"),
        pytest.param("提醒列表", True, id="提醒列表"),
        pytest.param("我有哪些提醒", True, id="我有哪些提醒"),
        pytest.param("取消明天的提醒", True, id="取消"),
        pytest.param("别再提醒我了", True, id="别再提醒我了"),
        pytest.param("remind me to see the list tomorrow", False, id="a-new-one"),
        pytest.param("明天提醒我删除密钥", False, id="a-new-one-zh"),
        pytest.param("提醒我明天取消订阅", False, id="a-new-one-about-cancelling"),
        pytest.param("what is a usage limit", False, id="something-else"),
    ],
)
def test_which_plain_messages_are_about_the_list(text: str, mine: bool) -> None:
    """Asking for the reminders, or wanting one gone, opens the list and sets nothing."""
    assert recognition.asks_for_list(text) is mine
