"""The catalogs, from the code to the wheel: ``python catalogs.py update | check | compile``.

The words a person sees stand in ``locales/{en,zh}/LC_MESSAGES/messages.po``. This file is also the build hook
that compiles them and takes them along, so that a wheel built from a clean clone has them. Traditional Chinese is
made from ``zh`` on the way (OpenCC, with the phrases of Taiwan): ``locales/zh_Hant``, catalog and answers.
"""

from __future__ import annotations

import ast
import datetime as dt
import io
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent
LANGUAGES = ("en", "zh")
CONVERTED = "zh_Hant"  # from zh
# Where OpenCC knows another word than our readers: what it says, and what we say.
_OWN_WORDS = {
    "賬": "帳",
    "髮": "發",  # 發卡行 is a bank, 髮 is hair
    "充值": "儲值",
    "反饋": "回饋",
    "示例": "範例",
    "響應": "回應",
    "許可權": "權限",
    "摺": "折",
    "隻": "只",  # only; our texts count no animals
    "后": "後",
    "籤合同": "簽合約",
    "繫結": "綁定",
    "按周": "按週",
    "周限額": "週限額",
    "釦": "扣",
    "登出": "註銷",  # where the account is closed, not left
    "渠道": "管道",
    "里": "裡",  # inside; our texts count no miles
    "“": "「",
    "”": "」",
}
# The calls whose first words are for the catalogs: Translator.text and Translator.ntext.
KEYWORDS = {"text": None, "ntext": (1, 2)}
# The Bot API inside the process says Telegram's words, and its `text` reads parameters.
FILES = [("console/**.py", "ignore"), ("**.py", "python")]
_PLACEHOLDER = re.compile(r"%\((\w+)\)")
_TAG = re.compile(r"<[^<>]+>")


class BrokenCatalogError(Exception):
    """A catalog that would fail when it is used. The text names the file and the entries."""


def update(root: Path = ROOT) -> None:
    """Bring each catalog up to date with the code: left-over entries go, new ones come without a translation.

    In English a new entry says what the code says.
    """
    for language in LANGUAGES:
        path = _po(root, language)
        catalog = _read(path, language) if path.exists() else _new(language)
        catalog.update(_extract(root), no_fuzzy_matching=True, update_creation_date=False)
        if language == "en":
            for message in _entries(catalog):
                if message.fuzzy or not all(_strings(message)):
                    message.string = message.id
                    message.flags.discard("fuzzy")
        output = io.BytesIO()
        write_po(output, catalog, width=110, ignore_obsolete=True, include_lineno=False)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.getvalue())


def problems(root: Path = ROOT) -> Iterator[str]:
    """Yield a line for each entry that is missing, left over, empty, fuzzy or does not fit its original.

    So does each call whose words cannot be extracted, because they are put together when it runs.
    """
    yield from _not_literal(root)
    wanted = {message.id for message in _entries(_extract(root))}
    for language in LANGUAGES:
        path = _po(root, language)
        name = path.relative_to(root)
        if not path.exists():
            yield f"{name}: there is none"
            continue
        catalog = _read(path, language)
        here = {message.id: message for message in _entries(catalog)}
        yield from (f"{name}: missing: {_short(each)}" for each in sorted(wanted - here.keys(), key=str))
        yield from (f"{name}: left over: {_short(each)}" for each in sorted(here.keys() - wanted, key=str))
        if catalog.fuzzy:
            yield f"{name}: the whole catalog is marked fuzzy"
        for message in here.values():
            if not all(_strings(message)):
                yield f"{name}: empty: {_short(message.id)}"
            else:
                yield from (f"{name}: {what}: {_short(message.id)}" for what in _misfits(message, catalog))
            if message.fuzzy:
                yield f"{name}: fuzzy: {_short(message.id)}"


def compile_all(root: Path = ROOT) -> None:
    """Write each ``messages.mo`` beside its ``messages.po``.

    Raises:
        BrokenCatalogError: an entry would fail when it is used; nothing is written for that language.
    """
    for language in LANGUAGES:
        path = _po(root, language)
        catalog = _read(path, language)
        errors = [
            f"{path.relative_to(root)}:{message.lineno}: {what}"
            for message in _entries(catalog)
            if all(_strings(message))
            for what in _misfits(message, catalog)
        ]
        if errors:
            raise BrokenCatalogError("\n".join(errors))
        _write_mo(catalog, path.with_suffix(".mo"))
        if language == "zh":
            _convert(root, catalog)


class CatalogHook(BuildHookInterface[BuilderConfig]):
    """Compiles the catalogs and puts them and the answers into the wheel as ``bot/locales``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; an editable install (`version` is "editable") reads ``locales/`` where it is."""
        root = Path(self.root)
        compile_all(root)
        if version == "editable":
            return
        for path in (root / "locales").rglob("*"):
            if path.suffix in {".mo", ".md"}:
                build_data["force_include"][str(path)] = f"bot/{path.relative_to(root).as_posix()}"


