"""The words of the first steps, the settings and what is kept of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.language import Language
from bot.core.money import Currency
from bot.core.screen import MOST_BUTTONS, Button, Rows, Screen, cancel_question, lines, pairs
from bot.core.zones import zone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from bot.core.i18n import Translator
    from bot.core.person import Person
    from bot.core.screen import Setting

# Traditional Chinese is made by a program, and says so where it is chosen.
NATIVE_NAME = {Language.EN: "English", Language.ZH: "中文", Language.ZH_HANT: "繁體中文（自動轉換）"}
MODELS_PER_PAGE = 6
# The zones offered as buttons; any other IANA name can be typed.
ZONES = (
    "Asia/Shanghai",
    "Asia/Hong_Kong",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Europe/London",
    "Europe/Berlin",
    "America/New_York",
    "America/Los_Angeles",
)


def start(tr: Translator, examples: Rows) -> Screen:
    """Say what the bot is for, with examples that run, and both languages under their own names."""
    mine, other = tr.language, _other(tr.language)
    languages = (mine, other) if mine is Language.EN else (other, mine)
    switch = tuple(
        Button(_tick(NATIVE_NAME[each], each is mine), action=f"prefs:start:{each.value}") for each in languages
    )
    text = tr.text(
        "TokenTally keeps your OpenAI API costs in view.\n"
        "Paste a text to see what it costs, ask a billing question, or set a monthly limit."
    )
    return Screen(text, (*examples, switch))


def complaint(tr: Translator) -> Screen:
    """Own up to an answer that was no good, and say what helps."""
    text = lines(
        tr.text("Sorry, that was not what you needed."),
        tr.text(
            "Say it in other words, in one sentence, or choose a topic. Below an answer, 👎 tells us what was wrong."
        ),
    )
    topics = Button(str(tr.text("All topics")), action="faq:sections")
    return Screen(text, pairs(topics, Button(str(tr.text("What can I type?")), action="prefs:help")))


def settings(tr: Translator, person: Person, others: Sequence[Setting], page: int = 0) -> Screen:
    """Show every setting with its value, those of `others` included; each button changes one.

    `page` is that of the buttons, from 0, where they are too many for one screen; one that does not exist shows the
    first.
    """
    where = tr.text("Time zone: <b>%(zone)s</b>", zone=tr.place(person.zone))
    if not person.zone_is_chosen:
        where = tr.text("Time zone: <b>%(zone)s</b> (assumed)", zone=tr.place(person.zone))
    text = lines(
        tr.text("Your settings"),
        tr.text("Language: <b>%(language)s</b>", language=NATIVE_NAME[tr.language]),
        where,
        tr.text("Model for estimates: <b>%(model)s</b>", model=person.model),
        tr.text("Amounts in: <b>%(currencies)s</b>", currencies=_currencies(tr)[person.only]),
        *(setting.label for setting in others),
    )
    other = _other(tr.language)
    buttons = [
        Button(NATIVE_NAME[other], action=f"prefs:language:{other.value}"),
        Button(str(tr.text("Time zone")), action="prefs:zones"),
        Button(str(tr.text("Model")), action="prefs:models"),
        Button(str(tr.text("Currencies")), action="prefs:currencies"),
        *(setting.button for setting in others if setting.button is not None),
        Button(str(tr.text("My data")), action="prefs:data"),
    ]
    close = Button(str(tr.text("Close")), action="prefs:close")
    if len(buttons) < MOST_BUTTONS:
        return Screen(text, pairs(*buttons, close))
    size = MOST_BUTTONS - 2
    pages = -(-len(buttons) // size)
    page = page if 0 <= page < pages else 0
    more = Button(str(tr.text("More ›")), action=f"prefs:settings:{(page + 1) % pages}")
    return Screen(text, (*pairs(*buttons[page * size : (page + 1) * size]), (more, close)))


def closed(tr: Translator) -> Screen:
    """Stand in place of the settings when they are closed."""
    return Screen(tr.text("Settings closed. /settings opens them again."))


def zones(tr: Translator, person: Person) -> Screen:
    """Offer the usual zones, and any other by its name."""
    buttons = [
        Button(_tick(tr.place(zone(name)), name == person.zone.key), action=f"prefs:zone:{name}") for name in ZONES
    ]
    last = (Button(str(tr.text("Another zone")), action="prefs:askzone"), _back(tr))
    return Screen(tr.text("Where are you? Reminders follow this clock."), (*pairs(*buttons), last))


def ask_zone(tr: Translator) -> Screen:
    """Ask for the name of a zone."""
    text = tr.text("Send the name of your zone, for example <code>Europe/Paris</code>.")
    return Screen(text, pairs(cancel_question(tr)))


def unknown_zone(tr: Translator, name: str) -> Screen:
    """Say that there is no such zone."""
    return Screen(
        tr.text(
            "I know no time zone <b>%(name)s</b>. Send it as region and city, for example <code>Europe/Paris</code>.",
            name=name,
        )
    )


def models(tr: Translator, person: Person, names: Sequence[str], page: int) -> Screen:
    """Offer the models to estimate with, `page` counting from 0 (one that does not exist shows the first)."""
    pages = -(-len(names) // MODELS_PER_PAGE)
    page = page if 0 <= page < pages else 0
    shown = names[page * MODELS_PER_PAGE : (page + 1) * MODELS_PER_PAGE]
    buttons = [Button(_tick(name, name == person.model), action=f"prefs:model:{name}") for name in shown]
    more = Button(str(tr.text("More ›")), action=f"prefs:models:{(page + 1) % pages}") if pages > 1 else None
    text = tr.text("Which model do you pay for? Estimates use it.")
    return Screen(text, (*pairs(*buttons), *pairs(_back(tr), more)))


def currencies(tr: Translator, only: Currency | None, rate: Button) -> Screen:
    """Offer the currencies to show amounts in. `only`: the chosen one; `rate`: leads to the person's own rate."""
    text = lines(
        tr.text("In which currencies shall I show estimates, prices and limits?"),
        tr.text("OpenAI's prices per million tokens stay in dollars, and a limit stays in the currency you set it in."),
    )
    names = {None: tr.text("Both"), Currency.USD: tr.text("Only dollars"), Currency.CNY: tr.text("Only RMB")}
    buttons = [
        Button(_tick(str(name), each is only), action=f"prefs:currency:{each.value if each else 'both'}")
        for each, name in names.items()
    ]
    return Screen(text, pairs(*buttons, rate, _back(tr)))


