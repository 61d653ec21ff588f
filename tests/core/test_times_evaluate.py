"""How readings are scored against labels."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.core.times.evaluate import Outcome, judge, score
from bot.core.zones import UnknownZoneError

if TYPE_CHECKING:
    from collections.abc import Mapping

DAILY = {"rule": {"freq": "daily", "time": "09:00"}, "next": "2026-11-24T09:00:00"}
EVENING = {"date": "2026-11-24", "between": ["17:00", "22:30"]}
MORNINGS = {"rule": {"freq": "daily", "time_between": ["06:00", "11:00"]}}


@pytest.mark.parametrize(
    ("expected", "got", "outcome"),
    [
        pytest.param({"at": "2026-11-24T09:00"}, {"at": "2026-11-24T09:00:00"}, Outcome.CORRECT, id="seconds-or-not"),
        pytest.param({"at": "2026-11-24T09:00"}, {"at": "2026-11-24T21:00:00"}, Outcome.WRONG, id="another-hour"),
        pytest.param({"at": "2026-11-24T09:00"}, {"date": "2026-11-24"}, Outcome.WRONG, id="time-lost"),
        pytest.param({"at": "2026-11-24T09:00"}, {"reject": True}, Outcome.SAFE, id="refusing-is-safe"),
        pytest.param({"at": "2026-11-24T09:00"}, {"ambiguous": ["2026-11-24"]}, Outcome.SAFE, id="asking-is-safe"),
        pytest.param({"at": "2026-11-24T09:00"}, {"past": True}, Outcome.WRONG, id="calling-it-over-is-not"),
        pytest.param({"date": "2026-11-24"}, {"date": "2026-11-24"}, Outcome.CORRECT, id="date"),
        pytest.param({"date": "2026-11-24"}, EVENING, Outcome.WRONG, id="part-invented"),
        pytest.param(EVENING, EVENING, Outcome.CORRECT, id="the-same-part"),
        pytest.param(EVENING, EVENING | {"between": ["18:00", "20:00"]}, Outcome.CORRECT, id="a-narrower-part"),
        pytest.param(EVENING, EVENING | {"between": ["16:00", "20:00"]}, Outcome.WRONG, id="a-wider-part"),
        pytest.param(EVENING, {"at": "2026-11-24T22:30:00"}, Outcome.CORRECT, id="a-time-within"),
        pytest.param(EVENING, {"at": "2026-11-24T22:31:00"}, Outcome.WRONG, id="a-time-outside"),
        pytest.param({"past": True}, {"past": True}, Outcome.CORRECT, id="past"),
        pytest.param({"reject": True}, {"at": "2026-11-24T09:00:00"}, Outcome.WRONG, id="should-have-refused"),
        pytest.param(
            {"ambiguous": ["2026-12-01", "2027-01-12"]},
            {"ambiguous": ["2027-01-12", "2026-12-01"]},
            Outcome.CORRECT,
            id="any-order",
        ),
        pytest.param({"any_of": [{"reject": True}, DAILY]}, DAILY, Outcome.CORRECT, id="any-of"),
        pytest.param(DAILY, DAILY, Outcome.CORRECT, id="rule"),
        pytest.param(DAILY, DAILY | {"next": "2026-11-25T09:00:00"}, Outcome.WRONG, id="another-first"),
        pytest.param(DAILY, {"rule": {"freq": "daily", "time": None}, "next": "x"}, Outcome.WRONG, id="time-missing"),
        pytest.param(
            DAILY | {"rule": {"freq": "daily", "time": "09:00", "day": 3}}, DAILY, Outcome.WRONG, id="day-missing"
        ),
        pytest.param(
            {"rule": {"freq": "daily", "time": "09:00"}, "next_any": ["2026-11-24T09:00:00", "2026-11-25T09:00:00"]},
            DAILY,
            Outcome.CORRECT,
            id="one-of-two-firsts",
        ),
        pytest.param(MORNINGS, DAILY, Outcome.CORRECT, id="an-hour-of-the-morning"),
        pytest.param(
            MORNINGS, {"rule": {"freq": "daily", "time": "11:30"}, "next": "x"}, Outcome.WRONG, id="not-the-morning"
        ),
    ],
)
def test_what_an_answer_is_worth(expected: dict[str, object], got: dict[str, object], outcome: Outcome) -> None:
    """Right is right, asking and refusing are safe, everything else is wrong."""
    assert judge(expected, got) is outcome


def line(text: str, expect: Mapping[str, object], language: str = "en") -> str:
    """Return a labelled text."""
    case = {"text": text, "lang": language, "now": "2026-11-23T10:00:00", "tz": "Asia/Shanghai", "expect": expect}
    return json.dumps(case)


def test_scores_are_told_apart_by_language_and_kind() -> None:
    """Languages and repeating times are counted by themselves, and misses are listed."""
    result = score(
        [
            line("tomorrow at 8:15pm", {"at": "2026-11-24T20:15:00"}),
            line("every day at 9am", DAILY),
            line("soon", {"at": "2026-11-24T09:00:00"}),
            "",
            line("后天", {"date": "2026-11-24"}, "zh"),
        ]
    )
    assert result.overall.counts == {Outcome.CORRECT: 2, Outcome.SAFE: 1, Outcome.WRONG: 1}
    assert result.by_language["en"].total == 3
    assert result.by_language["zh"].share(Outcome.WRONG) == 1
    assert (result.repeating.total, result.repeating.share(Outcome.CORRECT)) == (1, 1)
    assert [miss.text for miss in result.misses] == ["soon", "后天"]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("not json", ValueError),
        ("[]", ValueError),
        ('{"text": "tomorrow"}', ValueError),
        (line("tomorrow", {"date": "2026-11-24"}).replace("2026-11-23T10:00:00", "2026-11-23T10:00:00Z"), ValueError),
        (line("tomorrow", {"date": "2026-11-24"}).replace("Asia/Shanghai", "Asia/Nowhere"), UnknownZoneError),
    ],
)
def test_lines_of_another_form_are_errors(text: str, error: type[Exception]) -> None:
    """A file that is not labelled texts is not scored as if it were."""
    with pytest.raises(error):
        score([text])


def test_no_texts_have_no_share() -> None:
    """An empty file scores nothing, without dividing by nothing."""
    assert score([]).overall.share(Outcome.CORRECT) == 0
