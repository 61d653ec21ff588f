"""The words of /help: what can be sent, and a screen of examples for each kind, which the features declare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from bot.core.forms import Topic
from bot.core.screen import Button, Screen, lines, pairs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.core.forms import Form
    from bot.core.i18n import Translator

COMMANDS: Final = "commands"
"""The page of the commands, beside those of the topics."""


def contents(tr: Translator) -> Screen:
    """Say what can be sent; each button leads to examples. It fits one screen of a phone."""
    text = lines(
        tr.text("Just write:"),
        tr.text("• a text or a file: what it costs to send"),
        tr.text("• a question or an error: the answer"),
        tr.text("• an amount: dollars to RMB and back"),
        tr.text("• what you spent: kept under your limit"),
        tr.text("• what to remind you of, and when"),
        tr.text("What can I type? Examples:"),
    )
    labels = {
        Topic.AMOUNTS.value: tr.text("Amounts"),
        Topic.TIMES.value: tr.text("Times"),
        Topic.TEXTS.value: tr.text("Texts and files"),
        Topic.SPENDING.value: tr.text("Spending"),
        Topic.LIMITS.value: tr.text("Limits"),
        Topic.QUESTIONS.value: tr.text("Billing questions"),
        COMMANDS: tr.text("Commands"),
    }
    pages = [Button(str(label), action=f"prefs:help:{page}") for page, label in labels.items()]
    return Screen(text, pairs(*pages, Button(str(tr.text("Close")), action="prefs:closehelp")))


def topic(tr: Translator, which: Topic, forms: Sequence[Form]) -> Screen:
    """Show the examples of one kind, each of which a tap copies."""
    heads = {
        Topic.AMOUNTS: tr.text("<b>Amounts</b>: dollars and RMB, in digits or words, sums too."),
        Topic.TIMES: tr.text("<b>Times</b>: once, in a while, or again and again."),
        Topic.TEXTS: lines(
            tr.text("<b>Texts and files</b>: paste a text, or send a file of up to 20 MB (PDF, Word, code, JSON)."),
            tr.text("Numbers of tokens and prices work too:"),
        ),
        Topic.SPENDING: tr.text("<b>Spending</b>: what you spent, with a day and a #label if you like."),
        Topic.LIMITS: tr.text("<b>Limits</b>: in a month, a week or a day."),
        Topic.QUESTIONS: tr.text("<b>Billing questions</b>: in your own words, or the error as it is."),
    }
    examples = (Markup("<code>%s</code>") % form.example for form in forms if form.topic is which)
    text = lines(heads[which], *examples, tr.text("Tap an example to copy it, then send it."))
    return Screen(text, pairs(_back(tr)))


def commands(tr: Translator, descriptions: Mapping[str, str]) -> Screen:
    """List every command with its words."""
    listed = (Markup("/%s – %s") % (name, words) for name, words in descriptions.items())
    return Screen(lines(tr.text("<b>Commands</b>"), *listed), pairs(_back(tr)))


def closed(tr: Translator) -> Screen:
    """Stand in place of the help when it is closed."""
    return Screen(tr.text("Help closed. /help opens it again."))


def _back(tr: Translator) -> Button:
    return Button(str(tr.text("‹ Back")), action="prefs:help")
