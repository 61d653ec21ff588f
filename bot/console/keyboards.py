"""What a bot may put under or below its messages: keyboards, checked as Telegram checks them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from bot.console.links import LinkError, checked_link
from bot.console.refusals import Json, bad_request

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_CALLBACK_BYTES = 64
MAX_COPY_TEXT = 256
MAX_BUTTONS = 100
MAX_ROW = 8
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "copy_text",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "login_url",
    "callback_game",
    "pay",
)
_BUTTON_STYLES = frozenset(("danger", "success", "primary"))
_INVALID = "Can't parse inline keyboard button: "


@dataclass(frozen=True, slots=True)
class Button:
    """One button. `action`: its one field that says what a tap does; `value`: what stands in that field."""

    label: str
    action: str
    value: Any


@dataclass(frozen=True, slots=True)
class Keyboard:
    """A reply markup. `rows`: its buttons as a person sees them; `json`: as the bot sent it."""

    kind: Literal["inline", "reply", "remove", "force_reply"]
    rows: tuple[tuple[Button, ...], ...]
    json: Json

    def buttons(self) -> Iterator[Button]:
        """Every button, row by row: the order in which the terminal numbers them from 1."""
        for row in self.rows:
            yield from row


def checked_keyboard(markup: object) -> Keyboard | None:
    """The keyboard a bot sends with a message; None if there is none or it has no button.

    Raises:
        RefusedError: 400 in Telegram's words.
    """
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("Object expected as reply markup")
    for field in ("keyboard", "inline_keyboard"):
        if not isinstance(markup.get(field, []), list):
            raise bad_request(f'Field "{field}" must be of type Array')
    if rows := markup.get("keyboard"):
        return Keyboard("reply", tuple(tuple(_reply_button(button) for button in row) for row in rows), markup)
    if rows := markup.get("inline_keyboard"):
        return _inline(rows)
    if markup.get("remove_keyboard"):
        return Keyboard("remove", (), markup)
    return Keyboard("force_reply", (), markup) if markup.get("force_reply") else None


def _inline(rows: list[Any]) -> Keyboard | None:
    kept, sent = [], []
    for row in rows:
        if not isinstance(row, list):
            raise bad_request('Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
        pairs = [(_inline_button(button), button) for button in row]
        if shown := [pair for pair in pairs if pair[0].label]:  # one without a label is left out in silence
            kept.append(tuple(button for button, _ in shown))
            sent.append([raw for _, raw in shown])
    for row in kept:
        for button in row:
            _check_action(button)
    if sum(map(len, kept)) > MAX_BUTTONS or any(len(row) > MAX_ROW for row in kept):
        raise bad_request("reply markup is too long")
    return Keyboard("inline", tuple(kept), {"inline_keyboard": sent}) if kept else None


def _inline_button(button: object) -> Button:
    if not isinstance(button, dict):
        raise bad_request(_INVALID + "InlineKeyboardButton must be an Object")
    if "text" not in button:
        raise bad_request(_INVALID + 'Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise bad_request(_INVALID + 'Field "text" must be of type String')
    if button.get("style") is not None and button["style"] not in _BUTTON_STYLES:
        raise bad_request(_INVALID + "Invalid button style specified")
    # An empty address or callback_data counts as none.
    actions = [name for name in _ACTIONS if name in button and not (name in _ACTIONS[:2] and button[name] == "")]
    if not actions:
        raise bad_request(_INVALID + "Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        # Telegram takes the first and says nothing; here the mistake shows. The words are our own.
        raise bad_request(_INVALID + f"Exactly one action is allowed, found {' and '.join(actions)}")
    return Button(button["text"].strip(), actions[0], button[actions[0]])


def _check_action(button: Button) -> None:
    match button.action:
        case "callback_data" if not 0 < len(str(button.value).encode()) <= MAX_CALLBACK_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
        case "callback_game" | "pay":
            raise bad_request("BUTTON_TYPE_INVALID")
        case "copy_text" if not 0 < len(str(button.value.get("text", ""))) <= MAX_COPY_TEXT:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
        case "url":
            _check_link(str(button.value), "URL")
        case "web_app":
            _check_link(str(button.value.get("url", "")), "Web App URL", https_only=True)
        case "login_url":
            _check_link(str(button.value.get("url", "")), "login URL", https_only=True)


def _check_link(url: str, what: str, *, https_only: bool = False) -> None:
    try:
        checked_link(url, https_only=https_only)
    except LinkError as error:
        raise bad_request(f"Inline keyboard button {what} '{url}' is invalid: {error}") from None


def _reply_button(button: object) -> Button:
    """A button of a reply keyboard: a plain string or an object; a tap sends its label as a message."""
    if isinstance(button, str):
        return Button(button, "text", button)
    if not isinstance(button, dict) or "text" not in button:
        raise bad_request("Can't parse keyboard button: Can't find field \"text\"")
    label = str(button["text"])
    action = next((name for name in button if name.startswith("request_") or name == "web_app"), "text")
    return Button(label, action, button.get(action, label))
