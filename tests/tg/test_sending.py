"""What leaves: long texts, broken ones, edits that come too late, taps that are too old."""

from __future__ import annotations

import datetime as dt
import logging
from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup

from bot.core.screen import Button, File, Screen
from bot.tg.feature import Command, Feature
from bot.tg.split import visible
from tests.fakes import make_service

if TYPE_CHECKING:
    from bot.console.botapi import BotApi
    from bot.core.clock import ManualClock
    from bot.db.database import Database
    from bot.tg.context import BotContext
    from bot.tg.service import Service

LONG = Markup("\n\n").join(Markup("<b>Block {}</b> {}").format(n, "word & more " * 40) for n in range(30))
BUTTONS = ((Button("Go", "x:go"),),)


@pytest.fixture
async def service(api: BotApi, database: Database, clock: ManualClock) -> Service:
    """A bot that shows what the tests below ask for."""

    async def show(_: object, context: BotContext) -> None:
        screens = {"long": Screen(LONG, BUTTONS), "broken": Screen(Markup("<b>2 < 3</i>"), BUTTONS)}
        context.show(screens.get(context.words, Screen(Markup("fine"), BUTTONS)))

    async def send(_: object, context: BotContext) -> None:
        context.send_file(File("a.txt", b"content", Markup("<b>a</b>") + "x" * 2000))

    async def tap(_: object, context: BotContext) -> None:
        context.toast("n" * 300)
        context.show(Screen(Markup("fine"), BUTTONS))

    feature = Feature("x", (Command("show", show), Command("file", send)), on_tap=tap)
    made = make_service(api, database, clock, features=[feature])
    await made.start()
    return made


def messages(api: BotApi) -> list[str]:
    """Return what the bot said."""
    return [message.text for message in api.chat(1).messages if message.from_bot]


async def test_a_long_screen_is_several_messages(api: BotApi, service: Service) -> None:
    """Each is taken by Telegram, nothing is lost, and the buttons stand under the last."""
    api.say(1, "/show long")
    await service.settle()
    sent = [message for message in api.chat(1).messages if message.from_bot]
    assert len(sent) > 2
    assert all(len(message.text) <= 4096 for message in sent)
    assert "".join("".join(message.text.split()) for message in sent) == "".join(visible(str(LONG)).split())
    assert [bool(message.rows) for message in sent] == [False] * (len(sent) - 1) + [True]


async def test_in_a_group_it_is_known_whom_the_buttons_answer(api: BotApi, service: Service) -> None:
    """Each part answers the question: the last has its buttons, and in a group with topics each stands in the topic."""
    group = api.group(-100_1234567890)
    api.say(1, "/show long", chat=group)
    await service.settle()
    question, *sent = group.messages
    assert [message.reply_to for message in sent] == [question] * len(sent)
    assert len(sent) > 2


async def test_what_a_tap_sends_in_a_group_answers_the_same_question(api: BotApi, service: Service) -> None:
    """An edit that Telegram refuses, as of a message that is gone: the new one has the same owner."""
    group = api.group(-100_1234567890)
    api.say(1, "/show fine", chat=group)
    await service.settle()
    question, answer = group.messages
    tap = api.press(1, answer, "Go")
    tap["callback_query"]["message"]["message_id"] = 999_999
    await service.settle()
    assert [message.reply_to for message in group.messages] == [None, question, question]
    api.press(2, group.messages[-1], "Go")
    await service.settle()
    assert [call.params["text"] for call in api.calls if call.method == "answerCallbackQuery"][-1] == (
        "These buttons belong to Person 1. Ask me yourself to get your own."
    )


async def test_html_that_telegram_refuses_arrives_plain(
    api: BotApi, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    """Better without bold letters than not at all; the log has it as an error."""
    with caplog.at_level(logging.ERROR):
        api.say(1, "/show broken")
        await service.settle()
    assert messages(api) == ["2 < 3"]
    assert "Can't parse entities".casefold() in caplog.text.casefold()


async def test_a_caption_is_cut_at_its_limit(api: BotApi, service: Service) -> None:
    """A document arrives with the first 1,024 characters of what belongs to it."""
    api.say(1, "/file")
    await service.settle()
    message = api.last_message(1)
    assert message.file is not None
    assert (message.file.data, len(message.text)) == (b"content", 1024)


async def test_an_edit_that_changes_nothing_is_no_error(
    api: BotApi, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    """The same button twice: "message is not modified" is swallowed, each tap is answered, toasts fit."""
    api.say(1, "/show fine")
    await service.settle()
    for _ in range(2):
        api.press(1, api.last_message(1), "Go")
        await service.settle()
    assert messages(api) == ["fine"]
    answers = [call for call in api.calls if call.method == "answerCallbackQuery"]
    assert [(call.error, len(str(call.params["text"]))) for call in answers] == [(None, 200)] * 2
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_a_tap_that_is_too_old_still_does_its_work(
    api: BotApi, service: Service, clock: ManualClock, caplog: pytest.LogCaptureFixture
) -> None:
    """Telegram refuses to hear of the tap any more; the edit is made all the same, and nothing is logged."""
    api.say(1, "/show long")
    await service.settle()
    update = api.press(1, api.last_message(1), "Go")
    await service.inbox.store([update])
    clock.move_to(clock.now() + dt.timedelta(minutes=10))
    service.dispatcher.submit(update["update_id"], 1, update)
    await service.dispatcher.join()
    assert messages(api)[-1] == "fine"
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_a_message_that_is_gone_is_sent_anew(api: BotApi, service: Service) -> None:
    """What cannot be edited any more comes as a new message."""
    api.say(1, "/show fine")
    await service.settle()
    message = api.last_message(1)
    api.press(1, message, "Go")
    await service.application.bot.delete_message(1, message.id)
    await service.settle()
    assert messages(api) == ["fine"]
    assert api.last_message(1).id != message.id
