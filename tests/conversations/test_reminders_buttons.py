"""Every button of the reminders, in both languages: whatever a screen offers works, and nothing else is needed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from bot.core.i18n import translator
from bot.core.language import Language
from bot.features.reminders import views
from tests.conversation import Conversation
from tests.scenes import NOW, hold, scenes

if TYPE_CHECKING:
    from pathlib import Path

    from bot.console.botapi import Call
    from bot.console.world import Message

ENDING = frozenset({"allstop", "delete", "drop", "pause", "unset"})  # pressed when everything else has been
ANSWERING = frozenset({"editMessageText", "sendMessage"})
HAN = re.compile("[\u4e00-\u9fff]")
FOREIGN = re.compile(
    r"OpenAI|gpt-[\w.-]+|API|Limits|Billing|Credit grants|Vancouver|UTC|/\w+|monthly budget|USD|RMB|[a-z]+\.com"
)


class Crawler:
    """Presses every button of the reminders that any message ever had, and looks at what comes of it.

    Buttons are told apart by their action without the numbers of reminders and occurrences.
    """

    def __init__(self, chat: Conversation, language: Language) -> None:
        self.chat, self.language = chat, language
        self.waiting: dict[str, tuple[Message, str]] = {}
        self.pressed: set[str] = set()
        self.toasts: list[str] = []
        self.foreign: list[str] = []
        self.too_late = views.expired(translator(language))
        chat.api.subscribe(self._look)

    def _look(self, call: Call) -> None:
        if call.method == "answerCallbackQuery" and call.params.get("text"):
            self.toasts.append(call.params["text"])
        if call.message is None or not call.message.from_bot:
            return
        self._check_language(call.message)
        for row in call.message.rows:
            for button in row:
                if button.action == "callback_data" and ":reminders:" in button.value:
                    kind = re.sub(r"\d{6,}(?::\d{1,3}(?=:\d{6,}))?", "#", button.value)
                    if kind not in self.pressed:
                        self.waiting.setdefault(kind, (call.message, button.value))

    def _check_language(self, message: Message) -> None:
        for text in (message.text, *(button.label for row in message.rows for button in row)):
            if self.language is Language.EN:
                mixed = HAN.search(text.replace("上海", "").replace("中文", ""))
            else:
                mixed = re.search("[A-Za-z]{4,}", FOREIGN.sub("", text.replace("English", "")))
            if mixed:
                self.foreign.append(text)

    async def crawl(self) -> None:
        """Press until nothing new appears. An old button is pressed where it stood, whatever stands there now."""
        while self.waiting:
            kind = min(self.waiting, key=lambda each: each.split(":")[2] in ENDING)
            message, action = self.waiting.pop(kind)
            self.pressed.add(kind)
            if not message.rows:
                message = next(each for each in reversed(self.chat.api.chat(1).messages) if each.rows)
            self.toasts.clear()
            calls = len(self.chat.api.calls)
            tap = self.chat.api.press(1, message, 1)
            tap["callback_query"]["data"] = action
            await self.chat.session.settle()
            if ":pick:" in kind and self.toasts == [self.too_late]:
                continue  # the other answer to the same question was taken
            assert self.toasts == [], (action, message.text)  # a note is for buttons that lead nowhere
            answers = [call.method for call in self.chat.api.calls[calls:] if call.method in ANSWERING]
            assert len(answers) == 1, (action, answers)

    @property
    def verbs(self) -> set[str]:
        """What was pressed so far."""
        return {kind.split(":")[2] for kind in self.pressed}


def known_verbs(chat: Conversation) -> set[str]:
    """Return the first words of all actions that the reminders' handlers answer; those with a name apart."""
    on_tap: Any = chat.service.router._features["reminders"].on_tap
    return {*on_tap.__self__._taps, "setzone"}


SCENES = {
    Language.EN: (
        "/remind",
        "remind me tomorrow 9:30 to look",
        "remind me on friday to pay",
        "remind me at 9 to read",
        "remind me on 1/12 to read",
        "remind me every day at 11:00 to look again",
        *(f"remind me every day at 12:00 to do number {n}" for n in range(9)),
        "/budget 50",
        "/reminders",
        "/settings",
    ),
    Language.ZH: (
        "/remind",
        "明天早上九点半提醒我看账单",
        "周五提醒我付款",
        "9点提醒我看用量",
        "每天上午十一点提醒我再看一次",
        *(f"每天中午十二点提醒我做第{n}件事" for n in "一二三四五六七八九"),
        "/budget 50",
        "/reminders",
        "/settings",
    ),
}
ANSWERS = {
    Language.EN: (("Another zone", "Find a city", "UTC+8"), ("Credit expires", "2027-03-31")),
    Language.ZH: (("其他时区", "搜索城市", "UTC+8"), ("额度到期", "2027-03-31")),
}


@pytest.mark.parametrize("scene", list(scenes("reminders.en")))
@pytest.mark.parametrize("code", ["en", "zh-hans"])
async def test_every_screen_reads_as_it_is_written_down(code: str, scene: str, tmp_path: Path) -> None:
    """Said and pressed again, all is the same to the letter; `make transcripts` writes it anew."""
    steps = scenes(f"reminders.{code}")[scene]
    if any(step.startswith("@") for step, _ in steps):
        pytest.importorskip("tzfpy")
    assert await hold(steps, tmp_path / "b.sqlite3", code) == steps


def test_both_languages_hold_the_same_conversations() -> None:
    """Scene by scene, step by step of the same kind."""
    english, chinese = (
        {name: [step[0] for step, _ in steps] for name, steps in scenes(f"reminders.{code}").items()}
        for code in ("en", "zh-hans")
    )
    assert english == chinese
    assert len(english) > 10


@pytest.mark.parametrize(("code", "language"), [("en", Language.EN), ("zh-hans", Language.ZH)])
async def test_every_button_that_is_ever_shown_works(code: str, language: Language, tmp_path: Path) -> None:
    """All are pressed, also old ones; none is a dead end, and every verb the program knows stands on some screen."""
    async with Conversation(tmp_path / "b.sqlite3", NOW, lang=code) as chat:
        chat.may_be_refused = True  # an old button may say again what stands there
        crawler = Crawler(chat, language)
        (*zone, place), (expiry, day) = ANSWERS[language]
        await chat.say(SCENES[language][1])
        for label in zone:
            await chat.press(label)
        await chat.say(place)  # several fit: each is a button
        await chat.say("/remind")
        await chat.press(expiry)
        await chat.say(day)
        for words in SCENES[language]:
            await chat.say(words)
            await crawler.crawl()
        for span in ("1h", "1h", "1d", "3d", "40d", "400d"):
            await chat.advance(span)
            await crawler.crawl()
        assert crawler.verbs == known_verbs(chat)
        assert crawler.foreign == []
