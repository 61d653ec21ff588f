"""The words of an estimate."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from markupsafe import Markup

from bot.core.money import Currency, Money
from bot.core.screen import Button, Screen, lines, pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.i18n import Translator
    from bot.core.money import ExchangeRate
    from bot.features.cost.rules import Compared, Estimate, ModelPriceCard, TextSize

LONGEST_MODEL = 28  # characters of a name that fit into a button's action beside the counts of a message


# From this ratio on it is shown in these steps.
_RATIO_STEPS = ((Decimal(10), Decimal(1)), (Decimal("0.1"), Decimal("0.1")), (Decimal(0), Decimal("0.01")))


def estimate(
    tr: Translator,
    estimated: Estimate,
    rate: ExchangeRate,
    *,
    own_model: str,
    may_be_question: bool = False,
    is_example: bool = False,
) -> Screen:
    """Show what a text costs and how that comes about.

    Args:
        tr: the language of the answer.
        estimated: the costs.
        rate: for the amounts in RMB.
        own_model: the model the person estimates with when they choose none.
        may_be_question: the text is short and nobody understood it, so offer to answer it instead.
        is_example: it is :func:`example_text`, so show it and ask for the person's own.
    """
    card, size = estimated.card, estimated.size
    buttons = pairs(
        Button(str(tr.text("Model ▾")), action=_action("model", size, card)),
        Button(str(tr.text("Compare")), action=_action("compare", size, card)) if estimated.call else None,
        Button(str(tr.text("Make it my model")), action=_action("mine", size, card))
        if card.model != own_model
        else None,
        Button(str(tr.text("This was a question")), action="faq:ask") if may_be_question else None,
    )
    text = _estimate(tr, estimated, rate)
    if is_example:
        shown = tr.text("For example: <i>%(text)s</i>", text=example_text(tr))
        text = lines(shown, text, tr.text("Now send a text of your own."))
    return Screen(text, buttons)


def example_text(tr: Translator) -> str:
    """Return a short text whose cost shows what the bot does."""
    return str(tr.text("Sum up this e-mail in three points and write a friendly answer to it."))


def _estimate(tr: Translator, estimated: Estimate, rate: ExchangeRate) -> Markup:
    card, paid = estimated.card, estimated.as_input.total
    price = tr.amount(Money(estimated.as_input.rates.input_usd_per_mtok, Currency.USD))
    return lines(
        tr.text("<b>≈ %(usd)s · %(cny)s</b> as input", **_both(tr, paid, rate)),
        tr.ntext(
            "%(n)s token × %(price)s per million", "%(n)s tokens × %(price)s per million", estimated.tokens, price=price
        ),
        _long_context(tr, estimated),
        _as_output(tr, estimated, rate),
        _call(tr, estimated, rate),
        _model(tr, estimated),
        _dated(tr, card, rate),
    )


def _both(tr: Translator, amount: Money, rate: ExchangeRate) -> dict[str, str]:
    """Return an amount in both currencies, as a message's placeholders."""
    return {"usd": tr.cost(amount), "cny": tr.cost(rate.convert(amount, Currency.CNY))}


def _long_context(tr: Translator, estimated: Estimate) -> Markup | None:
    passed = [above for above, _ in estimated.card.long_context if estimated.tokens > above]
    if not passed:
        return None
    return tr.text("Above %(n)s input tokens the whole request costs more: included.", n=tr.number(passed[-1]))


def _as_output(tr: Translator, estimated: Estimate, rate: ExchangeRate) -> Markup | None:
    if estimated.as_output is None:
        return None
    return tr.text("The same text as output: %(usd)s · %(cny)s", **_both(tr, estimated.as_output.total, rate))


def _call(tr: Translator, estimated: Estimate, rate: ExchangeRate) -> Markup | None:
    if estimated.call is None:
        return None
    amounts, tokens = _both(tr, estimated.call.total, rate), tr.number(int(estimated.answer_tokens))
    if estimated.card.thinks:
        return tr.text(
            "With %(tokens)s tokens back (a guess, thinking comes on top): %(usd)s · %(cny)s", tokens=tokens, **amounts
        )
    return tr.text("With %(tokens)s tokens back (a guess): %(usd)s · %(cny)s", tokens=tokens, **amounts)


def _model(tr: Translator, estimated: Estimate) -> Markup:
    model, n = estimated.card.model, estimated.size.characters
    if estimated.tokenizer.is_its_own:
        return tr.ntext("%(model)s · %(n)s character", "%(model)s · %(n)s characters", n, model=model)
    return tr.ntext(
        "%(model)s · %(n)s character · an estimate, counted with %(encoding)s",
        "%(model)s · %(n)s characters · an estimate, counted with %(encoding)s",
        n,
        model=model,
        encoding=estimated.tokenizer.encoding.value,
    )


def _dated(tr: Translator, card: ModelPriceCard, rate: ExchangeRate) -> Markup:
    if card.checked_on is None:
        return tr.text("Date of this price unknown · %(rate)s", rate=tr.rate(rate))
    return tr.text("Prices of %(date)s · %(rate)s", date=tr.date(card.checked_on), rate=tr.rate(rate))