def _write_mo(catalog: Catalog, path: Path) -> None:
    output = io.BytesIO()
    write_mo(output, catalog)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(output.getvalue())


def _convert(root: Path, catalog: Catalog) -> None:
    """Write the Traditional form of the Chinese catalog and of every Chinese answer."""
    import opencc  # noqa: PLC0415 - slow to load, and needed by this step only

    # With the Taiwan phrases 信息 is 資訊; placeholders, tags and addresses are Latin and stay.
    convert = opencc.OpenCC("s2twp").convert

    def traditional(text: str) -> str:
        text = convert(text)
        for theirs, ours in _OWN_WORDS.items():
            text = text.replace(theirs, ours)
        return text

    for message in _entries(catalog):
        strings = tuple(traditional(each or "") for each in _strings(message))
        message.string = strings if isinstance(message.string, tuple | list) else strings[0]
    _write_mo(catalog, root / "locales" / CONVERTED / "LC_MESSAGES" / "messages.mo")
    answers = root / "locales" / CONVERTED / "faq"
    answers.mkdir(parents=True, exist_ok=True)
    written = sorted((root / "locales" / "zh" / "faq").glob("*.md"))
    for path in written:
        (answers / path.name).write_text(traditional(path.read_text(encoding="utf-8")), encoding="utf-8")
    for left_over in {path.name for path in answers.iterdir()} - {path.name for path in written}:
        (answers / left_over).unlink()


def _po(root: Path, language: str) -> Path:
    return root / "locales" / language / "LC_MESSAGES" / "messages.po"


def _new(language: str) -> Catalog:
    now, us = dt.datetime.now(dt.UTC), "TokenTally"
    return Catalog(
        language,
        header_comment=f"# What {us} says.",
        project=us,
        version="1",
        msgid_bugs_address=us,
        creation_date=now,
        revision_date=now,
        last_translator=us,
        language_team=us,
        fuzzy=False,
    )


def _read(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="messages", abort_invalid=True)


def _extract(root: Path) -> Catalog:
    catalog = Catalog()
    found = extract_from_dir(root / "bot", FILES, keywords=KEYWORDS, comment_tags=["Translators:"])
    for file, line, words, comments, context in found:
        catalog.add(words, None, [(f"bot/{file}", line)], auto_comments=comments, context=context)
    return catalog


def _not_literal(root: Path) -> Iterator[str]:
    for path in sorted((root / "bot").rglob("*.py")):
        if "console" in path.relative_to(root).parts:
            continue
        for call in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in KEYWORDS:
                msgids = call.args[: 1 if call.func.attr == "text" else 2]
                if not all(isinstance(each, ast.Constant) for each in msgids):
                    yield f"{path.relative_to(root)}:{call.lineno}: not a literal: {ast.unparse(call)}"


def _entries(catalog: Catalog) -> Iterator[Message]:
    """Yield the entries without the header, which has an empty id."""
    return (message for message in catalog if message.id)


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _strings(message: Message) -> tuple[str | None, ...]:
    return message.string if isinstance(message.string, tuple | list) else (message.string,)  # type: ignore[return-value]  # a plural's forms are strings


def _misfits(message: Message, catalog: Catalog) -> Iterator[str]:
    """Yield what is wrong with a translation: placeholders and tags must be those of the original."""
    yield from (str(error) for error in message.check(catalog))
    # A singular may say "one" instead of its number; the last form, which every language has, may not.
    placeholders = [set(_PLACEHOLDER.findall(each)) for each in _ids(message)]
    forms = [set(_PLACEHOLDER.findall(each or "")) for each in _strings(message)]
    if forms[-1] != placeholders[-1] or any(form not in placeholders for form in forms):
        yield "other placeholders than the original"
    tags = Counter(_TAG.findall(_ids(message)[-1]))
    if any(Counter(_TAG.findall(each or "")) != tags for each in _strings(message)):
        yield "other tags than the original"


def _short(msgid: str | tuple[str, ...] | list[str]) -> str:
    text = msgid if isinstance(msgid, str) else msgid[0]
    return repr(text if len(text) <= 70 else text[:69] + "…")  # noqa: PLR2004 - a line of a terminal


def main(verb: str) -> int:
    """Do what the verb says and return the exit code."""
    if verb == "update":
        update()
    elif verb == "compile":
        try:
            compile_all()
        except BrokenCatalogError as error:
            print(error, file=sys.stderr)
            return 1
    elif verb == "check":
        found = list(problems())
        for line in found:
            print(line, file=sys.stderr)
        if found:
            print("`make catalogs` adds and removes entries; the translations are yours.", file=sys.stderr)
        return 1 if found else 0
    else:
        print("usage: python catalogs.py update|check|compile", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2] or [""]))
