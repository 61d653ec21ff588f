"""Which update comes next: in order within a chat, in parallel across chats, long work beside its chat."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.tg import pastes
from bot.tg.envelope import document_in, is_addressed, is_private, message_of, sender_of
from bot.tg.pastes import Paste
from bot.tg.turns import Job, Turns

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from telegram.ext import Application

    from bot.core.clock import Clock
    from bot.db.database import Database, Transaction
    from bot.tg.envelope import RawMessage, RawUpdate
    from bot.tg.inbox import Inbox
    from bot.tg.sender import Sender
    from bot.tg.turns import People

FILES_PER_PERSON = 3  # one is read, two wait
_BODIES_IN_MEMORY = 1_000


@dataclass(slots=True, eq=False)
class _Chat:
    """The queue of a chat. `more`: set when something comes while somebody waits for the next piece of a text."""

    waiting: deque[tuple[int, RawUpdate | None]] = field(default_factory=deque)
    more: asyncio.Event | None = None


class Dispatcher:
    """Takes stored updates and has them handled.

    Args:
        application: PTB's application; its handlers do the work.
        on_return: runs in the transaction that notes that somebody can be reached (again).
        admins: who is told when an update is given up.
        parallel: how many chats are served at the same time.

    Attributes:
        piece_wait_s: how long the next piece of a long text is waited for.
    """

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        database: Database,
        inbox: Inbox,
        sender: Sender,
        people: People,
        clock: Clock,
        *,
        on_return: Callable[[Transaction, int], None] = lambda tx, person_id: None,  # noqa: ARG005 - nobody is remembered
        admins: Sequence[int] = (),
        parallel: int = 64,
    ) -> None:
        self._bot, self._inbox, self.piece_wait_s = application.bot, inbox, pastes.WAIT_S
        self._turns = Turns(application, database, inbox, sender, people, clock, on_return=on_return, admins=admins)
        self._chats: dict[int, _Chat] = {}
        self._places = asyncio.Semaphore(parallel)
        self._tasks: set[asyncio.Task[None]] = set()  # one a chat
        self._beside: set[asyncio.Task[None]] = set()  # one a file
        self._files_of: Counter[int] = Counter()
        self._bodies = 0
        self._stopping = False
        self._all_came = False
        self.failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def submit(self, update_id: int, chat_id: int, update: RawUpdate | None = None) -> None:
        """Queue a stored update behind the earlier ones of its chat; None is loaded when its turn comes."""
        if self._bodies >= _BODIES_IN_MEMORY:
            update = None  # a flood must not fill the memory; the inbox has it
        self._bodies += update is not None
        chat = self._chats.get(chat_id)
        if chat is not None:
            chat.waiting.append((update_id, update))
            if chat.more is not None:
                chat.more.set()
            return
        chat = self._chats[chat_id] = _Chat(deque([(update_id, update)]))
        self._start(self._serve(chat_id, chat), f"chat {chat_id}", self._tasks)

    async def join(self, *, all_came: bool = False, files_s: float | None = None) -> None:
        """Return when everything submitted is handled and answered.

        Args:
            all_came: nobody waits for pieces of a text that were not submitted yet.
            files_s: how long files are waited for; None: until they are answered as well.

        Raises:
            BaseException: what ended a worker, if one died.
        """
        self._all_came = all_came
        try:
            for chat in self._chats.values():
                if all_came and chat.more is not None:
                    chat.more.set()
            while self._tasks or self._beside:
                if self._tasks:
                    await asyncio.wait(self._tasks)
                elif (await asyncio.wait(self._beside, timeout=files_s))[1] and files_s is not None:
                    break
        finally:
            self._all_came = False
        if self.failed.done():
            self.failed.result()

    async def stop(self, grace_s: float) -> None:
        """Finish the updates in hand, for so long at most; the rest waits in the inbox, also files not read yet."""
        self._stopping = True
        for chat in self._chats.values():
            if chat.more is not None:
                chat.more.set()
        at_work = self._tasks | self._beside
        if at_work:
            _, late = await asyncio.wait(at_work, timeout=grace_s)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late, timeout=1)

    def _start(self, work: Any, name: str, tasks: set[asyncio.Task[None]]) -> asyncio.Task[None]:  # noqa: ANN401 - a coroutine of any kind
        task: asyncio.Task[None] = asyncio.create_task(work, name=name)
        tasks.add(task)

        def ended(task: asyncio.Task[None]) -> None:
            tasks.discard(task)
            error = None if task.cancelled() else task.exception()
            if error is not None and not self.failed.done():
                self.failed.set_exception(error)

        task.add_done_callback(ended)
        return task

    async def _serve(self, chat_id: int, chat: _Chat) -> None:
        """Work off one chat's queue; what this raises is no update's fault and ends the process."""
        try:
            while chat.waiting and not self._stopping:
                async with self._places:
                    update = await self._next(chat)
                    paste = self._paste(update) if update is not None else None
                    if update is not None and paste is None:
                        await self._take(update)
                if paste is not None:
                    await self._collect(chat, paste)
                    async with self._places:
                        if not self._stopping:  # else the pieces wait in the inbox
                            await self._turns.take(_job(paste))
        finally:
            del self._chats[chat_id]

    async def _next(self, chat: _Chat) -> RawUpdate | None:
        """Take the next update off the queue; None if it is done already, or nothing is to be begun any more."""
        update_id, update = chat.waiting.popleft()
        self._bodies -= update is not None
        if self._stopping:
            return None
        if update is None:
            update, unsent = await self._inbox.find(update_id)
            if unsent is not None:
                await self._turns.send_stored(update_id, unsent)
        return update

    def _paste(self, update: RawUpdate) -> Paste | None:
        paste = Paste.opened_by(update)
        return paste if paste is not None and self._is_addressed(update["message"]) else None

    async def _collect(self, chat: _Chat, paste: Paste) -> None:
        """Add the pieces that follow to a text; what others of a group write meanwhile is handled meanwhile."""
        person_id, loop = sender_of(paste.updates[0]), asyncio.get_running_loop()
        deadline = loop.time() + self.piece_wait_s
        while not paste.is_full and not self._stopping and (chat.waiting or await self._comes(chat, deadline)):
            update_id, update = chat.waiting[0]
            if update is None:
                update, _ = await self._inbox.find(update_id)
            if update is None:
                return
            if paste.takes(update):
                self._bodies -= chat.waiting.popleft()[1] is not None
                paste.add(update)
                deadline = loop.time() + self.piece_wait_s
            elif sender_of(update) == person_id:
                return  # their next message, which need not wait
            else:
                async with self._places:
                    other = await self._next(chat)
                    if other is not None:
                        await self._take(other)

    async def _comes(self, chat: _Chat, deadline: float) -> bool:
        """Wait for the next update of a chat; False if none comes in time."""
        if self._all_came:
            return False
        chat.more = asyncio.Event()
        try:
            async with asyncio.timeout_at(deadline):
                await chat.more.wait()
        except TimeoutError:
            pass
        finally:
            chat.more = None
        return bool(chat.waiting)

    def _is_addressed(self, message: RawMessage) -> bool:
        return is_private(message) or is_addressed(message, self._bot.id, self._bot.username)

    async def _take(self, update: RawUpdate) -> None:
        """Handle an update now, or, if it takes long, beside the chat."""
        message = message_of(update)
        job = _job_of(update, message)
        if message is None or document_in(message) is None or not self._is_addressed(message):
            await self._turns.take(job)
            return
        person_id = sender_of(update) or 0
        if self._files_of[person_id] >= FILES_PER_PERSON:
            await self._turns.take(job)  # which says so
            return
        self._files_of[person_id] += 1
        job = Job(job.update, job.update_ids, job.message_ids, is_beside=True)
        task = self._start(self._turns.take(job), f"file {job.update_ids[0]}", self._beside)
        task.add_done_callback(lambda _: self._gone(person_id))

    def _gone(self, person_id: int) -> None:
        self._files_of[person_id] -= 1
        if not self._files_of[person_id]:
            del self._files_of[person_id]


def _job_of(update: RawUpdate, message: RawMessage | None) -> Job:
    message_id = message.get("message_id") if message is not None else None
    return Job(update, (int(update["update_id"]),), (message_id,) if isinstance(message_id, int) else ())


def _job(paste: Paste) -> Job:
    ordered = sorted(paste.updates, key=lambda update: int(update["message"]["message_id"]))
    return Job(
        paste.joined(),
        tuple(int(update["update_id"]) for update in ordered),
        tuple(int(update["message"]["message_id"]) for update in ordered),
        last=ordered[-1],
    )
