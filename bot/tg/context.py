"""What a handler works with: the person, their language, the time, and the ways to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from markupsafe import Markup
from telegram.ext import CallbackContext, ExtBot

from bot.core import screen as screens
from bot.core.i18n import Translator, translator
from bot.core.screen import Button, File, Screen
from bot.tg.turn_state import AGAIN, Answer, Turn, current_turn

if TYPE_CHECKING:
    import datetime as dt
    import threading
    from collections.abc import Callable, Mapping

    from telegram import Update
    from telegram.ext import Application

    from bot.core.language import Language
    from bot.core.person import Person
    from bot.db.database import Transaction
    from bot.tg.turn_state import Undo

_Data: TypeAlias = dict[Any, Any]


class BotContext(CallbackContext[ExtBot[None], _Data, _Data, _Data]):
    """PTB's context with the person it is about and the answer that is being made."""

    turn: Turn

    @classmethod
    def from_update(cls, update: object, application: Application[Any, Any, Any, Any, Any, Any]) -> BotContext:
        """Make the context for one update, as PTB asks for it."""
        made = super().from_update(update, application)
        made.turn = current_turn.get()
        return made

    @property
    def person(self) -> Person:
        """Who wrote or tapped."""
        return self.turn.person

    @property
    def now(self) -> dt.datetime:
        """When this update is being handled; aware, UTC."""
        return self.turn.now

    @property
    def language(self) -> Language:
        """The language of this answer."""
        return self.turn.answer.language

    @property
    def tr(self) -> Translator:
        """Says things in the language of this answer and in the person's currencies."""
        return translator(self.turn.answer.language, self.turn.person.only)

    @property
    def arguments(self) -> tuple[str, ...]:
        """What the pressed button says behind its feature's name; empty outside of taps."""
        return self.turn.tap.arguments if self.turn.tap else ()

    @property
    def words(self) -> str:
        """What follows the command; the whole text of a plain message."""
        return self.turn.words

    @property
    def message_id(self) -> int | None:
        """The id of the person's message (of the first piece of a paste); None outside of messages."""
        return self.turn.message_id

    @property
    def origin(self) -> str | None:
        """Where this came from, "chat_id:message_id": the same for a message and for each of its edits."""
        message_id = self.turn.message_id
        return None if message_id is None else f"{self.turn.answer.chat_id}:{message_id}"

    @property
    def is_edit(self) -> bool:
        """Whether this is a later version of a message; `show` and `act` then edit the answer to the earlier one."""
        return self.turn.is_edit

    @property
    def replied(self) -> str:
        """The text of the message this one replies to, or the part of it that was quoted; "" if there is none."""
        return self.turn.replied

    @property
    def pieces(self) -> int:
        """In how many messages the text came, earlier ones that a late piece belongs to included; 1 for most."""
        return self.turn.answer.pieces

    @property
    def is_late_piece(self) -> bool:
        """Whether `words` is the rest of a text that was answered already: `earlier_answer` is to be renewed.

        The earlier pieces themselves are kept nowhere.
        """
        return self.turn.is_late_piece

    @property
    def earlier_answer(self) -> int | None:
        """The message that `show` and `act` will edit in answer to an edit or a late piece; None: they answer anew."""
        return self.turn.answer.edits if self.turn.is_edit or self.turn.is_late_piece else None

    @property
    def cancelled(self) -> threading.Event:
        """Set when nobody waits for the work any more: the person pressed Cancel, or its time is over."""
        return self.turn.cancelled

    def expect_pieces(self) -> None:
        """Say that the answer counts this text: a piece of it that comes late is then handed on as one.

        The router does this for what nobody recognised; a handler of replies that counts texts does it before it acts.
        """
        if self.turn.opens is not None:
            self.turn.answer.length, self.turn.answer.said = self.turn.opens

    def cancel_button(self) -> Button:
        """Return the button that ends the work on this update."""
        return Button(str(self.tr.text("Cancel")), action=f"work:cancel:{self.turn.update_ids[0]}")

    async def progress(self, screen: Screen) -> None:
        """Show how far long work is: one message, edited from then on, that the final screen replaces.

        May be called as often as there is news; what comes too soon after the last one is left out.
        """
        if self.turn.progress is not None:
            await self.turn.progress.show(screen)

    def show(self, screen: Screen, *, new: bool = False) -> None:
        """Answer with a screen: in place of the message whose button was pressed, else (or `new`) as a message."""
        if new:
            self.turn.answer.edits = None
        self.turn.answer.items.append(self._with_below(screen))

    def send_file(self, file: File) -> None:
        """Answer with a document."""
        self.turn.answer.items.append(file)

    def toast(self, text: str) -> None:
        """Show a short note over the chat for the pressed button; at most 200 characters."""
        self.turn.answer.toast = str(text)

    def delete(self, message_id: int) -> None:
        """Delete a message of this chat."""
        self.turn.answer.deletes.append(message_id)

    async def act(self, effect: Callable[[Transaction], Screen], *, question: str | None = None) -> None:
        """Change something: `effect` and the mark that this update is handled commit together, or not at all.

        Once per update, and the screen that `effect` returns is the answer; it is stored until it is sent.

        Args:
            effect: runs on the database's thread; what it raises is raised here and nothing is changed.
            question: opens a question (`feature:verb:argument`) that the person's next message may answer.

        What the earlier version of an edited message did is undone with it, unless that was brought up to date.

        Raises:
            AlreadyHandledError: this update has had its effect.
        """
        turn = self.turn

        def whole(tx: Transaction) -> tuple[Screen, dict[str, Any]]:
            gone = _undo(tx, turn.let_go)
            shown = self._with_below(screens.above(gone, effect(tx)))
            asked = question or self._follow_up(tx)
            if asked is not None or turn.answers_question:
                turn.inbox.ask(tx, turn.answer.chat_id, turn.person.id, asked, turn.message_id)
            stored = Answer.to_json(turn.answer)
            return shown, {**stored, "items": [*stored["items"], screens.to_json(shown)]}

        shown = await turn.inbox.take_effect(turn.update_ids, whole)
        turn.acted = True
        turn.answer.items.append(shown)

    def expect_follow_up(self, feature: str, *arguments: object) -> None:
        """Let the next message be about this answer: `on_reply` of the feature gets it first, with :data:`AGAIN`.

        To be said before :meth:`act`, or by its effect. Where the bot waits for an answer, that question stays open.
        """
        self.turn.follow_up = ":".join(map(str, (feature, AGAIN, *arguments)))

    def _follow_up(self, tx: Transaction) -> str | None:
        """Return the question that stands for this answer, None where another waits, also one asked in the meantime."""
        turn = self.turn
        if turn.answers_question or turn.follow_up is None:
            return turn.follow_up
        waiting = turn.inbox.question(tx, turn.answer.chat_id, turn.person.id, turn.now, None)
        return turn.follow_up if waiting is None or AGAIN in waiting.split(":")[1:2] else None

    def keep_earlier(self, feature: str) -> None:
        """Say, before :meth:`act`, that its effect renews what the earlier version of this message did."""
        self.turn.let_go.pop(feature, None)

    async def let_go(self) -> None:
        """Undo what the earlier version of this message did, where the answer to the new one changed nothing."""
        if not self.turn.let_go or self.turn.acted:
            return
        shown = [item for item in self.turn.answer.items if isinstance(item, Screen)]
        others = [item for item in self.turn.answer.items if not isinstance(item, Screen)]
        answer = shown.pop(0) if shown else Screen(Markup())

        def effect(tx: Transaction) -> Screen:
            gone = _undo(tx, earlier)
            if not gone:
                raise _NothingLetGoError
            return screens.above(gone, answer)

        before, self.turn.answer.items = self.turn.answer.items, []
        earlier, self.turn.let_go = self.turn.let_go, {}
        self.turn.answers_question = False  # what was only shown closed none
        try:
            await self.act(effect)
        except _NothingLetGoError:
            self.turn.answer.items = before
        else:
            self.turn.answer.items += [*shown, *others]

    def _with_below(self, screen: Screen) -> Screen:
        """Add the button for the other thing that the message may have meant, where there is room for it."""
        below = self.turn.below
        if below is None or sum(map(len, screen.rows)) >= screens.MOST_BUTTONS:
            return screen
        return Screen(screen.html, (*screen.rows, (below,)))

    async def ask(self, screen: Screen, question: str) -> None:
        """Show a screen that asks something; the person's next message may be the answer."""
        await self.act(lambda _: screen, question=question)


class _NothingLetGoError(Exception):
    """The earlier version of a message had done nothing that could be undone."""


def _undo(tx: Transaction, earlier: Mapping[str, Undo]) -> list[Screen]:
    """Undo what the earlier version of an edited message did; return what says so."""
    return [gone for undo in earlier.values() if (gone := undo(tx)) is not None]


def is_private(update: Update) -> bool:
    """Tell whether nobody but the person reads the answer."""
    chat = update.effective_chat
    return chat is None or chat.type == "private"
