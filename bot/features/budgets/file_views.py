"""The words about files: what one holds, what was booked from it, what the exports are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.screen import Button, Screen, lines, pairs
from bot.features.budgets import shared_views
from bot.features.budgets.entry_views import warnings

if TYPE_CHECKING:
    from markupsafe import Markup

    from bot.core.i18n import Translator
    from bot.features.budgets.archive import Archive
    from bot.features.budgets.rules import Imported
    from bot.features.budgets.usage_file import UsageFile


def usage(tr: Translator, file: UsageFile, known: int, batch: int) -> Screen:
    """Show what a usage export holds before anything is booked. `known`: how much of it is booked already."""
    days = sorted({cost.day for cost in file.costs})
    totals = " + ".join(tr.money(total) for total in file.totals.values())
    head = tr.ntext(
        "<b>%(total)s on %(n)s day</b>, %(first)s – %(last)s",
        "<b>%(total)s on %(n)s days</b>, %(first)s – %(last)s",
        len(days),
        total=totals,
        first=tr.date(days[0]),
        last=tr.date(days[-1]),
    )
    text = lines(
        head,
        tr.ntext("%(n)s of them is booked already.", "%(n)s of them are booked already.", known) if known else None,
        tr.ntext("%(n)s row is left out.", "%(n)s rows are left out.", file.left_out) if file.left_out else None,
        tr.text("Each day becomes one entry. What you logged by hand for these days stays and counts as well."),
    )
    return Screen(text, _choice(tr, str(tr.text("Book it")), batch))


def archive(tr: Translator, content: Archive, known: int, batch: int) -> Screen:
    """Show what a file of ours holds before it is restored. `known`: entries that are there already."""
    entries, limits = len(content.entries), len(content.limits)
    text = lines(
        tr.ntext(
            "<b>My own export: %(n)s entry</b>",
            "<b>My own export: %(n)s entries</b>",
            entries,
        ),
        tr.ntext("%(n)s limit; one that you have now stays.", "%(n)s limits; those that you have now stay.", limits)
        if limits
        else None,
        tr.ntext("%(n)s entry is there already.", "%(n)s entries are there already.", known) if known else None,
    )
    return Screen(text, _choice(tr, str(tr.text("Restore")), batch))


def imported(tr: Translator, done: Imported) -> Screen:
    """Say what was booked from a file, and how things stand."""
    booking = done.booking
    head = tr.ntext("<b>Booked %(n)s entry</b>", "<b>Booked %(n)s entries</b>", done.new)
    if not done.new and not done.changed and not done.limits:
        head = tr.text("<b>Nothing new:</b> all of it is booked already.")
    elif not done.new and done.limits:
        head = tr.text("<b>Restored</b>")
    text = lines(
        head,
        tr.ntext("%(n)s got a new amount.", "%(n)s got a new amount.", done.changed) if done.changed else None,
        tr.ntext("%(n)s was there already.", "%(n)s were there already.", done.known) if done.known else None,
        *(shared_views.standing_lines(tr, booking.standing) if booking else ()),
        *(warnings(tr, booking) if booking else ()),
    )
    undo = None
    if booking is not None and done.new:
        undo = Button(str(tr.text("Undo")), action=f"budgets:undo:{booking.entry.number}")
    return Screen(text, pairs(undo, shared_views.list_button(tr), shared_views.card_button(tr)))


def gone(tr: Translator) -> Screen:
    """Say that a file is booked already, or was forgotten after a day."""
    text = tr.text("That file is booked already, or it is more than a day ago. Send it again if something is missing.")
    return Screen(text, pairs(shared_views.list_button(tr), shared_views.card_button(tr)))


def left(tr: Translator) -> Screen:
    """Say that nothing was booked."""
    return Screen(tr.text("Nothing was booked."), pairs(shared_views.card_button(tr)))


def no_costs(tr: Translator, *, is_activity: bool, is_own: bool) -> Screen:
    """Say why nothing in an export can be booked."""
    if is_own:
        return Screen(tr.text("That is my table for spreadsheets. To restore, send the .json file of the same export."))
    if is_activity:
        return Screen(
            tr.text("That is the activity export, without amounts. On the usage page choose Export → Cost data → CSV."),
            pairs(Button(str(tr.text("Usage page")), url=shared_views.USAGE_PAGE)),
        )
    return Screen(tr.text("There are no costs in that file that I could book: they are 0, unreadable or too old."))


def broken(tr: Translator, where: str) -> Screen:
    """Say where a file of ours cannot be read."""
    return Screen(
        tr.text(
            "That is my export, but <code>%(where)s</code> in it is not as I write it. Send the file unchanged.",
            where=where,
        )
    )


def how_to_import(tr: Translator) -> Screen:
    """Say which files can be sent."""
    text = lines(
        tr.text("Send me a file, and I show what is in it before I book anything:"),
        tr.text("• the usage page's export (Cost data, CSV or JSON)"),
        tr.text("• my own export, the .json file of /export"),
    )
    return Screen(
        text, pairs(Button(str(tr.text("Usage page")), url=shared_views.USAGE_PAGE), shared_views.card_button(tr))
    )


def nothing(tr: Translator) -> Screen:
    """Say that there is nothing to export."""
    return Screen(tr.text("Nothing is booked yet."), pairs(shared_views.log_button(tr), shared_views.card_button(tr)))


def csv_caption(tr: Translator) -> Markup:
    """Stand under the table."""
    return tr.text("Your spending as a table for spreadsheets.")


def json_caption(tr: Translator) -> Markup:
    """Stand under the file that can be read back."""
    return tr.text("Limits and spending as JSON. Send it to me, and I restore it.")


def _choice(tr: Translator, label: str, batch: int) -> tuple[tuple[Button, ...], ...]:
    return pairs(
        Button(label, action=f"budgets:import:{batch}"),
        Button(str(tr.text("Leave it")), action=f"budgets:noimport:{batch}"),
    )
