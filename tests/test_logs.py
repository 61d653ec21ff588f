"""The log tells everything but secrets."""

from __future__ import annotations

import json
import logging
import sys
from typing import TYPE_CHECKING

import pytest
from pydantic import SecretStr

from bot import logs
from bot.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Configure the log as a setting says, and put everything back afterwards."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield lambda log: logs.configure(Settings(_env_file=None, token=SecretStr(TOKEN), log=log))
    root.handlers[:] = before
    root.setLevel(level)


@pytest.mark.parametrize("log", ["INFO", "debug,text", "INFO,json"])
def test_secrets_are_masked(configured: Callable[[str], None], capsys: pytest.CaptureFixture[str], log: str) -> None:
    """Token, token in an address, and keys: in messages, arguments and traces."""
    configured(log)
    logger = logging.getLogger("bot.test")
    logger.info("GET https://api.telegram.org/bot%s/getMe and %s", TOKEN, TOKEN.replace(":", "%3A"))
    try:
        raise ValueError(f"below:\nsk-proj-Ab12Cd34Ef56Gh78\nhf_Ab12Cd34Ef56Gh78Ij90 {TOKEN}")
    except ValueError:
        logger.exception("failed")
    text = capsys.readouterr().err
    assert "AAEhBOweik6ad9r" not in text
    assert "Ab12Cd34" not in text
    assert "ValueError" in text
    assert "/getMe" in text


def test_an_error_nobody_caught_is_logged_masked(
    configured: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """The last words of the process go through the same mask."""
    configured("INFO")
    error = RuntimeError(f"cannot reach {TOKEN}")
    sys.excepthook(RuntimeError, error, None)
    text = capsys.readouterr().err
    assert "ended by an error nobody caught" in text
    assert TOKEN not in text


def test_json_is_json(configured: Callable[[str], None], capsys: pytest.CaptureFixture[str]) -> None:
    """One object a line, with level, place and text."""
    configured("WARNING,json")
    logging.getLogger("bot.test").warning('a "quoted" word')
    logging.getLogger("bot.test").info("not shown")
    logging.getLogger("httpx").info("never shown")
    line = json.loads(capsys.readouterr().err)
    assert (line["level"], line["from"]) == ("WARNING", "bot.test")
    assert 'a "quoted" word' in line["text"]


def test_the_token_is_not_in_a_repr() -> None:
    """Settings can be printed."""
    settings = Settings(_env_file=None, token=SecretStr(TOKEN))
    assert TOKEN not in repr(settings) + str(settings)
