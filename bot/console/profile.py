"""What the bot says of itself: commands, name, descriptions and menu button, by scope and language.

Telegram documents the limits of names and descriptions but not the words of their refusals; those here are codes in
the form of its others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.console.refusals import Json, bad_request

if TYPE_CHECKING:
    from bot.console.requests import Request
    from bot.console.world import Chat, Person, World

MAX_COMMANDS = 100
MAX_COMMAND = 32
MAX_COMMAND_DESCRIPTION = 256
MAX_NAME = 64
MAX_DESCRIPTION = 512
MAX_SHORT_DESCRIPTION = 120
_COMMAND = re.compile(r"[a-z0-9_]+")
_LANGUAGE = re.compile(r"[a-z]{2}")
_SCOPES = frozenset(("default", "all_private_chats", "all_group_chats", "all_chat_administrators"))
_CHAT_SCOPES = frozenset(("chat", "chat_administrators", "chat_member"))

Scope = tuple[str, int, int]
"""The type of a command scope, the chat and the member it is for; 0 where it has none."""


class Profile:
    """The commands and texts set so far; each `on_` answers the method of that name."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.commands: dict[tuple[Scope, str], list[Json]] = {}
        self.names: dict[str, str] = {}
        self.descriptions: dict[str, str] = {}
        self.short_descriptions: dict[str, str] = {}
        self.menu_buttons: dict[int, Json] = {}

    def commands_for(self, person: Person, chat: Chat | None = None) -> list[Json]:
        """The command menu that a person's client shows in a chat, by default in the private one.

        The most specific scope wins, and within it the person's language before the empty one.
        """
        language = (person.language_code or "").partition("-")[0].lower()
        if chat is None or chat.person is not None:
            scopes: list[Scope] = [("chat", person.id, 0), ("all_private_chats", 0, 0)]
        else:
            scopes = [("chat_member", chat.id, person.id), ("chat", chat.id, 0), ("all_group_chats", 0, 0)]
        for scope in [*scopes, ("default", 0, 0)]:
            for code in (language, ""):
                if commands := self.commands.get((scope, code)):
                    return commands
        return []

    def on_set_my_commands(self, request: Request) -> bool:
        """Set the commands of one scope and language; an empty list takes them away."""
        commands = request.value("commands", "commands") or []
        if not isinstance(commands, list):
            raise bad_request("Expected an Array of BotCommand")
        for command in commands:
            for name in ("command", "description"):
                if name not in command:
                    raise bad_request(f"Can't parse BotCommand: Can't find field \"{name}\"")
        scope, language = self._scope(request), _language(request)
        checked = [_command(command) for command in commands]
        if len(checked) > MAX_COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        if not all(_COMMAND.fullmatch(command["command"]) for command in checked):
            raise bad_request("BOT_COMMAND_INVALID")
        self.commands[scope, language] = checked
        return True

    def on_get_my_commands(self, request: Request) -> list[Json]:
        """The commands of exactly this scope and language."""
        scope, language = self._scope(request), _language(request)
        return self.commands.get((scope, language), [])

    def on_delete_my_commands(self, request: Request) -> bool:
        """Take the commands of exactly this scope and language away."""
        scope, language = self._scope(request), _language(request)
        self.commands.pop((scope, language), None)
        return True

    def on_set_my_name(self, request: Request) -> bool:
        """Set the name in one language; in the default language it cannot be empty."""
        name, language = request.text("name"), _language(request)
        if len(name) > MAX_NAME or not (name or language):
            raise bad_request("BOT_TITLE_INVALID")
        self.names[language] = name
        return True

    def on_get_my_name(self, request: Request) -> Json:
        """The name in a language, else in the default one."""
        return {"name": self.names.get(_language(request)) or self.names.get("") or self._world.bot.first_name}

    def on_set_my_description(self, request: Request) -> bool:
        """Set what the empty chat shows, up to 512 characters."""
        description, language = request.text("description"), _language(request)
        if len(description) > MAX_DESCRIPTION:
            raise bad_request("BOT_DESCRIPTION_TOO_LONG")
        self.descriptions[language] = description
        return True

    def on_get_my_description(self, request: Request) -> Json:
        """What the empty chat shows in a language, else in the default one."""
        return {"description": self.descriptions.get(_language(request)) or self.descriptions.get("", "")}

    def on_set_my_short_description(self, request: Request) -> bool:
        """Set what the profile and shared links show, up to 120 characters."""
        description, language = request.text("short_description"), _language(request)
        if len(description) > MAX_SHORT_DESCRIPTION:
            raise bad_request("ABOUT_TOO_LONG")
        self.short_descriptions[language] = description
        return True

    def on_get_my_short_description(self, request: Request) -> Json:
        """What the profile shows in a language, else in the default one."""
        shorts = self.short_descriptions
        return {"short_description": shorts.get(_language(request)) or shorts.get("", "")}

    def on_set_chat_menu_button(self, request: Request) -> bool:
        """Set the button beside the input field, for a private chat or for all of them."""
        button: Json = request.value("menu_button", "menu button") or {"type": "default"}
        if button.get("type") not in {"default", "commands", "web_app"}:
            raise bad_request("Can't parse menu button: MenuButton has unsupported type")
        self.menu_buttons[self._menu_chat(request)] = button
        return True

    def on_get_chat_menu_button(self, request: Request) -> Json:
        """The button beside the input field of a private chat, or of all of them."""
        return self.menu_buttons.get(self._menu_chat(request)) or self.menu_buttons.get(0) or {"type": "default"}

    def _menu_chat(self, request: Request) -> int:
        return self._world.chat_for(request.params["chat_id"]).id if request.params.get("chat_id") else 0

    def _scope(self, request: Request) -> Scope:
        scope: Json = request.value("scope", "BotCommandScope") or {"type": "default"}
        kind = scope.get("type")
        if kind in _SCOPES:
            return str(kind), 0, 0
        if kind not in _CHAT_SCOPES:
            raise bad_request("Can't parse BotCommandScope: Unsupported type specified")
        for name in ("chat_id", "user_id") if kind == "chat_member" else ("chat_id",):
            if name not in scope:
                raise bad_request(f"Can't parse BotCommandScope: Can't find field \"{name}\"")
        chat = self._world.chat_for(scope["chat_id"], writing=False)
        return str(kind), chat.id, int(scope.get("user_id", 0))


def _language(request: Request) -> str:
    code = request.text("language_code")
    if code and not _LANGUAGE.fullmatch(code):
        raise bad_request("Invalid language code specified")
    return code


def _command(command: Json) -> Json:
    """A command without the slash and outer spaces that Telegram takes off."""
    name, description = str(command["command"]).strip().removeprefix("/"), str(command["description"]).strip()
    if not name:
        raise bad_request("Command must be non-empty")
    if len(name) > MAX_COMMAND:
        raise bad_request(f"Command length must not exceed {MAX_COMMAND}")
    if not description:
        raise bad_request("Command description must be non-empty")
    if len(description) > MAX_COMMAND_DESCRIPTION:
        raise bad_request(f"Command description length must not exceed {MAX_COMMAND_DESCRIPTION}")
    return {"command": name, "description": description}
