"""The words around an answer: what people think of it, what was missing, and what the operator sees of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from bot.core.language import WRITTEN, Language
from bot.core.screen import Button, Rows, Screen, lines, pairs
from bot.features.faq.gaps import DAYS_SHOWN, LONGEST_QUESTION, Gap, Vote

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from bot.core.i18n import Translator
    from bot.features.faq.gaps import Gaps, KeptQuestion, Opinions

QUESTIONS_PER_PAGE = 5
_MOST_ENTRIES = 8  # of the entries with complaints; the file has them all
_LONGEST_SHOWN = 300  # characters of a question; the file has them all
_NAMES = {Language.EN: "English", Language.ZH: "中文"}
_OWN_BUTTONS = ("faq:up:", "faq:down:", "faq:wrong:", "faq:send")
_SHARE = "https://t.me/share/"


def vote_buttons(entry_id: str) -> tuple[Button, Button]:
    """Return the two buttons under an answer."""
    return Button("👍", action=f"faq:up:{entry_id}"), Button("👎", action=f"faq:down:{entry_id}")


def send_button(tr: Translator, entry_id: str = "") -> Button:
    """Return the button that sends the question to the operator. `entry_id`: where Back leads from there."""
    return Button(str(tr.text("Send to the operator")), action=f"faq:send:{entry_id}" if entry_id else "faq:send")


def offering_to_send(tr: Translator, screen: Screen) -> Screen:
    """Return a screen without an answer, with the way to the operator under it."""
    return Screen(screen.html, (*screen.rows, (send_button(tr),)))


def after_vote(tr: Translator, answer: Screen, entry_id: str, vote: Vote) -> Screen:
    """Return the same answer with the other vote still to choose; after 👎 also with what helps to mend it."""
    rows = _without(answer.rows, *_OWN_BUTTONS)
    up, down = vote_buttons(entry_id)
    if vote is Vote.UP:
        return Screen(answer.html, (*rows, (down,)))
    wrong = Button(str(tr.text("Report wrong")), action=f"faq:wrong:{entry_id}")
    rows = _without(rows, _SHARE)  # nobody passes on what does not help
    return Screen(answer.html, (*rows, *pairs(wrong, send_button(tr, entry_id)), (up,)))


def after_report(answer: Screen) -> Screen:
    """Return the same answer without the button that reports it."""
    return Screen(answer.html, _without(answer.rows, "faq:wrong:"))


def noted(tr: Translator, entry_id: str) -> Screen:
    """Stand for an answer that is too old to be edited."""
    back = Button(str(tr.text("Show the answer")), action=f"faq:show:{entry_id}")
    return Screen(tr.text("Thanks, noted."), pairs(back))


def thanks(tr: Translator, vote: Vote) -> str:
    """Return the note over the chat after a vote."""
    if vote is Vote.UP:
        return str(tr.text("Thanks, noted."))
    return str(tr.text("Noted. The new buttons tell the operator more."))


def reported(tr: Translator) -> str:
    """Return the note over the chat after a report."""
    return str(tr.text("Thanks. The operator will compare this answer with its sources."))


def none_of_these(tr: Translator) -> Screen:
    """Say that nothing else is there, and offer to send the question."""
    text = tr.text("Then I have no answer to it. Ask in other words, or let the operator know what is missing:")
    return Screen(text, pairs(send_button(tr), _all_topics(tr)))


def ask_question(tr: Translator) -> Screen:
    """Ask for the question to be sent, because it is no longer at hand."""
    text = lines(
        tr.text("Write the question for the operator in one message, at most %(n)s characters.", n=LONGEST_QUESTION),
        _what_the_operator_sees(tr),
    )
    return Screen(text, pairs(Button(str(tr.text("Do not send")), action="faq:unask")))


def too_long(tr: Translator, length: int) -> Screen:
    """Say that a question is too long to be kept."""
    text = tr.text(
        "That has %(length)s characters, and I pass on %(most)s at most. Send the question without the rest.",
        length=tr.number(length),
        most=tr.number(LONGEST_QUESTION),
    )
    return Screen(text, pairs(Button(str(tr.text("Do not send")), action="faq:unask")))


def sent(tr: Translator, question: str, entry_id: str = "") -> Screen:
    """Say back what was kept. `entry_id`: the answer that Back leads to."""
    text = lines(
        tr.text("Sent to the operator:"),
        Markup("<blockquote>{}</blockquote>").format(question),
        _what_the_operator_sees(tr),
    )
    back = Button(str(tr.text("‹ Back")), action=f"faq:show:{entry_id}") if entry_id else _all_topics(tr)
    return Screen(text, pairs(back))


def not_sent(tr: Translator) -> Screen:
    """Confirm that nothing was sent."""
    return Screen(tr.text("Nothing was sent."), pairs(_all_topics(tr)))


def gaps(tr: Translator, found: Gaps, today: dt.date, title: Callable[[str], str]) -> Screen:
    """Show the operator what is missing or bad. `title`: the short title of an entry."""
    parts = [
        tr.text("<b>Without an answer</b>, %(n)s days to %(day)s (UTC)", n=DAYS_SHOWN, day=tr.date(today)),
        _count_table(tr, found),
        lines(tr.text("<b>Complaints</b>"), *_complaints(tr, found.opinions, title)),
    ]
    pages = (
        Button(f"{_NAMES[language]} ({tr.number(count)})", action=f"faq:questions:{language.value}:0")
        for language, count in found.kept.items()
        if count
    )
    if any(found.kept.values()):
        parts.append(tr.text("Questions people sent you are behind the buttons."))
    file = Button(str(tr.text("As a file")), action="faq:gapsfile")
    return Screen(Markup("\n\n").join(parts), pairs(*pages, file))


def questions(tr: Translator, shown: Sequence[KeptQuestion], language: Language, page: int, count: int) -> Screen:
    """Show the operator one page of the questions in a language, newest first. `page` counts from 0."""
    pages = max(1, -(-count // QUESTIONS_PER_PAGE))
    title = tr.text(
        "<b>Questions in %(language)s</b>, page %(page)s of %(pages)s",
        language=_NAMES[language],
        page=page + 1,
        pages=pages,
    )
    quotes = (
        Markup("{}<blockquote>{}</blockquote>").format(tr.date(each.sent_at.date()), _cut(each.text)) for each in shown
    )
    # Back from the first page leads to the counts, from the others to the page before.
    before = f"faq:questions:{language.value}:{page - 1}" if page else "faq:gaps"
    after = f"faq:questions:{language.value}:{page + 1}" if page + 1 < pages else None
    more = Button(str(tr.text("More ›")), action=after) if after else None
    return Screen(lines(title, *quotes), pairs(Button(str(tr.text("‹ Back")), action=before), more))


def file_caption(tr: Translator) -> Markup:
    """Stand under the file for the operator."""
    return tr.text("Counts, complaints and the questions people sent.")


def _what_the_operator_sees(tr: Translator) -> Markup:
    return tr.text("<i>The operator sees the text, not who sent it.</i>")


def _count_table(tr: Translator, found: Gaps) -> Markup:
    if not found.counts:
        return tr.text("None.")
    days = sorted({each.day for each in found.counts})
    rows = [" " * 5 + "".join(f"{language.value.upper():>10}" for language in WRITTEN)]
    rows += [f"{day:%m-%d}" + "".join(_cell(found, language, {day}) for language in WRITTEN) for day in days]
    rows.append("Σ    " + "".join(_cell(found, language, set(days)) for language in WRITTEN))
    table = Markup("<pre>{}</pre>").format("\n".join(rows))
    return lines(table, tr.text("<i>nothing found + none of the suggestions</i>"))


def _cell(found: Gaps, language: Language, days: set[dt.date]) -> str:
    sums = dict.fromkeys(Gap, 0)
    for each in found.counts:
        if each.language is language and each.day in days:
            sums[each.gap] += each.count
    return f"{f'{sums[Gap.NONE]} + {sums[Gap.NONE_OF_THESE]}':>10}"


def _complaints(tr: Translator, opinions: Sequence[Opinions], title: Callable[[str], str]) -> list[Markup]:
    bad = [each for each in opinions if each.down or each.reports]
    shown = [
        tr.text(
            "• %(title)s (%(language)s): 👎 %(down)s · wrong %(reports)s · 👍 %(up)s",
            title=title(each.entry_id),
            language=each.language.value.upper(),
            down=tr.number(each.down),
            reports=tr.number(each.reports),
            up=tr.number(each.up),
        )
        for each in bad[:_MOST_ENTRIES]
    ]
    if len(bad) > _MOST_ENTRIES:
        rest = len(bad) - _MOST_ENTRIES
        shown.append(tr.ntext("and %(n)s more, in the file", "and %(n)s more, in the file", rest))
    return shown or [tr.text("None.")]


def _all_topics(tr: Translator) -> Button:
    return Button(str(tr.text("All topics")), action="faq:sections")


def _without(rows: Rows, *starts: str) -> Rows:
    """Return the rows without the buttons whose action or address begins with one of these."""
    kept = (tuple(b for b in row if not (b.action or b.url or "").startswith(starts)) for row in rows)
    return tuple(row for row in kept if row)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"
