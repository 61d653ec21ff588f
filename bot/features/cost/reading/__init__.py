"""Reading what people send that is no plain prose: numbers of tokens, requests, bills of the API, batches, questions.

`read` looks at a whole message; `read_options` at a caption, and `split_options` at the words behind a command.
"""

from bot.features.cost.reading.lines import BadLine, BadWhy, Batch, BatchRequest, UsageLine, UsageLog
from bot.features.cost.reading.reader import Reading, read
from bot.features.cost.reading.results import (
    Endpoint,
    ModelNames,
    Numbers,
    Options,
    PriceQuestion,
    Refused,
    RequestBody,
    Source,
    Span,
    Unit,
    Usage,
    Why,
)
from bot.features.cost.reading.words import read_options, split_options

__all__ = [
    "BadLine",
    "BadWhy",
    "Batch",
    "BatchRequest",
    "Endpoint",
    "ModelNames",
    "Numbers",
    "Options",
    "PriceQuestion",
    "Reading",
    "Refused",
    "RequestBody",
    "Source",
    "Span",
    "Unit",
    "Usage",
    "UsageLine",
    "UsageLog",
    "Why",
    "read",
    "read_options",
    "split_options",
]
