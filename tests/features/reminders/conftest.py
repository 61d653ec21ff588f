"""Reminders on a real database, with a sender that only remembers."""

from __future__ import annotations

import gettext
from typing import TYPE_CHECKING

import pytest

from bot.core.i18n import Translator
from bot.core.language import Language
from bot.features.reminders import jobs
from tests.features.reminders.helpers import Desk

if TYPE_CHECKING:
    from bot.db.database import Database


@pytest.fixture
def tr() -> Translator:
    """Says the msgids themselves, so that no catalog is needed."""
    return Translator(Language.EN, gettext.NullTranslations())


@pytest.fixture
def desk(database: Database, tr: Translator, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Everything a delivery touches."""
    monkeypatch.setattr(jobs, "translator", lambda _: tr)
    return Desk(database)
