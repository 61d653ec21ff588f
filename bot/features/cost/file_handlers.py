"""Files: read, counted or taken apart, with the caption as the question."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from bot.features.cost import file_views, problem_views
from bot.features.cost.asked import Source
from bot.features.cost.files import Kind, ReadCancelledError, UnreadableFileError, read_file
from bot.features.cost.reading import Batch, Refused, RequestBody, Usage, UsageLog, read, read_options
from bot.features.cost.reading.lines import read_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram import Update

    from bot.features.cost.desk import Desk
    from bot.features.cost.estimator import Estimator
    from bot.features.cost.files import FileText
    from bot.features.cost.reading import Reading
    from bot.tg.context import BotContext
    from bot.tg.feature import Document

_LARGE: Final = 500_000  # bytes; with a smaller text nobody has to wait
# Characters. A longer file is looked at line by line only: a large value is parsed in one go, and nothing else of the
# process runs meanwhile.
_READ_WHOLE: Final = 2_000_000


class FileDoors:
    """Answers files with what they cost."""

    def __init__(self, desk: Desk, estimator: Estimator) -> None:
        self._desk, self._estimator = desk, estimator

    async def on_file(self, update: Update, context: BotContext, document: Document) -> bool:
        """Estimate what a file says; every file that nobody else wanted is for this feature."""
        await self._desk.load()
        tr = context.tr
        options = read_options(document.caption, self._desk.prices) if document.caption else None
        if isinstance(options, Refused):
            context.show(problem_views.refused(tr, options))
            return True
        if document.size >= _LARGE:
            await context.progress(file_views.reading(tr, document.name, document.size, context.cancel_button()))
        try:
            file = await read_file(document.name, document.content, cancelled=context.cancelled)
        except UnreadableFileError as error:
            context.show(file_views.unreadable(tr, error))
            return True
        except ReadCancelledError:
            context.show(problem_views.cancelled(tr))
            return True
        if not file.text.strip():
            context.show(problem_views.empty(tr))
            return True
        found = await asyncio.to_thread(self._read, file) if file.kind is Kind.TEXT else None
        notes = file_views.read_as(tr, file)
        progress = self._progress(context, document) if document.size >= _LARGE else None
        if isinstance(found, Batch | UsageLog | RequestBody | Usage) and found.certain:
            await self._estimator.reading(context, found, options, notes=notes, progress=progress)
        else:
            await self._estimator.count(context, file.text, Source.FILE, options, notes=notes, progress=progress)
        return True

    def _read(self, file: FileText) -> Reading | None:
        """Return what a file is, if it is more than a text."""
        return read(file.text, self._desk.prices) if len(file.text) <= _READ_WHOLE else read_lines(file.text)

    def _progress(self, context: BotContext, document: Document) -> Callable[[float], None]:
        """Return what shows which part of a file is counted."""
        running: set[asyncio.Task[None]] = set()

        def show(part: float) -> None:
            screen = file_views.counting(context.tr, document.name, part, context.cancel_button())
            task = asyncio.create_task(context.progress(screen))
            running.add(task)
            task.add_done_callback(running.discard)

        return show
