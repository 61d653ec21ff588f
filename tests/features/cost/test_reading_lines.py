from __future__ import annotations

import json
from typing import Any

import pytest

from bot.features.cost.prices import PriceBook
from bot.features.cost.reading import BadLine, BadWhy, Batch, BatchRequest, Endpoint, read
from bot.features.cost.reading.lines import MAX_LINES
from bot.features.cost.rules import Tier

MODELS = PriceBook()


def line(number: int | str, **body: Any) -> str:
    """Return one request for Batch."""
    asked = {"model": "gpt-5.4", "messages": [{"role": "user", "content": f"Question {number}"}], **body}
    url = "/v1/chat/completions"
    return json.dumps({"custom_id": f"request-{number}", "method": "POST", "url": url, "body": asked})


def batch_of(text: str) -> Batch:
    """Return the batch that a file is."""
    found = read(text, MODELS)
    assert isinstance(found, Batch)
    return found


def test_requests_of_a_batch() -> None:
    """Each line is a request at the prices of Batch, with its number and its id."""
    found = list(batch_of("\n".join(line(number, max_tokens=50 * number) for number in (1, 2, 3))).requests())
    assert [(each.line, each.custom_id) for each in found if isinstance(each, BatchRequest)] == [
        (1, "request-1"),
        (2, "request-2"),
        (3, "request-3"),
    ]
    bodies = [each.body for each in found if isinstance(each, BatchRequest)]
    assert [body.texts for body in bodies] == [("Question 1",), ("Question 2",), ("Question 3",)]
    assert [body.output_limit for body in bodies] == [50, 100, 150]
    assert {body.tier for body in bodies} == {Tier.BATCH}


def test_bad_lines_have_their_numbers() -> None:
    """Empty lines are passed over and counted; each bad line says what is wrong with it."""
    no_request = '{"custom_id": "x", "body": {"a": 1}}'
    text = "\n".join([line(1), "", "{broken", "[1]", line(1), no_request, line(2).replace("custom_id", "id")])
    problems = [(each.line, each.why) for each in batch_of(text).requests() if isinstance(each, BadLine)]
    assert problems == [
        (3, BadWhy.NOT_JSON),
        (4, BadWhy.NOT_AN_OBJECT),
        (5, BadWhy.SAME_ID),
        (6, BadWhy.NO_BODY),
        (7, BadWhy.NO_ID),
    ]


def test_windows_lines_and_a_mark() -> None:
    """A mark of the byte order, and carriage returns, are no part of a line."""
    found = list(batch_of("\ufeff" + line(1) + "\r\n" + line(2) + "\r\n").requests())
    assert [type(each) for each in found] == [BatchRequest, BatchRequest]


def test_one_request_is_a_batch() -> None:
    """A file may hold a single request."""
    assert len(list(batch_of(line(1)).requests())) == 1


def test_other_endpoints() -> None:
    """Responses and embeddings are told by their address."""
    asked = {"model": "text-embedding-3-small", "input": "Hi"}
    text = json.dumps({"custom_id": "a", "method": "POST", "url": "/v1/embeddings", "body": asked})
    (found,) = batch_of(text).requests()
    assert isinstance(found, BatchRequest)
    assert found.body.endpoint is Endpoint.EMBEDDINGS


def test_a_first_line_that_is_broken() -> None:
    """One bad line does not hide what the file is, but it makes that less certain."""
    batch = batch_of("{broken\n" + line(1) + "\n" + line(2))
    assert not batch.certain
    assert len([each for each in batch.requests() if isinstance(each, BatchRequest)]) == 2


@pytest.mark.parametrize(
    ("lines", "taken", "too_long"), [(MAX_LINES, MAX_LINES, False), (MAX_LINES + 1, MAX_LINES, True)]
)
def test_so_many_lines_and_no_more(lines: int, taken: int, too_long: bool) -> None:
    """A longer file is read up to a line, and says so."""
    batch = Batch("\n".join(["x"] * lines))
    assert sum(1 for _ in batch.requests()) == taken
    assert batch.is_too_long is too_long


@pytest.mark.parametrize(
    "text",
    [
        '{"messages": [{"a": 1}]}\n{"b": 2}',
        '{"text": "a"}\n{"text": "b"}',
        "a,b\n1,2",
        '{"custom_id": "a"}\n{"custom_id": "b"}',
        "x\n" * 10,
    ],
)
def test_other_files(text: str) -> None:
    """Other lines of objects are a text."""
    assert read(text, MODELS) is None