def languages(tr: Translator) -> Screen:
    """Offer both languages under their own names."""
    buttons = (
        Button(_tick(name, which is tr.language), action=f"prefs:language:{which.value}")
        for which, name in NATIVE_NAME.items()
    )
    return Screen(tr.text("Which language shall I speak?"), pairs(*buttons))


def privacy(tr: Translator, contact: str | None, backup_days: int | None) -> Screen:
    """Say in six lines what is stored, for how long, what never is, and how to get rid of it.

    `contact`: whom to ask, as the operator wrote it. `backup_days`: how long backups are kept, where the operator
    says so.
    """
    yours = tr.text(
        "<b>Yours:</b> /export sends you all of it, /delete_me deletes it at once. Copies the operator makes of the"
        " database hold it until they are replaced."
    )
    if backup_days is not None:
        yours = tr.ntext(
            "<b>Yours:</b> /export sends you all of it, /delete_me deletes it at once. The operator's backups hold it"
            " for up to %(n)s day more.",
            "<b>Yours:</b> /export sends you all of it, /delete_me deletes it at once. The operator's backups hold it"
            " for up to %(n)s days more.",
            backup_days,
        )
    ask = tr.text("<b>Questions:</b> ask whoever runs this bot.")
    if contact is not None:
        ask = tr.text("<b>Questions:</b> %(contact)s", contact=contact)
    text = lines(
        tr.text(
            "<b>Kept:</b> your Telegram number, settings, limits, what you log, reminders, your 👍 and 👎, questions"
            " you send to the operator, and of estimates the numbers only."
        ),
        tr.text(
            "<b>How long:</b> until you delete it; estimates 12 months at most, message numbers 30 days, a file that"
            " waits for your OK 2 days. If I cannot reach you for 12 months, I delete everything."
        ),
        tr.text(
            "<b>Never kept:</b> your name, texts and files you send for counting, API keys. A message stays on disk"
            " only until it is answered; if one makes me fail, its outline without words stays for 30 days."
        ),
        tr.text("<b>Passed on:</b> nothing, to nobody. I cannot see your OpenAI account."),
        yours,
        ask,
    )
    return Screen(text, _data_buttons(tr))


