"""What Telegram remembers on the bot's behalf: people, chats, messages and files."""

from __future__ import annotations

import itertools
import mimetypes
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from bot.console.entities import NO_TEXT
from bot.console.refusals import bad_request, forbidden

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from bot.console.entities import Formatted
    from bot.console.keyboards import Button, Keyboard
    from bot.console.refusals import Json

ChatType = Literal["private", "group", "supergroup", "channel"]
_CHANNEL_BASE = -1_000_000_000_000


@dataclass(slots=True, eq=False)
class Person:
    """An account of Telegram, a person's or the bot's own.

    Attributes:
        started: has a private chat with the bot, so the bot may write there.
        blocked: has blocked the bot.
    """

    id: int
    first_name: str
    language_code: str | None = None
    last_name: str | None = None
    username: str | None = None
    is_bot: bool = False
    started: bool = False
    blocked: bool = False

    def json(self) -> Json:
        """The User object; what is not known is left out."""
        user: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.last_name:
            user["last_name"] = self.last_name
        if self.username:
            user["username"] = self.username
        if self.language_code:
            user["language_code"] = self.language_code
        return user


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file on Telegram's side. `size` may be larger than `data`, to stand for a file too large to make."""

    id: str
    unique_id: str
    name: str
    mime_type: str
    data: bytes
    size: int
    path: str


