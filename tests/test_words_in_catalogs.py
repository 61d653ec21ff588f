"""No words that a person reads stand in the code outside the catalogs."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

BOT = Path(__file__).resolve().parent.parent / "bot"
SPEAKING = ("features/*/*views.py", "tg/replies.py", "tg/failures.py", "tg/profile.py")
WORDY = sorted(path for pattern in SPEAKING for path in BOT.glob(pattern))
_TAG = re.compile(r"<[^<>]*>")
_SENTENCE = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}|[\u4e00-\u9fff]")
_SAYS = {"text", "ntext"}
_NOT_SHOWN = {"warning", "error", "info", "critical", "debug", "exception", "compile"}


def _shown_literals(tree: ast.AST) -> Iterator[ast.Constant]:
    """Yield the strings that are neither docstrings, nor words for the catalogs, the log or an exception."""
    if isinstance(tree, ast.Call):
        name = tree.func.attr if isinstance(tree.func, ast.Attribute) else getattr(tree.func, "id", "")
        if name in _SAYS | _NOT_SHOWN or name.endswith("Error"):
            return
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.Raise):
            continue
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child
        yield from _shown_literals(child)


# Examples of what people may type, the same in both languages, and names.
ALLOWED = {"<code>100 usd</code> · <code>500 rmb</code> · <code>100刀多少人民币</code>", "中文"}


@pytest.mark.parametrize("path", WORDY, ids=lambda path: str(path.relative_to(BOT)))
def test_words_go_through_the_catalogs(path: Path) -> None:
    """Views and what speaks beside them hold no sentence outside of tr.text and tr.ntext."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {
        literal.value
        for literal in _shown_literals(tree)
        if isinstance(literal.value, str) and " " in literal.value and _SENTENCE.search(_TAG.sub("", literal.value))
    }
    assert found - ALLOWED == set()
