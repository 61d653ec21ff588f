"""What BotFather may have set otherwise than the bot needs it: lines for the operator's log."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from telegram import User


def surprises(me: User) -> list[str]:
    """Return a line for each setting of BotFather's that keeps a part of the bot from working, with what to do."""
    found = []
    if not me.supports_inline_queries:
        found.append("inline mode is off, so answers cannot be shared: /setinline in BotFather")
    if me.can_read_all_group_messages:
        found.append(
            "privacy mode is off, so all messages of groups arrive here; the bot reads only those that address it:"
            " /setprivacy in BotFather, then add it to its groups anew"
        )
    if not me.can_join_groups:
        found.append("the bot cannot be added to groups: /setjoingroups in BotFather")
    return found
