"""Words, numbers, money and dates in the language of one answer."""

from __future__ import annotations

import datetime as dt
import gettext
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date, format_time, get_day_names, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_decimal
from markupsafe import Markup

from bot.core.language import Language
from bot.core.money import Currency, ExchangeRate, Money, RateSource
from bot.core.resources import locales_dir

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from zoneinfo import ZoneInfo

_SIGN = {Currency.USD: "$", Currency.CNY: "¥"}
_OTHER_WAY = str.maketrans("+-", "-+")
_LOCALE = {
    Language.EN: Locale.parse("en_US"),
    Language.ZH: Locale.parse("zh_Hans_CN"),
    Language.ZH_HANT: Locale.parse("zh_Hant_TW"),
}


class CatalogError(Exception):
    """A catalog is missing or was not compiled. `language`: whose."""

    def __init__(self, language: Language) -> None:
        super().__init__(f"the compiled catalog for {language.value!r} is missing: run `make catalogs`")
        self.language = language


class Translator:
    """Says things in one language. Every value put into a text is escaped for HTML unless it is Markup already.

    Args:
        language: which.
        catalog: its words.
        only: the currency in which alone amounts are wanted; None: both. What was named in the other is shown as named.
    """

    def __init__(self, language: Language, catalog: gettext.NullTranslations, only: Currency | None = None) -> None:
        self.language = language
        self._only = only
        self._catalog = catalog
        self._locale = _LOCALE[language]
        self._filled: dict[str, Markup] = {}  # what needs no values is the same every time

    def text(self, msgid: str, /, **values: object) -> Markup:
        """Return the translation of `msgid` with its ``%(name)s`` placeholders filled."""
        if values:
            return self._fill(self._catalog.gettext(msgid), values)
        if msgid not in self._filled:
            self._filled[msgid] = self._fill(self._catalog.gettext(msgid), values)
        return self._filled[msgid]

    def ntext(self, singular: str, plural: str, n: int, /, **values: object) -> Markup:
        """Return the form for `n`, which fills ``%(n)s``, with the other placeholders filled."""
        return self._fill(self._catalog.ngettext(singular, plural, n), {"n": self.number(n), **values})

    def _fill(self, message: str, values: Mapping[str, object]) -> Markup:
        return Markup(message) % values  # noqa: S704 - catalogs are ours; `%` escapes the values

    def shows(self, currency: Currency) -> bool:
        """Tell whether amounts are wanted in a currency that nobody named."""
        return self._only in {None, currency}

    def number(self, value: Decimal | int) -> str:
        """Return a count or number with grouping, as exact as it is."""
        return format_decimal(value, locale=self._locale, decimal_quantization=False)

    def amount(self, money: Money) -> str:
        """Return an amount that a person named, all of its digits (``$50``, ``$12.50``, ``¥1,250.80``, ``$0.001``)."""
        exponent = money.amount.normalize().as_tuple().exponent
        decimals = max(0, -exponent) if isinstance(exponent, int) else 0
        return self._signed(money, 2 if decimals == 1 else decimals)

    def money(self, money: Money) -> str:
        """Return a computed amount with two decimals; one below a cent keeps two significant digits."""
        if not money.amount:
            return self._signed(money, 0)
        return self._signed(money, 2 if _rounds_to_cents(money.amount) else _significant(money.amount, 2))

    def cost(self, money: Money) -> str:
        """Return what a call costs: two decimals from 1 up, three significant digits below, never 0.00."""
        if abs(money.amount) >= 1 or not money.amount:
            return self._signed(money, 2)
        return self._signed(money, max(2, _significant(money.amount, 3)), trim=True)

    def about(self, money: Money) -> str:
        """Return an estimate in no more digits than it deserves, never 0.00.

        Two decimals from 1 up; below, three significant digits of dollars and two of RMB (which a rate made), below a
        cent two of either: ``$0.0213``, ``¥0.15``, ``$0.00041``.
        """
        amount = abs(money.amount)
        if amount >= 1 or not amount:
            return self._signed(money, 2)
        digits = 3 if money.currency is Currency.USD and _rounds_to_cents(amount) else 2
        return self._signed(money, max(2, _significant(amount, digits)), trim=True)

    def cents(self, money: Money) -> Markup | None:
        """Return an estimate below a cent in cents (``0.041 cents``, ``0.3 分``), None for nothing and for more."""
        cents = money.amount * 100
        if not 0 < cents < 1:
            return None
        with localcontext(prec=60):
            value = cents.quantize(Decimal(1).scaleb(-_significant(cents, 2)), ROUND_HALF_UP).normalize()
        if value >= 1:  # shown as a whole cent already
            return None
        if money.currency is Currency.USD:
            return self.text("%(n)s cents", n=self.number(value))
        return self.text("%(n)s fen", n=self.number(value))

    def _signed(self, money: Money, decimals: int, *, trim: bool = False) -> str:
        with localcontext(prec=60):
            value = money.amount.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        pattern = "#,##0" + ("." + "00" + "#" * (decimals - 2) if trim else "." + "0" * decimals if decimals else "")
        digits = format_decimal(abs(value), pattern, locale=self._locale, decimal_quantization=False)
        return f"{'-' if value < 0 else ''}{_SIGN[money.currency]}{digits}"

    def per_usd(self, cny: Decimal, *, exact: bool = False) -> str:
        """Return how many RMB a dollar is, with two to four decimals (``7.10``, ``7.3588``) or all it has."""
        value = cny if exact else cny.quantize(Decimal("0.0001"), ROUND_HALF_UP)
        return format_decimal(value, "#,##0.00####", locale=self._locale, decimal_quantization=False)

    def rate(self, rate: ExchangeRate) -> Markup:
        """Return the rate with where it comes from and its date, for the grey line of a screen; an old one says so."""
        value = self.per_usd(rate.cny_per_usd, exact=rate.source is not RateSource.OWN)
        if rate.source is RateSource.BUILT_IN:
            return self.text("1 USD = %(value)s RMB (built-in example rate)", value=value)
        if rate.as_of is None:
            return self.text("1 USD = %(value)s RMB (set by the operator)", value=value)
        date = self.date(rate.as_of)
        if rate.source is RateSource.OWN:
            if rate.is_old:
                return self.text(
                    "1 USD = %(value)s RMB (your rate, %(date)s, more than 30 days old)", value=value, date=date
                )
            return self.text("1 USD = %(value)s RMB (your rate, %(date)s)", value=value, date=date)
        if rate.is_old:
            return self.text(
                "1 USD = %(value)s RMB (set by the operator, %(date)s, more than 30 days old)", value=value, date=date
            )
        return self.text("1 USD = %(value)s RMB (set by the operator, %(date)s)", value=value, date=date)

    def percent(self, value: Decimal, *, signed: bool = False) -> str:
        """Return a percentage with at most two decimals: ``1.5 %``, ``12.68 %``, `signed` ``+0.28 %``."""
        shown = value.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize() + 0
        sign = "+" if signed and shown > 0 else ""
        return f"{sign}{self.number(shown)} %"

    def date(self, day: dt.date) -> str:
        """Return a day with its year: ``12 Oct 2026``, ``2026 年 10 月 12 日``."""
        return self._day(day, "d MMM y", "y 年 M 月 d 日")

    def short_date(self, day: dt.date) -> str:
        """Return a day without its year: ``12 Oct``, ``10 月 12 日``."""
        return self._day(day, "d MMM", "M 月 d 日")

    def weekday_date(self, day: dt.date) -> str:
        """Return a day with its weekday and year: ``Mon 30 Nov 2026``, ``2026 年 11 月 30 日周一``."""
        return self._day(day, "EEE d MMM y", "y 年 M 月 d 日EEE")

    def _day(self, day: dt.date, english: str, chinese: str) -> str:
        return format_date(day, english if self.language is Language.EN else chinese, locale=self._locale)

    def weekdays(self, numbers: Sequence[int], *, full: bool = False) -> str:
        """Return weekdays (0 is Monday) as a list in words: ``Mon``, ``Monday and Friday``, ``周一和周五``."""
        # In Chinese the short form is the usual one everywhere.
        names = get_day_names("wide" if full and self.language is Language.EN else "abbreviated", locale=self._locale)
        return format_list([names[number] for number in numbers], locale=self._locale)

    def place(self, zone: ZoneInfo) -> str:
        """Return the city that stands for a zone: ``Shanghai``, ``上海``; ``UTC+8`` for one without a city.

        tzdata names those the other way round: ``Etc/GMT-8`` is eight hours ahead.
        """
        if zone.key.startswith("Etc/") or zone.key == "UTC":
            return "UTC" + zone.key.removeprefix("Etc/").removeprefix("GMT").removeprefix("UTC").translate(_OTHER_WAY)
        location = get_timezone_location(zone, locale=self._locale, return_city=True)
        return location.rpartition("/")[2]

    def time(self, moment: dt.time | dt.datetime) -> str:
        """Return a time of day on the 24-hour clock, in the zone it carries: ``09:00``."""
        return format_time(moment.timetz() if isinstance(moment, dt.datetime) else moment, "HH:mm", locale="en")


def _rounds_to_cents(amount: Decimal) -> bool:
    return abs(amount) >= Decimal("0.01")


def _significant(amount: Decimal, digits: int) -> int:
    """Return how many decimals show `digits` significant digits of an amount below 1."""
    return digits - 1 - amount.adjusted()


@cache
def translator(language: Language, only: Currency | None = None) -> Translator:
    """Return the translator for `language`; `only`: the currency in which alone amounts are wanted.

    Raises:
        CatalogError: its catalog was not compiled.
    """
    try:
        catalog = gettext.translation("messages", localedir=locales_dir(), languages=[language.value])
    except OSError as error:
        raise CatalogError(language) from error
    return Translator(language, catalog, only)
