"""What can be told from an update before it is parsed: how it has to be queued depends on it."""

from __future__ import annotations

from typing import Any, TypeAlias

RawUpdate: TypeAlias = dict[str, Any]
RawMessage: TypeAlias = dict[str, Any]


def message_of(update: RawUpdate) -> RawMessage | None:
    """Return the message somebody wrote or edited; None for taps and everything else."""
    found = update.get("message") or update.get("edited_message")
    return found if isinstance(found, dict) else None


def sender_of(update: RawUpdate) -> int | None:
    """Return who caused the update."""
    for content in update.values():
        if isinstance(content, dict) and isinstance(content.get("from"), dict):
            sender = content["from"].get("id")
            return sender if isinstance(sender, int) else None
    return None


def plain_text(message: RawMessage) -> str | None:
    """Return the text of a message that is no command; None for everything else."""
    text = message.get("text")
    return text if isinstance(text, str) and not text.lstrip().startswith("/") else None


def document_in(message: RawMessage) -> dict[str, Any] | None:
    """Return the file that a message sends, or that a command in it replies to."""
    if isinstance(message.get("text"), str):
        message = (message.get("reply_to_message") or {}) if plain_text(message) is None else {}
    document = message.get("document")
    # Telegram calls a moving picture a document as well.
    return document if isinstance(document, dict) and "animation" not in message else None


def is_private(message: RawMessage) -> bool:
    """Tell whether nobody but the person and the bot reads the message."""
    return bool((message.get("chat") or {}).get("type") == "private")


def is_addressed(message: RawMessage, bot_id: int, username: str) -> bool:
    """Tell whether the bot is meant: in groups only by a mention, a reply to the bot, or a command."""
    if is_private(message):
        return True
    text = str(message.get("text") or message.get("caption") or "")
    if text.lstrip().startswith("/"):
        named = text.split(maxsplit=1)[0].partition("@")[2]
        return not named or named.casefold() == username.casefold()
    replied = (message.get("reply_to_message") or {}).get("from") or {}
    return replied.get("id") == bot_id or f"@{username}".casefold() in text.casefold()


def utf16_length(text: str) -> int:
    """Return the length of a text as Telegram's clients count it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
