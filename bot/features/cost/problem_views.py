"""What cannot be priced or counted: what was understood, where it broke, what works instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.screen import Button, Screen, lines, pairs
from bot.features.cost import buttons
from bot.features.cost import shared_views as words
from bot.features.cost.reading.results import Why
from bot.features.cost.rules import MOST_TOKENS, Tier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from bot.core.i18n import Translator
    from bot.features.cost.asked import Kept
    from bot.features.cost.pricing import Priced
    from bot.features.cost.reading.results import Refused

_LONGEST_NAME = 80  # characters of a name that are shown
_MOST_OFFERED = 8


def unknown_model(tr: Translator, kept: Kept, names: Sequence[str]) -> Screen:
    """Say that a model has no price on file, and offer names that have one."""
    text = tr.text(
        "I have no OpenAI price for <b>%(model)s</b>. Which of these is it?", model=kept.choices.model[:_LONGEST_NAME]
    )
    return Screen(text, _offered(kept, names))


def open_weights(tr: Translator, kept: Kept, names: Sequence[str]) -> Screen:
    """Say why an open-weights model has no price of OpenAI's, and offer models that have one."""
    text = tr.text(
        "<b>%(model)s</b> has open weights: OpenAI sells no API for it, so it has no OpenAI price. Another model?",
        model=kept.choices.model[:_LONGEST_NAME],
    )
    return Screen(text, _offered(kept, names))


def _offered(kept: Kept, names: Sequence[str]) -> tuple[tuple[Button, ...], ...]:
    return pairs(*(buttons.use(kept, name) for name in names[:_MOST_OFFERED]))


def unpriced(tr: Translator, model: str, names: Sequence[str], *, has_open_weights: bool) -> Screen:
    """Say to somebody who asked for a price that there is none, and offer the cards of other models."""
    shown = model[:_LONGEST_NAME]
    if has_open_weights:
        text = tr.text(
            "<b>%(model)s</b> has open weights: OpenAI sells no API for it, so it has no OpenAI price. Another model?",
            model=shown,
        )
    else:
        text = tr.text("I have no OpenAI price for <b>%(model)s</b>. Which of these is it?", model=shown)
    return Screen(text, pairs(*map(buttons.card, names[:_MOST_OFFERED])))


def no_tier(tr: Translator, model: str, tier: Tier) -> Markup:
    """Say that a model has no known price in a tier, so that the standard one is shown."""
    return tr.text(
        "No %(tier)s price of %(model)s is known, so this is the standard one.", tier=words.tier(tr, tier), model=model
    )


def no_cached_price(tr: Translator, model: str, tier: Tier) -> Markup:
    """Say that nobody knows what input from the cache costs in a tier whose other prices are known."""
    return tr.text(
        "No %(tier)s price of %(model)s is known for input from the cache.",
        tier=words.tier(tr, tier),
        model=model[:_LONGEST_NAME],
    )


def no_tier_toast(tr: Translator, model: str, tier: Tier) -> str:
    """Say in the short note over the chat that a model has no known price in a tier."""
    text = tr.text("No %(tier)s price of %(model)s is known.", tier=words.tier(tr, tier), model=model)
    return str(text.unescape())


def unknown_tier(tr: Translator, name: str) -> Markup:
    """Say that nobody knows the price of a service tier that was named."""
    return tr.text("No price is known for service_tier “%(name)s”: this is the standard one.", name=name[:40])


def no_price_so_long(tr: Translator, kept: Kept, tier: Tier, above: int) -> Screen:
    """Say that a request is longer than what a tier has prices for."""
    text = tr.text(
        "No %(tier)s price of %(model)s is known above %(n)s input tokens.",
        tier=words.tier(tr, tier),
        model=kept.choices.model[:_LONGEST_NAME],
        n=tr.number(above),
    )
    standard = Button(str(tr.text("Standard price")), action=buttons.action("tier", kept, Tier.STANDARD.value))
    return Screen(text, pairs(standard, Button(str(tr.text("Model ▾")), action=buttons.action("model", kept))))


def no_price_in_tier(tr: Translator, kept: Kept, tier: Tier, *, of_cached: bool) -> Screen:
    """Say that an estimate asks for a price that nobody knows any more, or (`of_cached`) for cached input without."""
    model = kept.choices.model[:_LONGEST_NAME]
    text = (
        no_cached_price(tr, model, tier)
        if of_cached
        else tr.text("No %(tier)s price of %(model)s is known.", tier=words.tier(tr, tier), model=model)
    )
    standard = Button(str(tr.text("Standard price")), action=buttons.action("tier", kept, Tier.STANDARD.value))
    return Screen(text, pairs(standard, Button(str(tr.text("Model ▾")), action=buttons.action("model", kept))))


