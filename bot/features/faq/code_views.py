"""The screens for pasted errors: what the code says and the two next steps for exactly that code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from bot.core.screen import Button, Screen, lines, pairs
from bot.features.faq.codes import ErrorCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.i18n import Translator
    from bot.features.faq.content import Entry


def pasted_error(tr: Translator, code: ErrorCode, entry: Entry | None, related: Sequence[Entry]) -> Screen:
    """Name the error, say what it means and what to do next. `entry`: the whole answer, behind a button."""
    meaning, first, second = _words(tr, code)
    text = lines(
        tr.text("<b>%(code)s</b>: %(meaning)s", code=code.name_shown, meaning=meaning),
        Markup("1. {}").format(first),
        Markup("2. {}").format(second),
    )
    buttons = [Button(str(tr.text("The whole answer")), action=f"faq:show:{entry.id}")] if entry is not None else []
    buttons += [Button(each.button, action=f"faq:show:{each.id}") for each in related]
    return Screen(text, pairs(*buttons, Button(str(tr.text("All topics")), action="faq:sections")))


def _words(tr: Translator, code: ErrorCode) -> tuple[Markup, Markup, Markup]:
    """Return what a code says and the two next steps."""
    see_limits = tr.text("<b>Limits → Spend</b>: raise the limit, or wait until the month starts anew.")
    see_usage = tr.text("<b>Usage</b>: see what used it up before you raise it.")
    return {
        ErrorCode.INSUFFICIENT_QUOTA: (
            tr.text("no API credit left, or a limit was reached. Trying again does not help."),
            tr.text("<b>Billing</b>: is there credit on this organization? A ChatGPT plan does not count."),
            tr.text("<b>Limits</b>: was a monthly limit reached? New credit can take a few minutes."),
        ),
        ErrorCode.CREDIT_EXHAUSTED: (
            tr.text("the prepaid API credit is used up. Trying again does not help."),
            tr.text("<b>Billing</b>: add credit to the organization this key belongs to."),
            tr.text("Wait a few minutes, then call again."),
        ),
        ErrorCode.ORGANIZATION_SPEND_LIMIT: (
            tr.text("the monthly limit that somebody set for your organization stops the calls."),
            see_limits,
            see_usage,
        ),
        ErrorCode.PROJECT_SPEND_LIMIT: (
            tr.text("the monthly limit of this one project stops its calls; other projects go on."),
            tr.text("<b>The project's Limits</b>: raise the limit, or wait until the month starts anew."),
            see_usage,
        ),
        ErrorCode.ORGANIZATION_USAGE_LIMIT: (
            tr.text("the monthly ceiling that OpenAI set for your organization is reached."),
            tr.text("<b>Limits</b>: look up your tier and its ceiling. Buying credit moves you up."),
            tr.text("If that is not enough, ask for more on the Limits page."),
        ),
        ErrorCode.BILLING_HARD_LIMIT: (
            tr.text("a hard spending limit stops the calls."),
            see_limits,
            tr.text("<b>Billing</b>: is there still credit?"),
        ),
        ErrorCode.BILLING_NOT_ACTIVE: (
            tr.text("this organization cannot be charged at the moment."),
            tr.text("<b>Billing</b>: is there credit, and did the last payment go through?"),
            tr.text("Is the key from the organization that you paid for?"),
        ),
        ErrorCode.RATE_LIMIT: (
            tr.text("too many requests or tokens in a short time. This is about speed, not money."),
            tr.text("Wait as long as the <code>Retry-After</code> header says; then lengthen each pause."),
            tr.text("<b>Limits</b>: compare the limits of this model with what you send per minute."),
        ),
        ErrorCode.SLOW_DOWN: (
            tr.text("your traffic rose too fast. This is about speed, not money."),
            tr.text("Go back to the earlier pace and raise it step by step."),
            tr.text("Wait as long as the <code>Retry-After</code> header says before you try again."),
        ),
        ErrorCode.INVALID_KEY: (
            tr.text("the key is wrong, deleted or from another organization. This is not about money."),
            tr.text("<b>API keys</b>: is it still listed? If in doubt, make a new one and delete the old one."),
            tr.text("Does your program read the new key, whole and without spaces?"),
        ),
        ErrorCode.UNSUPPORTED_REGION: (
            tr.text("the call came from a place that OpenAI does not serve. Credit does not change that."),
            tr.text("Look for your country in OpenAI's list of supported countries."),
            tr.text("If it is listed: clear the cookies or try another browser."),
        ),
        ErrorCode.CARD_DECLINED: (
            tr.text("the bank or the card issuer refused the payment. No credit was added."),
            tr.text("Compare card number, expiry date and billing address with what your bank has on file."),
            tr.text("Ask the bank for the reason before you try again: many tries in a row make it worse."),
        ),
        ErrorCode.UNVERIFIED_ORGANIZATION: (
            tr.text("this model is for verified organizations only. Credit does not change that."),
            tr.text("Open the settings page that the message names and verify the organization."),
            tr.text("Wait some minutes, then call again."),
        ),
        **_of_calls(tr),
    }[code]


def _of_calls(tr: Translator) -> dict[ErrorCode, tuple[Markup, Markup, Markup]]:
    """Return the same for errors that are about the call itself and not about money."""
    return {
        ErrorCode.MODEL_NOT_FOUND: (
            tr.text("there is no model of this name, or your project may not use it. This is not about money."),
            tr.text("Compare the name letter by letter with the list: /models"),
            tr.text("<b>The project's Limits</b>: is the model allowed there?"),
        ),
        ErrorCode.CONTEXT_LENGTH: (
            tr.text("the prompt and its answer are longer than the model can read. Credit does not change that."),
            tr.text("Send me the text: I count its tokens."),
            tr.text("Shorten or split it, or take a model that reads more."),
        ),
        ErrorCode.OVERLOADED: (
            tr.text("too many people are using the model right now. It is neither your credit nor your key."),
            tr.text("Wait a minute, then call again; lengthen each pause."),
            tr.text("If it goes on, look at status.openai.com or take another model."),
        ),
        ErrorCode.SERVER_ERROR: (
            tr.text("something failed on OpenAI's side. It is neither your credit nor your key."),
            tr.text("Call again after a short pause; most such errors are gone then."),
            tr.text("If it goes on, look at status.openai.com."),
        ),
        ErrorCode.CONNECTION: (
            tr.text("the call did not reach OpenAI or took too long. This is not about money."),
            tr.text("Check the network, the proxy and the address that your program calls."),
            tr.text("Set a longer timeout, then call again."),
        ),
        ErrorCode.INVALID_REQUEST: (
            tr.text("the request itself has a mistake. This is not about money."),
            tr.text("Read the <code>message</code> beside it: it names the field."),
            tr.text("Compare the field with the API reference, then call again."),
        ),
    }
