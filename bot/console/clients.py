"""The other side of the chat: what people do in their clients, and the updates that come of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

from bot.console.cuts import cut
from bot.console.entities import Formatted
from bot.console.files import document_content, photo_content
from bot.console.markup import MAX_CAPTION, MAX_TEXT, utf16_length
from bot.console.world import Chat, Message, Person

if TYPE_CHECKING:
    from bot.console.cuts import Client
    from bot.console.keyboards import Button
    from bot.console.queries import Queries
    from bot.console.refusals import Json
    from bot.console.updates import UpdateQueue
    from bot.console.world import ChatType, World

_COMMAND_OR_MENTION = re.compile(
    r"(?<![\w/<>@])(?:(?P<command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)|"
    r"(?P<mention>@[A-Za-z0-9_]{3,32}))(?![\w/<>])"
)
MAX_INLINE_QUERY = 256
_EDITABLE = frozenset(("text", "document", "photo"))
FORWARDED_FROM = -1_009_999_999_999
"""The channel that forwarded posts come from."""


class ClientError(ValueError):
    """Something no client lets a person do; the text says what and, where there is one, the way out."""


class Clients:
    """Everything people can do to the bot.

    A person is given as a Person or by id; a chat is the private one unless another is given. Every act
    returns the update it made, as the bot will read it. One that the bot does not get to see (in a group with
    privacy mode on, or of a kind it did not ask for) has no `update_id`.
    """

    def __init__(self, world: World, updates: UpdateQueue, queries: Queries, *, privacy: bool) -> None:
        self._world, self._updates, self._queries, self._privacy = world, updates, queries, privacy

    def person(
        self,
        person_id: int,
        language_code: str | None = None,
        first_name: str | None = None,
        *,
        last_name: str | None = None,
        username: str | None = None,
    ) -> Person:
        """The person with this id, made or brought up to date with what is given."""
        person = self._world.people.get(person_id)
        if person is None:
            person = self._world.people[person_id] = Person(person_id, first_name or f"Person {person_id}")
        person.first_name = first_name or person.first_name
        person.language_code = language_code or person.language_code
        person.last_name = last_name or person.last_name
        person.username = username or person.username
        return person

    def group(self, chat_id: int, title: str = "Group", *, kind: ChatType | None = None) -> Chat:
        """A group the bot is a member of; a supergroup if the id starts with -100 and has 13 digits."""
        return self._world.shared_chat(chat_id, title, kind)

    def channel(self, chat_id: int, title: str = "Channel") -> Chat:
        """A channel the bot is an administrator of."""
        return self._world.shared_chat(chat_id, title, "channel")

    def chat(self, chat: Chat | Person | int) -> Chat:
        """A chat by its id, or the private one with a person. Raises LookupError if there is none."""
        if isinstance(chat, Chat):
            return chat
        if isinstance(chat, Person) or chat in self._world.people:
            return self._world.private_chat(chat if isinstance(chat, Person) else self._world.people[chat])
        return self._world.chats[chat]

    def last_message(self, chat: Chat | Person | int) -> Message:
        """The newest message of the bot in a chat or with a person. Raises LookupError if there is none."""
        for message in reversed(self.chat(chat).by_id.values()):
            if message.from_bot:
                return message
        raise LookupError(f"the bot has no message in chat {self.chat(chat).id}")

    def say(
        self,
        person: Person | int,
        text: str,
        *,
        chat: Chat | int | None = None,
        reply_to: Message | None = None,
    ) -> Json:
        """Send a text of 1 to 4,096 characters; see `paste` for more."""
        if not text or len(text) > MAX_TEXT:
            raise ClientError(f"A message has 1 to {MAX_TEXT} characters, this one has {len(text)}")
        return self._send(person, chat, reply_to, body=Formatted(text, _found_entities(text)))

    def paste(
        self, person: Person | int, text: str, *, client: Client = "desktop", chat: Chat | int | None = None
    ) -> list[Json]:
        """Send a text of any length as a client does: in trimmed pieces, cut where this client cuts."""
        return [self.say(person, piece, chat=chat) for piece in cut(text, client)]

    def press(self, person: Person | int, message: Message | None = None, button: int | str = 1) -> Json:
        """Tap a button below a message of the bot.

        Args:
            person: who taps.
            message: where; the newest message with buttons in the private chat if None.
            button: its number from 1, counted row by row, or its label.

        Returns:
            The callback_query update; for a button of a reply keyboard the message that its label becomes.

        Raises:
            ClientError: the message is gone or has no such button, or a tap on it tells the bot nothing.
        """
        person = self._one(person)
        if message is None:
            with_buttons = (found for found in reversed(self.chat(person).by_id.values()) if found.rows)
            message = next(with_buttons, None)
            if message is None:
                raise ClientError("There is no message with buttons")
        elif message.id not in message.chat.by_id:
            raise ClientError(f"Message {message.id} was deleted")
        found = _button(message, button)
        if message.keyboard is not None and message.keyboard.kind == "reply":
            return self.say(person, found.label, chat=message.chat)
        if found.action != "callback_data":
            raise ClientError(f"[{found.label}] has {found.action}: {found.value}. A tap on it tells the bot nothing")
        query: Json = {
            "id": self._queries.ask("callback"),
            "from": person.json(),
            "message": message.json(),
            "chat_instance": str(message.chat.id),
            "data": found.value,
        }
        return self._updates.put("callback_query", query)

    def edit(self, person: Person | int, message: Message | None, text: str) -> Json:
        """Edit a text the person sent, or the caption of a file; their newest in the private chat if None."""
        person = self._one(person)
        if message is None:
            own = (found for found in reversed(self.chat(person).by_id.values()) if found.sender is person)
            message = next((found for found in own if found.kind in _EDITABLE), None)
        if message is None or message.sender is not person or message.kind not in _EDITABLE:
            raise ClientError("There is no message of this person to edit")
        message.body = Formatted(text, _found_entities(text))
        message.edited = self._world.seconds()
        return self._deliver("edited_message", message)

    def inline(self, person: Person | int, query: str, *, offset: str = "") -> Json:
        """Type the bot's name and a query of up to 256 characters in any chat."""
        payload: Json = {
            "id": self._queries.ask("inline"),
            "from": self._one(person).json(),
            "query": query[:MAX_INLINE_QUERY],
            "offset": offset,
            "chat_type": "private",
        }
        return self._updates.put("inline_query", payload)

    def send_file(
        self,
        person: Person | int,
        name: str,
        data: bytes,
        caption: str | None = None,
        *,
        mime_type: str = "",
        size: int | None = None,
        chat: Chat | int | None = None,
        reply_to: Message | None = None,
    ) -> Json:
        """Send a file as it is. `size`: what Telegram says of a file that is larger than its bytes here."""
        file = self._world.add_file("documents", name, data, mime_type=mime_type, size=size)
        return self._send_content(person, chat, "document", document_content(file), caption, reply_to, file=file)

    def photo(
        self,
        person: Person | int,
        data: bytes = b"\xff\xd8\xff",
        caption: str | None = None,
        *,
        chat: Chat | int | None = None,
    ) -> Json:
        """Send a picture."""
        file = self._world.add_file("photos", "photo.jpg", data)
        return self._send_content(person, chat, "photo", photo_content(file), caption, file=file)

    def sticker(self, person: Person | int, emoji: str = "👍", *, chat: Chat | int | None = None) -> Json:
        """Send a sticker that stands for an emoji."""
        file = self._world.add_file("stickers", "sticker.webp", b"RIFF")
        kind = {"type": "regular", "is_animated": False, "is_video": False, "width": 512, "height": 512}
        content = {
            "file_id": file.id,
            "file_unique_id": file.unique_id,
            "file_size": file.size,
            "emoji": emoji,
            **kind,
        }
        return self._send_content(person, chat, "sticker", content, file=file)

    def voice(self, person: Person | int, seconds: int = 3, *, chat: Chat | int | None = None) -> Json:
        """Send a voice message."""
        file = self._world.add_file("voice", "voice.ogg", b"OggS", mime_type="audio/ogg")
        content = {
            "file_id": file.id,
            "file_unique_id": file.unique_id,
            "file_size": file.size,
            "duration": seconds,
        }
        return self._send_content(person, chat, "voice", content, file=file)

    def contact(
        self, person: Person | int, phone_number: str, first_name: str, *, chat: Chat | int | None = None
    ) -> Json:
        """Share somebody's telephone number."""
        content = {"phone_number": phone_number, "first_name": first_name}
        return self._send_content(person, chat, "contact", content)

    def location(
        self, person: Person | int, latitude: float, longitude: float, *, chat: Chat | int | None = None
    ) -> Json:
        """Share a place."""
        return self._send_content(person, chat, "location", {"latitude": latitude, "longitude": longitude})

    def forward(
        self, person: Person | int, text: str, *, channel: str = "News", chat: Chat | int | None = None
    ) -> Json:
        """Forward a text from a channel with this title."""
        source = {"id": FORWARDED_FROM, "type": "channel", "title": channel}
        origin = {"type": "channel", "date": self._world.seconds(), "chat": source, "message_id": 1}
        return self._send(
            person, chat, None, body=Formatted(text, _found_entities(text)), extra={"forward_origin": origin}
        )

    def publish(self, channel: Chat | int, text: str) -> Json:
        """Publish a text in a channel of the bot."""
        where = self.chat(channel)
        message = self._world.add_message(where, None, body=Formatted(text, _found_entities(text)))
        return self._updates.put("channel_post", message.json())

    def block(self, person: Person | int) -> Json:
        """Block the bot: it may not write to this person any more."""
        person = self._one(person)
        person.blocked = True
        return self._membership(self.chat(person), person, "member", "kicked")

    def unblock(self, person: Person | int) -> Json:
        """Take the block back."""
        person = self._one(person)
        person.blocked = False
        return self._membership(self.chat(person), person, "kicked", "member")

    def kick(self, person: Person | int, chat: Chat | int) -> Json:
        """Remove the bot from a group."""
        where = self.chat(chat)
        where.membership = "kicked"
        return self._membership(where, self._one(person), "member", "kicked")

    def redeliver(self, update: Json) -> None:
        """Let Telegram send an update once more, confirmed or not."""
        self._updates.put_again(update)

    def _one(self, person: Person | int) -> Person:
        return person if isinstance(person, Person) else self.person(person)

    def _send_content(
        self,
        person: Person | int,
        chat: Chat | int | None,
        kind: str,
        content: Any,  # noqa: ANN401 - what stands in the field of this kind
        caption: str | None = None,
        reply_to: Message | None = None,
        **parts: Any,  # noqa: ANN401 - Message's fields
    ) -> Json:
        caption = caption or ""
        if len(caption) > MAX_CAPTION:
            raise ClientError(f"A caption has up to {MAX_CAPTION} characters, this one has {len(caption)}")
        body = Formatted(caption, _found_entities(caption))
        return self._send(person, chat, reply_to, kind=kind, content=content, body=body, **parts)

    def _send(
        self,
        person: Person | int,
        chat: Chat | int | None,
        reply_to: Message | None,
        **parts: Any,  # noqa: ANN401 - Message's fields
    ) -> Json:
        person = self._one(person)
        where = self._world.private_chat(person) if chat is None else self.chat(chat)
        if where.person is not None:
            if person.blocked:
                raise ClientError("The person has blocked the bot; unblock it first")
            person.started = True
        message = self._world.add_message(where, person, reply_to=reply_to, **parts)
        return self._deliver("message", message)

    def _deliver(self, kind: str, message: Message) -> Json:
        if message.chat.person is None and not self._sees(message):
            return {kind: message.json()}
        return self._updates.put(kind, message.json())

    def _sees(self, message: Message) -> bool:
        """Whether a message of a group reaches the bot: commands, replies to it and mentions, or all."""
        if message.chat.membership != "member":
            return False
        if not self._privacy or (message.reply_to is not None and message.reply_to.from_bot):
            return True
        name = f"@{self._world.bot.username}".lower()
        for found in _COMMAND_OR_MENTION.finditer(message.text):
            word = found[0].lower()
            if word == name or (found["command"] and ("@" not in word or word.endswith(name))):
                return True
        return False

    def _membership(
        self, chat: Chat, person: Person, old: Literal["member", "kicked"], new: Literal["member", "kicked"]
    ) -> Json:
        bot = self._world.bot.json()
        until = {"until_date": 0}
        change: Json = {
            "chat": chat.json(),
            "from": person.json(),
            "date": self._world.seconds(),
            "old_chat_member": {"user": bot, "status": old, **(until if old == "kicked" else {})},
            "new_chat_member": {"user": bot, "status": new, **(until if new == "kicked" else {})},
        }
        return self._updates.put("my_chat_member", change)


def _button(message: Message, button: int | str) -> Button:
    buttons = list(message.keyboard.buttons()) if message.keyboard else []
    if isinstance(button, int):
        if 1 <= button <= len(buttons):
            return buttons[button - 1]
    else:
        for found in buttons:
            if found.label == button:
                return found
    names = " ".join(f"[{number} {found.label}]" for number, found in enumerate(buttons, 1)) or "no buttons"
    raise ClientError(f"Message {message.id} has no button {button!r}, it has {names}")


def _found_entities(text: str) -> tuple[Json, ...]:
    """The commands and mentions in a person's text, which clients leave to the server to find."""
    if "/" not in text and "@" not in text:
        return ()
    return tuple(
        {
            "type": "bot_command" if found["command"] else "mention",
            "offset": utf16_length(text[: found.start()]),
            "length": len(found[0]),
        }
        for found in _COMMAND_OR_MENTION.finditer(text)
    )