def not_booked(tr: Translator, kept: Kept, priced: Priced) -> Screen:
    """Say that an amount is too large, or too small, to be booked."""
    text = tr.text("%(usd)s cannot be booked: I keep amounts up to 1,000,000.", usd=tr.about(priced.headline))
    return Screen(text, pairs(buttons.back(tr, kept)))


def too_much(tr: Translator, kept: Kept) -> Screen:
    """Say that the numbers are beyond anything that is billed."""
    text = tr.text("That is more than %(n)s tokens, and I stop there.", n=tr.number(MOST_TOKENS))
    return Screen(text, pairs(buttons.back(tr, kept)))


def busy(tr: Translator) -> Screen:
    """Ask for patience when too many people's texts wait."""
    return Screen(tr.text("Many texts are being counted right now. Send yours again in a minute."))


def one_after_another(tr: Translator) -> Screen:
    """Ask somebody who sends many texts at once to wait for the answers."""
    return Screen(tr.text("I am still counting your last texts. One after another, please."))


def cancelled(tr: Translator) -> Screen:
    """Say that counting was ended."""
    return Screen(tr.text("I stopped counting. Nothing of it is kept."))


def not_countable(tr: Translator) -> Screen:
    """Say that a text cannot be counted."""
    return Screen(tr.text("I cannot count this text. Send it in two halves."))


def empty(tr: Translator) -> Screen:
    """Say that there was nothing to count."""
    return Screen(tr.text("There is no text in it to count."))


def no_estimate(tr: Translator) -> str:
    """Say in the short note over the chat that an estimate is not kept any more."""
    return str(tr.text("This estimate is no longer kept. Send the text once more."))


def anothers(tr: Translator) -> str:
    """Say in the short note over the chat that an estimate belongs to somebody else."""
    return str(tr.text("This is another person's estimate. Send me your own text."))


def other_currency(tr: Translator, name: str) -> Screen:
    """Say that costs are shown in two currencies only."""
    return Screen(tr.text("I show costs in dollars and RMB only, and <b>%(name)s</b> is neither.", name=name))


def refused(tr: Translator, refused: Refused) -> Screen:
    """Say what broke in numbers of tokens, and what would work."""
    piece = refused.piece
    said = {
        Why.CACHED_OVER_INPUT: tr.text("More tokens are cached than put in: <b>%(piece)s</b>.", piece=piece),
        Why.REASONING_OVER_OUTPUT: tr.text("More tokens are reasoning than output: <b>%(piece)s</b>.", piece=piece),
        Why.SHARE_OVER_WHOLE: tr.text("A share cannot be more than 100 %%: <b>%(piece)s</b>.", piece=piece),
        Why.NEGATIVE: tr.text("There are no negative tokens: <b>%(piece)s</b>.", piece=piece),
        Why.NOT_WHOLE: tr.text("Tokens and calls are whole numbers: <b>%(piece)s</b>.", piece=piece),
        Why.ZERO: tr.text("That is nothing at all: <b>%(piece)s</b>.", piece=piece),
        Why.TOO_LARGE: tr.text("I count up to 1,000,000,000, and this is more: <b>%(piece)s</b>.", piece=piece),
        Why.MALFORMED: tr.text("I cannot read this as a number: <b>%(piece)s</b>.", piece=piece),
        Why.VAGUE: tr.text("I need a definite number, and this is none: <b>%(piece)s</b>.", piece=piece),
        Why.RANGE: tr.text("I need one number, and this is a range: <b>%(piece)s</b>.", piece=piece),
        Why.SEVERAL: tr.text("There are two numbers for the same thing: <b>%(piece)s</b>.", piece=piece),
        Why.OTHER_UNIT: tr.text(
            "I count tokens, not words or pages: <b>%(piece)s</b>. Send the text itself, or a number of tokens.",
            piece=piece,
        ),
        Why.FILE: tr.text(
            "The request is in a file that I do not have: <b>%(piece)s</b>. Send me that file.", piece=piece
        ),
    }
    example = tr.text("Try: <code>500 calls a day, 2000 in, 300 out, gpt-5.4-mini</code>")
    return Screen(lines(said[refused.why], example))
