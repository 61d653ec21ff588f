"""The methods that send, edit and delete messages, and what else a bot does in a chat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from telegram.constants import ChatAction, ReactionEmoji

from bot.console.entities import Formatted, is_empty
from bot.console.files import document_content, photo_content
from bot.console.keyboards import Keyboard, checked_keyboard
from bot.console.markup import MAX_CAPTION, MAX_TEXT, formatted
from bot.console.refusals import Json, bad_request

if TYPE_CHECKING:
    from bot.console.files import Files
    from bot.console.requests import Request
    from bot.console.world import Chat, Message, StoredFile, World

DELETE_SECONDS = 48 * 60 * 60
MAX_DELETED = 100
_ACTIONS = frozenset(("cancel", *(str(action.value) for action in ChatAction)))
_REACTIONS = frozenset(str(emoji.value) for emoji in ReactionEmoji)
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)


class Messages:
    """Sending, editing, deleting; each `on_` answers the method of that name and returns its result."""

    def __init__(self, world: World, files: Files) -> None:
        self._world, self._files = world, files

    def on_send_message(self, request: Request) -> Message:
        """A text, 1 to 4,096 characters after parsing."""
        body = _text(request)
        return self._send(request, "text", body)

    def on_send_document(self, request: Request) -> Message:
        """A file under its own name, with a caption of up to 1,024 characters."""
        caption = _caption(request)
        file = self._files.taken(request, "document")
        return self._send(request, "document", caption, document_content(file), file)

    def on_send_photo(self, request: Request) -> Message:
        """A picture, with a caption of up to 1,024 characters."""
        caption = _caption(request)
        file = self._files.taken(request, "photo")
        return self._send(request, "photo", caption, photo_content(file), file)

    def on_edit_message_text(self, request: Request) -> Message:
        """Another text and keyboard for a text the bot sent; without a keyboard the old one goes."""
        body = _text(request)
        keyboard = checked_keyboard(request.value("reply_markup", "reply keyboard markup"))
        message = self._to_edit(request, keyboard)
        if message.kind != "text":
            raise bad_request("There is no text in the message to edit")
        _check_text(body)
        self._edit(message, body, keyboard)
        message.source = request.text("text")
        return message

    def on_edit_message_caption(self, request: Request) -> Message:
        """Another caption and keyboard for a file or picture the bot sent."""
        caption = _caption(request)
        keyboard = checked_keyboard(request.value("reply_markup", "reply keyboard markup"))
        message = self._to_edit(request, keyboard)
        if message.kind == "text":
            raise bad_request("There is no caption in the message to edit")
        _check_caption(caption)
        self._edit(message, caption, keyboard)
        message.source = request.text("caption")
        return message

    def on_edit_message_media(self, request: Request) -> Message:
        """Another picture or file, caption and keyboard for a message the bot sent."""
        media = request.value("media", "input media")
        if not isinstance(media, dict) or media.get("type") not in {"photo", "document"}:
            raise bad_request("Can't parse InputMedia: type of the media is unsupported")
        source = str(media.get("caption", ""))
        caption = formatted(source, str(media.get("parse_mode", "")), media.get("caption_entities"))
        keyboard = checked_keyboard(request.value("reply_markup", "reply keyboard markup"))
        message = self._to_edit(request, keyboard)
        _check_caption(caption)
        file = self._files.taken(request, media["type"], str(media.get("media", "")))
        message.kind, message.file, message.source = media["type"], file, source
        message.content = photo_content(file) if message.kind == "photo" else document_content(file)
        message.body, message.keyboard, message.edited = caption, keyboard, self._world.seconds()
        return message

    def on_edit_message_reply_markup(self, request: Request) -> Message:
        """Another keyboard, or none, for a message the bot sent."""
        keyboard = checked_keyboard(request.value("reply_markup", "reply keyboard markup"))
        message = self._to_edit(request, keyboard)
        self._edit(message, message.body, keyboard)
        return message

    def on_delete_message(self, request: Request) -> bool:
        """Delete one message, not older than 48 hours."""
        if not request.params.get("chat_id"):
            raise bad_request("Chat identifier is not specified")
        if not request.integer("message_id"):
            raise bad_request("Message identifier is not specified")
        chat = self._chat(request, writing=False)
        message = chat.by_id.get(request.integer("message_id"))
        if message is None:
            raise bad_request("message to delete not found")
        self._check_deletable(message)
        self._world.delete(message)
        return True

    def on_delete_messages(self, request: Request) -> bool:
        """Delete up to 100 messages; those that are gone already are passed over."""
        ids = request.value("message_ids", "message identifiers") or []
        if not ids:
            raise bad_request("Message identifiers are not specified")
        if len(ids) > MAX_DELETED:
            raise bad_request("Too many message identifiers specified")
        chat = self._chat(request, writing=False)
        messages = [chat.by_id[number] for number in dict.fromkeys(map(int, ids)) if number in chat.by_id]
        for message in messages:
            self._check_deletable(message)
        for message in messages:
            self._world.delete(message)
        return True

    def on_send_chat_action(self, request: Request) -> bool:
        """Show "typing" and the like, which leaves nothing behind."""
        if request.text("action").lower() not in _ACTIONS:
            raise bad_request("Wrong parameter action in request")
        self._chat(request)
        return True

    def on_set_message_reaction(self, request: Request) -> bool:
        """Set the bot's one reaction to a message, or take it back."""
        reactions: list[Json] = request.value("reaction", "reaction types") or []
        chat = self._chat(request)
        message = chat.by_id.get(request.integer("message_id"))
        if message is None:
            raise bad_request("message to react not found")
        if len(reactions) > 1:
            raise bad_request("REACTIONS_TOO_MANY")
        if any(reaction.get("emoji") not in _REACTIONS for reaction in reactions):  # custom ones take Premium
            raise bad_request("REACTION_INVALID")
        message.reactions = tuple(reactions)
        return True

    def on_get_chat(self, request: Request) -> Json:
        """What is known of a chat."""
        gifts = dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        )
        chat = self._chat(request, writing=False)
        return {**chat.json(), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}

    def on_leave_chat(self, request: Request) -> bool:
        """Leave a group or channel."""
        chat = self._chat(request, writing=False)
        if chat.person is not None:
            raise bad_request("chat member status can't be changed in private chats")
        chat.membership = "left"
        return True

    def _chat(self, request: Request, *, writing: bool = True) -> Chat:
        return self._world.chat_for(request.params.get("chat_id"), writing=writing)

    def _send(
        self,
        request: Request,
        kind: str,
        body: Formatted,
        content: Any = None,  # noqa: ANN401 - what stands in the field of this kind
        file: StoredFile | None = None,
    ) -> Message:
        keyboard = checked_keyboard(request.value("reply_markup", "reply keyboard markup"))
        wish: Json = request.value("reply_parameters", "reply parameters") or {}
        if wish and "message_id" not in wish:
            raise bad_request('Can\'t find field "message_id"')
        chat = self._chat(request)
        reply_to = chat.by_id.get(int(wish["message_id"])) if wish else None
        if wish and reply_to is None and not wish.get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")
        (_check_text if kind == "text" else _check_caption)(body)
        return self._world.add_message(
            chat,
            self._world.bot,
            body=body,
            kind=kind,
            content=content,
            file=file,
            source=request.text("text" if kind == "text" else "caption"),
            keyboard=keyboard,
            reply_to=reply_to,
        )

    def _to_edit(self, request: Request, keyboard: Keyboard | None) -> Message:
        if "chat_id" not in request.params and request.text("inline_message_id"):
            raise bad_request("MESSAGE_ID_INVALID")  # no inline message of this bot is ever placed in a chat here
        chat = self._chat(request)
        message = chat.by_id.get(request.integer("message_id"))
        if message is None:
            raise bad_request("message to edit not found")
        if not message.from_bot or (message.keyboard is not None and message.keyboard.kind != "inline"):
            raise bad_request("message can't be edited")
        if keyboard is not None and keyboard.kind != "inline":
            raise bad_request("Inline keyboard expected")
        return message

    def _edit(self, message: Message, body: Formatted, keyboard: Keyboard | None) -> None:
        old = message.keyboard.json if message.keyboard else None
        if body == message.body and (keyboard.json if keyboard else None) == old:
            raise bad_request(_NOT_MODIFIED)
        message.body, message.keyboard, message.edited = body, keyboard, self._world.seconds()

    def _check_deletable(self, message: Message) -> None:
        if not message.from_bot and message.chat.type != "private":
            raise bad_request("message can't be deleted")
        if self._world.seconds() - message.date > DELETE_SECONDS:
            raise bad_request("message can't be deleted for everyone")


def _text(request: Request) -> Formatted:
    source = request.text("text")
    if not source:
        raise bad_request("Message text is empty")
    return formatted(source, request.text("parse_mode"), request.value("entities", "entities"))


def _caption(request: Request) -> Formatted:
    entities = request.value("caption_entities", "entities")
    return formatted(request.text("caption"), request.text("parse_mode"), entities)


def _check_text(body: Formatted) -> None:
    if is_empty(body.text):
        raise bad_request("Text must be non-empty")
    if len(body.text) > MAX_TEXT:
        raise bad_request("Message is too long")


def _check_caption(body: Formatted) -> None:
    if len(body.text) > MAX_CAPTION:
        raise bad_request("Message caption is too long")