def data(tr: Translator) -> Screen:
    """Offer the export and the deletion from the settings."""
    return Screen(
        tr.text("What I know about you: get it as a file, or have all of it deleted."),
        (*_data_buttons(tr), (_back(tr),)),
    )


def export_caption(tr: Translator) -> Markup:
    """Stand under the exported archive."""
    return tr.text(
        "Everything I keep about you: tokentally.json, and tables for spreadsheets."
        " Send me tokentally.json to restore limits and entries."
    )


def confirm_delete(tr: Translator) -> Screen:
    """Say what goes, and ask for the second tap."""
    text = tr.text(
        "This deletes everything I keep about you: settings, limits, what you logged, reminders, estimates, feedback."
        " It cannot be undone."
    )
    buttons = pairs(
        Button(str(tr.text("Delete everything")), action="prefs:delete"),
        Button(str(tr.text("Keep it")), action="prefs:keep"),
    )
    return Screen(text, buttons)


def deleted(tr: Translator, backup_days: int | None) -> Screen:
    """Confirm the deletion, and say how long backups outlive it, where the operator keeps them."""
    text = tr.text("Done. I keep nothing about you any more. If you write again, we start anew.")
    if backup_days is None:
        return Screen(text)
    backups = tr.ntext(
        "The operator's backups hold it for up to %(n)s day more.",
        "The operator's backups hold it for up to %(n)s days more.",
        backup_days,
    )
    return Screen(lines(text, backups))


def kept(tr: Translator) -> Screen:
    """Confirm that nothing was deleted."""
    return Screen(tr.text("Nothing was deleted."))


def cancelled(tr: Translator, *, was_open: bool) -> Screen:
    """Say whether there was anything to cancel."""
    if was_open:
        return Screen(tr.text("All right, I no longer wait for an answer."))
    return Screen(tr.text("There is nothing to cancel."))


def key_found(tr: Translator, message_id: int) -> Screen:
    """Warn somebody who pasted an API key."""
    text = lines(
        tr.text("<b>That looks like an API key. I kept no copy of it.</b>"),
        tr.text("Whoever sees it can spend your credit: revoke it (API keys → Revoke) and make a new one."),
    )
    page = Button(str(tr.text("Open API keys")), url="https://platform.openai.com/api-keys")
    return Screen(text, pairs(Button(str(tr.text("Delete my message")), action=f"prefs:unsend:{message_id}"), page))


def key_deleted(tr: Translator) -> Screen:
    """Confirm that the message with the key was deleted from the chat."""
    return Screen(tr.text("The message is deleted. Revoke the key all the same: copies may exist."))


def key_stays(tr: Translator) -> Screen:
    """Say that Telegram does not let the bot delete the message."""
    return Screen(tr.text("Telegram does not let me delete it. Delete the message yourself, and revoke the key."))


def _data_buttons(tr: Translator) -> Rows:
    return pairs(
        Button(str(tr.text("Export")), action="prefs:export"),
        Button(str(tr.text("Delete all")), action="prefs:askdelete"),
    )


def _currencies(tr: Translator) -> Mapping[Currency | None, Markup]:
    return {
        None: tr.text("dollars and RMB"),
        Currency.USD: tr.text("dollars only"),
        Currency.CNY: tr.text("RMB only"),
    }


def _back(tr: Translator) -> Button:
    return Button(str(tr.text("‹ Back")), action="prefs:settings")


def _tick(label: str, chosen: bool) -> str:  # noqa: FBT001 - a column of the table above
    return f"✓ {label}" if chosen else label


def _other(language: Language) -> Language:
    return Language.ZH if language is Language.EN else Language.EN
