"""Words that take the last thing back, or have it again."""

from __future__ import annotations

import pytest

from bot.core.undo import brings_back, takes_back, undoes

UNDOES = [
    "undo",
    "Undo that!",
    "no, undo it please",
    "take it back",
    "oops, take that back",
    "revert that",
    "undo the last entry",
    "撤销",
    "撤回",
    "撤销刚才那笔",
    "把上一笔撤销掉",
    "帮我撤回吧",
    "撤銷",
    "收回",
]
TAKES_BACK = [
    "cancel it",
    "Cancel that.",
    "cancel",
    "delete that one",
    "never mind",
    "forget it",
    "that was a mistake",
    "取消",
    "取消它",
    "取消這筆",
    "删掉",
    "刪掉吧",
    "算了",
    "还是算了",
    "不用了",
    "不要了",
    "当我没说",
]
BRINGS_BACK = [
    "bring it back",
    "book it again",
    "restore it",
    "no, keep it",
    "i want it after all",
    "恢复",
    "恢復它",
    "重新记上",
    "加回来",
]
NEITHER = [
    "stop",
    "/cancel",
    "quit",
    "leave it",
    "停",
    "停止",
    "cancel my subscription",
    "how do I undo a charge",
    "undo the change in this code: x = 1",
    "remove my limit",
    "取消限额",
    "取消提醒",
    "怎么取消自动充值",
    "不对",
    "no",
    "delete my budget",
    "撤销操作怎么写代码",
    "undo " * 20,
]


@pytest.mark.parametrize("text", UNDOES)
def test_a_step_back(text: str) -> None:
    """What undoes the last step also takes it back."""
    assert undoes(text)
    assert takes_back(text)
    assert not brings_back(text)


@pytest.mark.parametrize("text", TAKES_BACK)
def test_the_whole_thing_is_taken_back(text: str) -> None:
    """Not a step of it only."""
    assert takes_back(text)
    assert not undoes(text)


@pytest.mark.parametrize("text", BRINGS_BACK)
def test_wanted_after_all(text: str) -> None:
    """The way back from a step back."""
    assert brings_back(text)
    assert not takes_back(text)


@pytest.mark.parametrize("text", NEITHER)
def test_other_messages(text: str) -> None:
    """Ends of questions, questions, requests for something else."""
    assert not takes_back(text)
    assert not brings_back(text)
