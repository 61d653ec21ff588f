"""The tool for the catalogs, on a tree made up here: what it finds, and what it refuses to compile."""

from __future__ import annotations

import gettext
from typing import TYPE_CHECKING

import pytest

import catalogs

if TYPE_CHECKING:
    from pathlib import Path

CODE = """
tr.text("Hello <b>%(name)s</b>.", name=name)
# Translators: how many tokens a text has.
tr.ntext("%(n)s token", "%(n)s tokens", count)
log.info("not for people")
"""
HELLO = ('msgid "Hello <b>%(name)s</b>."\nmsgstr ""', 'msgid "Hello <b>%(name)s</b>."\nmsgstr "{}"')
TOKENS = ('msgstr[0] ""', 'msgstr[0] "{}"')


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return a folder with code and catalogs that are complete in both languages."""
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot/views.py").write_text(CODE, encoding="utf-8")
    catalogs.update(tmp_path)
    _translate(tmp_path)
    return tmp_path


def _chinese(tree: Path) -> Path:
    return tree / "locales/zh/LC_MESSAGES/messages.po"


def _translate(tree: Path, hello: str = "<b>%(name)s</b>，你好。", tokens: str = "%(n)s 个 token") -> None:
    text = _chinese(tree).read_text(encoding="utf-8")
    for (empty, filled), words in ((HELLO, hello), (TOKENS, tokens)):
        assert empty in text
        text = text.replace(empty, filled.format(words))
    _chinese(tree).write_text(text, encoding="utf-8")


def test_complete_catalogs_have_no_problem_and_compile(tree: Path) -> None:
    """English says what the code says, Chinese its translation; both load as gettext catalogs."""
    assert list(catalogs.problems(tree)) == []
    catalogs.compile_all(tree)
    english, chinese = (gettext.translation("messages", tree / "locales", [each]) for each in ("en", "zh"))
    assert english.ngettext("%(n)s token", "%(n)s tokens", 2) == "%(n)s tokens"
    assert chinese.ngettext("%(n)s token", "%(n)s tokens", 2) == "%(n)s 个 token"
    assert chinese.gettext("Hello <b>%(name)s</b>.") == "<b>%(name)s</b>，你好。"


def test_update_keeps_translations_and_is_stable(tree: Path) -> None:
    """A second update changes no byte, and a comment for translators is taken along."""
    before = _chinese(tree).read_bytes()
    catalogs.update(tree)
    assert _chinese(tree).read_bytes() == before
    assert "#. Translators: how many tokens a text has." in before.decode()


def test_changed_code_is_missing_and_left_over(tree: Path) -> None:
    """A changed text is named twice, as missing and as left over, until the catalogs are updated."""
    (tree / "bot/views.py").write_text(CODE.replace("Hello", "Good day"), encoding="utf-8")
    assert list(catalogs.problems(tree)) == [
        f"locales/{language}/LC_MESSAGES/messages.po: {what}: '{text} <b>%(name)s</b>.'"
        for language in ("en", "zh")
        for what, text in (("missing", "Good day"), ("left over", "Hello"))
    ]
    catalogs.update(tree)
    assert list(catalogs.problems(tree)) == ["locales/zh/LC_MESSAGES/messages.po: empty: 'Good day <b>%(name)s</b>.'"]


def test_changed_plural_is_for_translators_only(tree: Path) -> None:
    """A text that lost its plural form keeps its translation as a guess to look at; English has nothing to guess."""
    changed = CODE.replace('tr.ntext("%(n)s token", "%(n)s tokens", count)', 'tr.text("%(n)s token", n=count)')
    (tree / "bot/views.py").write_text(changed, encoding="utf-8")
    catalogs.update(tree)
    assert list(catalogs.problems(tree)) == ["locales/zh/LC_MESSAGES/messages.po: fuzzy: '%(n)s token'"]


@pytest.mark.parametrize(
    ("hello", "tokens", "problem"),
    [
        pytest.param("<b>%(nmae)s</b>", "%(n)s", "unknown named placeholder 'nmae'", id="misspelt"),
        pytest.param("<b>你</b>好", "%(n)s", "other placeholders than the original", id="forgotten"),
        pytest.param("<b>%(name)s</b>", "个 token", "other placeholders than the original", id="no-count"),
        pytest.param("<b>%(name)s</b", "%(n)s", "other tags than the original", id="half-a-tag"),
        pytest.param("<b>%(name)s", "%(n)s", "other tags than the original", id="tag-not-closed"),
        pytest.param("<i>%(name)s</i>", "%(n)s", "other tags than the original", id="other-tag"),
    ],
)
def test_translation_must_fit_its_original(tree: Path, hello: str, tokens: str, problem: str) -> None:
    """What would fail when it is sent is found, and stops the compilation."""
    _chinese(tree).unlink()
    catalogs.update(tree)
    _translate(tree, hello, tokens)
    found = list(catalogs.problems(tree))
    assert problem in found[0]
    with pytest.raises(catalogs.BrokenCatalogError, match=problem):
        catalogs.compile_all(tree)
    assert not _chinese(tree).with_suffix(".mo").exists()


@pytest.mark.parametrize(
    ("call", "fits"),
    [
        pytest.param('tr.text("Hello <b>%(name)s</b>.", name=name)', True, id="literal"),
        pytest.param('tr.text(f"Hello {name}.")', False, id="f-string"),
        pytest.param("tr.text(WORDS[day])", False, id="looked-up"),
        pytest.param('tr.ntext("%(n)s token", many, n)', False, id="plural"),
    ],
)
def test_words_must_be_literals(tree: Path, call: str, fits: bool) -> None:
    """What gettext could not extract is named with its line instead of going out untranslated."""
    (tree / "bot/rules.py").write_text(f"\n{call}\n", encoding="utf-8")
    found = [each for each in catalogs.problems(tree) if "not a literal" in each]
    assert found == ([] if fits else [f"bot/rules.py:2: not a literal: {call.replace(chr(34), chr(39))}"])


def test_words_of_the_bot_api_are_not_ours(tree: Path) -> None:
    """`bot/console` speaks as Telegram does; its `text` reads parameters."""
    (tree / "bot/console").mkdir()
    (tree / "bot/console/requests.py").write_text('request.text("caption")', encoding="utf-8")
    assert list(catalogs.problems(tree)) == []


def test_fuzzy_entry_is_a_problem(tree: Path) -> None:
    """A guess is no translation."""
    text = _chinese(tree).read_text(encoding="utf-8")
    _chinese(tree).write_text(text.replace("#, python-format", "#, fuzzy, python-format", 1), encoding="utf-8")
    assert list(catalogs.problems(tree)) == ["locales/zh/LC_MESSAGES/messages.po: fuzzy: 'Hello <b>%(name)s</b>.'"]


def test_absent_catalog_is_a_problem(tree: Path) -> None:
    """No file is a line of its own."""
    _chinese(tree).unlink()
    assert list(catalogs.problems(tree)) == ["locales/zh/LC_MESSAGES/messages.po: there is none"]
