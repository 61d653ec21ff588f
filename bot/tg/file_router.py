"""From a file to the feature that reads it."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from bot.tg import replies
from bot.tg.feature import Document
from bot.tg.files import LARGEST, FetchError, TooLargeError, fetch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from telegram import Document as Sent
    from telegram import Update

    from bot.tg.context import BotContext
    from bot.tg.feature import Command, Feature
    from bot.tg.files import FileRoom

log = logging.getLogger(__name__)


class FileRouter:
    """Asks the features about a file.

    Args:
        room: where files wait and are read.
        features: who is asked, one after the other.
        readers: the feature behind each command that can stand in front of a file's caption.
    """

    def __init__(self, room: FileRoom, features: Sequence[Feature], readers: Mapping[str, Feature]) -> None:
        self._room, self._features, self._readers = room, features, readers

    def reads(self, command: Command) -> bool:
        """Tell whether a command has to do with files."""
        return command.name in self._readers

    async def reads_replied(self, command: Command, update: Update, context: BotContext) -> bool:
        """Read the file that a command replies to, if it has to do with files and there is one."""
        message = update.effective_message
        replied = message.reply_to_message if message is not None else None
        if replied is None or replied.document is None or replied.animation is not None or not self.reads(command):
            return False
        await self.read(replied.document, update, context, command)
        return True

    async def read(self, sent: Sent, update: Update, context: BotContext, command: Command | None) -> None:
        """Have a file read when its turn comes. `command`: whose feature is asked first."""
        size = sent.file_size or 0
        if size > LARGEST:
            context.show(replies.file_too_large(context.tr, size))
        elif not context.turn.is_beside:  # three others of this person are there already
            context.show(replies.too_many_files(context.tr))
        else:
            read = partial(self._read, sent, update, context, command)
            await self._room.read(context, sent.file_name or "", size, read)

    async def _read(self, sent: Sent, update: Update, context: BotContext, command: Command | None) -> None:
        try:
            content = await fetch(context.bot, sent)
        except TooLargeError as error:
            context.show(replies.file_too_large(context.tr, error.size))
            return
        except FetchError as error:
            log.warning("a file could not be fetched: %s", error)
            context.show(replies.file_not_fetched(context.tr))
            return
        document = Document(sent.file_name or "", sent.mime_type or "", len(content), content, context.words.strip())
        first = self._readers[command.name] if command is not None else None
        for feature in (first, *(each for each in self._features if each is not first)):
            if feature is None or feature.on_file is None or (feature.private and not context.turn.is_private):
                continue
            context.turn.answers_question = context.turn.is_asked_by(feature.name)
            if await feature.on_file(update, context, document):
                return
            context.turn.answers_question = False
        context.show(replies.no_words(context.tr))