def models(tr: Translator, estimated: Estimate, names: Sequence[str]) -> Screen:
    """Offer the models to price the same text with."""
    current, size = estimated.card, estimated.size
    buttons = (
        Button(f"✓ {name}" if name == current.model else name, action=_action("use", size, name)) for name in names
    )
    back = Button(str(tr.text("‹ Back")), action=_action("use", size, current))
    return Screen(
        tr.text("Which model? Now it is <b>%(model)s</b>. Cheapest first:", model=current.model),
        pairs(*buttons, back),
    )


def compared(tr: Translator, estimated: Estimate, rows: Sequence[Compared]) -> Screen:
    """Show the same call with every model of the line-up."""
    width = max(len(row.model) for row in rows)
    costs = [tr.cost(row.call) for row in rows]
    cost_width = max(map(len, costs))
    table = "\n".join(
        f"{row.model:<{width}}  {cost:<{cost_width}}  {_ratio(tr, row)}" for row, cost in zip(rows, costs, strict=True)
    )
    text = lines(
        tr.text("This text, %(tokens)s tokens back, cheapest first", tokens=tr.number(int(estimated.answer_tokens))),
        Markup("<pre>{}</pre>").format(table),
    )
    size, cheapest = estimated.size, rows[0].model
    buttons = pairs(
        Button(str(tr.text("‹ Back")), action=_action("use", size, estimated.card)),
        Button(str(tr.text("Take the cheapest")), action=_action("use", size, cheapest))
        if cheapest != estimated.card.model
        else None,
    )
    return Screen(text, buttons)


def _ratio(tr: Translator, row: Compared) -> str:
    """Return how many times the chosen model's cost this is, with as many digits as say something."""
    if row.ratio is None:
        return str(tr.text("chosen"))
    step = next((step for least, step in _RATIO_STEPS if row.ratio >= least), _RATIO_STEPS[-1][1])
    return f"×{tr.number(max(row.ratio.quantize(step), step).normalize() + 0)}"


def ask_text(tr: Translator, model: str) -> Screen:
    """Ask for the text and say what comes back."""
    return Screen(
        lines(
            tr.text("Send the text: I count its tokens and say what it costs with <b>%(model)s</b>.", model=model),
            tr.text("For example: <code>/estimate %(text)s</code>", text=example_text(tr)),
        )
    )


def unknown_model(tr: Translator, model: str, names: Sequence[str], size: TextSize) -> Screen:
    """Say that a model has no price on file, and offer names that have one."""
    text = tr.text("I have no OpenAI price for <b>%(model)s</b>. Which of these is it?", model=model[:80])
    return Screen(text, pairs(*(Button(name, action=_action("use", size, name)) for name in names)))


def open_weights(tr: Translator, model: str, names: Sequence[str], size: TextSize) -> Screen:
    """Say why an open-weights model has no price of OpenAI's, and offer models that have one."""
    text = tr.text(
        "<b>%(model)s</b> has open weights: OpenAI sells no API for it, so it has no OpenAI price. Another model?",
        model=model[:80],
    )
    return Screen(text, pairs(*(Button(name, action=_action("use", size, name)) for name in names)))


def busy(tr: Translator) -> Screen:
    """Ask for patience when too many texts wait."""
    return Screen(tr.text("Many texts are being counted right now. Send yours again in a minute."))


def not_countable(tr: Translator) -> Screen:
    """Say that a text cannot be counted, and what helps."""
    return Screen(tr.text("I cannot count this text. Take out very long runs of spaces and send it again."))


def saved(tr: Translator, model: str) -> str:
    """Confirm the person's model in the short note over the chat."""
    return str(tr.text("%(model)s is your model now.", model=model))


def price_table(tr: Translator, cards: Sequence[ModelPriceCard]) -> Markup:
    """List what some models cost, with the date of the oldest of their prices."""
    rows = (
        tr.text(
            "%(model)s: %(input)s in, %(output)s out",
            model=card.model,
            input=tr.amount(Money(card.standard.input_usd_per_mtok, Currency.USD)),
            output=tr.amount(Money(card.standard.output_usd_per_mtok, Currency.USD)),
        )
        for card in cards
        if card.standard.output_usd_per_mtok is not None
    )
    days = [card.checked_on for card in cards if card.checked_on is not None]
    note = (
        tr.text("Per 1 million tokens, prices of %(date)s", date=tr.date(min(days)))
        if days
        else tr.text("Per 1 million tokens")
    )
    return lines(*rows, note)


def input_price(tr: Translator, card: ModelPriceCard) -> Markup:
    """Name what a million tokens of input cost."""
    price = tr.amount(Money(card.standard.input_usd_per_mtok, Currency.USD))
    if card.checked_on is None:
        return tr.text("%(model)s: %(price)s per 1 million tokens", model=card.model, price=price)
    return tr.text(
        "%(model)s: %(price)s per 1 million tokens, price of %(date)s",
        model=card.model,
        price=price,
        date=tr.date(card.checked_on),
    )


def _action(verb: str, size: TextSize, model: ModelPriceCard | str) -> str:
    """Return the action of a button about a text of this size; the text itself is kept nowhere."""
    if isinstance(model, str):
        return f"cost:{verb}:{size.pack()}:{model}"
    name = model.model if len(model.model) <= LONGEST_MODEL else model.priced_as
    return f"cost:{verb}:{size.pack()}:{name}"