@dataclass(slots=True, eq=False)
class Message:
    """One message of a chat.

    Attributes:
        kind: "text", or the field of the Message object "photo", "voice"
        ... content: what stands in that field. body: the text, or the caption of everything that is no text.
        source: what the bot sent, before its HTML was parsed; "" from a person. edited: when it was last
        edited, Unix seconds; None if never. extra: fields that only some messages have, such as
        forward_origin.
    """

    chat: Chat
    id: int
    date: int
    sender: Person | None
    body: Formatted = NO_TEXT
    kind: str = "text"
    content: Any = None
    file: StoredFile | None = None
    source: str = ""
    keyboard: Keyboard | None = None
    reply_to: Message | None = None
    edited: int | None = None
    reactions: tuple[Json, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The text or caption as people see it."""
        return self.body.text

    @property
    def entities(self) -> tuple[Json, ...]:
        """The entities of the text or caption."""
        return self.body.entities

    @property
    def from_bot(self) -> bool:
        """Whether the bot sent it."""
        return self.sender is not None and self.sender.is_bot

    @property
    def rows(self) -> tuple[tuple[Button, ...], ...]:
        """The buttons below it, row by row; none if it has no keyboard."""
        return self.keyboard.rows if self.keyboard else ()

    def json(self, *, with_reply: bool = True) -> Json:
        """A fresh Message object: later edits do not change it.

        What it replies to comes without its own, and not at all once it was deleted.
        """
        result: Json = {"message_id": self.id, "date": self.date, "chat": self.chat.json()}
        if self.sender is not None:
            result["from"] = self.sender.json()
        else:
            result["sender_chat"] = self.chat.json()
        if self.kind == "text":
            result["text"] = self.body.text
            if self.body.entities:
                result["entities"] = list(self.body.entities)
        else:
            result[self.kind] = self.content
            if self.body.text:
                result["caption"] = self.body.text
            if self.body.entities:
                result["caption_entities"] = list(self.body.entities)
        if self.edited is not None:
            result["edit_date"] = self.edited
        if self.keyboard is not None and self.keyboard.kind == "inline":
            result["reply_markup"] = self.keyboard.json
        if with_reply and self.reply_to is not None and self.reply_to.id in self.chat.by_id:
            result["reply_to_message"] = self.reply_to.json(with_reply=False)
        if self.extra:
            result.update(self.extra)
        return result


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat, group or channel.

    Attributes:
        person: whom the bot talks to in a private chat.
        membership: the bot's own: "member", "left" or "kicked".
        deleted: messages that are gone, in the order in which they went.
    """

    id: int
    type: ChatType
    title: str = ""
    person: Person | None = None
    membership: Literal["member", "left", "kicked"] = "member"
    deleted: list[Message] = field(default_factory=list)
    by_id: dict[int, Message] = field(default_factory=dict)

    @property
    def messages(self) -> list[Message]:
        """Every message that is still there, oldest first."""
        return list(self.by_id.values())

    def json(self) -> Json:
        """The Chat object."""
        chat: Json = {"id": self.id, "type": self.type}
        if self.person is None:
            chat["title"] = self.title
            return chat
        chat["first_name"] = self.person.first_name
        if self.person.last_name:
            chat["last_name"] = self.person.last_name
        if self.person.username:
            chat["username"] = self.person.username
        return chat


class World:
    """All accounts, chats and files, found by their ids.

    Message ids count up over all private chats and basic groups, as in a real account, and from 1 in each
    supergroup and channel.
    """

    def __init__(self, bot: Person, now: Callable[[], dt.datetime]) -> None:
        self.bot, self._now = bot, now
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self._files_by_path: dict[str, StoredFile] = {}
        self._message_ids = itertools.count(1)
        self._own_message_ids: dict[int, itertools.count[int]] = {}

    def seconds(self) -> int:
        """Now, in whole Unix seconds."""
        return int(self._now().timestamp())

    def private_chat(self, person: Person) -> Chat:
        """The chat of the bot with a person; made if it is not there yet, which opens nothing for the bot."""
        chat = self.chats.get(person.id)
        if chat is None:
            chat = self.chats[person.id] = Chat(person.id, "private", person=person)
        return chat

    def shared_chat(self, chat_id: int, title: str, kind: ChatType | None = None) -> Chat:
        """A group or channel, made if it is not there yet. Ids from -1000000000000 down are supergroups'."""
        chat = self.chats.get(chat_id)
        if chat is None:
            kind = kind or ("supergroup" if chat_id <= _CHANNEL_BASE else "group")
            chat = self.chats[chat_id] = Chat(chat_id, kind, title)
        chat.title = title
        return chat

    def add_message(self, chat: Chat, sender: Person | None, **parts: Any) -> Message:  # noqa: ANN401 - fields of any type
        """A new message at the end of a chat."""
        if chat.type in {"private", "group"}:
            number = next(self._message_ids)
        else:
            number = next(self._own_message_ids.setdefault(chat.id, itertools.count(1)))
        message = Message(chat, number, self.seconds(), sender, **parts)
        chat.by_id[number] = message
        return message

    def delete(self, message: Message) -> None:
        """Take a message out of its chat."""
        del message.chat.by_id[message.id]
        message.chat.deleted.append(message)

    def add_file(
        self, folder: str, name: str, data: bytes, *, mime_type: str = "", size: int | None = None
    ) -> StoredFile:
        """Keep a file. The ids and the path count up, so that a transcript is the same each time."""
        number = len(self.files) + 1
        suffix = "." + name.rpartition(".")[2] if "." in name else ""
        mime_type = mime_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
        path = f"{folder}/file_{number}{suffix}"
        size = len(data) if size is None else size
        file = StoredFile(f"file-{number}", f"unique-{number}", name, mime_type, data, size, path)
        self.files[file.id] = self._files_by_path[path] = file
        return file

    def file_at(self, path: str) -> StoredFile | None:
        """The file that a download of this path brings."""
        return self._files_by_path.get(path)

    def chat_for(self, chat_id: object, *, writing: bool = True) -> Chat:
        """The chat that a bot's request names.

        Args:
            chat_id: as the bot gave it; anything but the id of a known chat is refused.
            writing: the request sends or changes something there, which takes more than knowing the chat.

        Raises:
            RefusedError: 400 or 403 in Telegram's words.
        """
        if chat_id in (None, ""):
            raise bad_request("chat_id is empty")
        try:
            number = int(str(chat_id))
        except ValueError:
            number = 0
        chat = self.chats.get(number)
        if chat is None and number in self.people:
            chat = self.private_chat(self.people[number])
        if chat is None:
            raise bad_request("chat not found")
        person = chat.person
        if person is not None:
            if writing and not person.started:
                raise forbidden("bot can't initiate conversation with a user")
            if writing and person.blocked:
                raise forbidden("bot was blocked by the user")
        elif chat.membership == "kicked":
            raise forbidden(f"bot was kicked from the {chat.type} chat")
        elif chat.membership == "left" and (writing or chat.type != "group"):
            raise forbidden(f"bot is not a member of the {chat.type} chat")
        return chat
