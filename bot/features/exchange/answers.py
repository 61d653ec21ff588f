"""What the chat answers to an amount or a question about a top-up, without the chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.features.exchange import topup_views, views
from bot.features.exchange.rules import Conversion, NotConvertible, read_conversion
from bot.features.exchange.topup import NoSum, Offer, Sum, read_topup

if TYPE_CHECKING:
    from bot.core.i18n import Translator
    from bot.core.screen import Screen
    from bot.features.exchange.rates import Rates


def answered(tr: Translator, words: str, rates: Rates) -> tuple[Screen, bool]:
    """Return the screen for what somebody chose to have converted or worked out, and whether it holds the figures."""
    match read_topup(words) or read_conversion(words, asked=True):
        case Sum() as asked:
            return topup_views.worked_out(tr, asked, rates), True
        case Offer() as offer:
            return topup_views.offered(tr, offer, rates), True
        case NoSum() as refused:
            return topup_views.no_sum(tr, refused), False
        case Conversion() as conversion:
            return views.converted(tr, conversion, rates, says_sign=conversion.by_sign), True
        case NotConvertible() as refused_amount:
            return views.not_convertible(tr, refused_amount), False
        case None:
            return views.ask_amount(tr, tr.rate(rates.conversion)), False
