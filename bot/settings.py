"""What differs between machines: ``TOKENTALLY_*`` variables and ``.env``."""

from __future__ import annotations

import datetime as dt
import logging
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic.functional_validators import BeforeValidator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.core.money import ExchangeRate, RateSource
from bot.core.zones import UnknownZoneError, zone

BUILT_IN_CNY_PER_USD = Decimal("7.10")


class SettingsError(Exception):
    """A setting has a value that cannot be used. The text is one sentence for the operator, without secrets."""


def _known_zone(name: str) -> str:
    try:
        zone(name)
    except UnknownZoneError as error:
        raise ValueError("an IANA time zone, for example Asia/Shanghai or Europe/Berlin") from error
    return name


def _ids(value: object) -> object:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.replace(";", ",").split(",") if part.strip())
    return value


def _log_parts(value: str) -> str:
    level, _, shape = value.partition(",")
    if level.strip().upper() not in logging.getLevelNamesMapping() or shape.strip() not in {
        "",
        "text",
        "json",
    }:
        raise ValueError("a level (DEBUG, INFO, WARNING, ERROR), optionally followed by ,text or ,json")
    return value


class Settings(BaseSettings):
    """Every setting with its default; built once in ``__main__`` and passed down."""

    model_config = SettingsConfigDict(
        env_prefix="TOKENTALLY_",
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    token: SecretStr | None = Field(None, description="the bot's token, as BotFather gave it")
    api_url: str = Field("https://api.telegram.org/bot", pattern=r"^https?://\S+$", description="an http(s) address")
    file_url: str | None = Field(None, pattern=r"^https?://\S+$", description="an http(s) address")
    db: Path = Field(Path("data/tokentally.sqlite3"), description="a path of a file that can be written")
    usd_cny: Decimal | None = Field(None, ge=1, le=100, description="how many RMB one USD is: a number from 1 to 100")
    usd_cny_date: dt.date | None = Field(None, description="a day such as 2026-11-20")
    admins: Annotated[tuple[int, ...], NoDecode, BeforeValidator(_ids)] = Field(
        (), description="Telegram ids separated by commas"
    )
    default_lang: Literal["en", "zh"] = Field("en", description="en or zh")
    default_tz: Annotated[str, AfterValidator(_known_zone)] = Field(
        "Asia/Shanghai", description="an IANA time zone, for example Asia/Shanghai or Europe/Berlin"
    )
    default_model: str = Field("gpt-5.4-mini", description="a model with a known price, for example gpt-5.4-mini")
    prices: Path | None = Field(None, description="a path of a TOML file with prices of your own")
    contact: str | None = Field(
        None, min_length=3, max_length=200, pattern=r"^[^\r\n]+$", description="one line of 3 to 200 characters"
    )
    backup_days: int | None = Field(None, ge=1, le=3650, description="a number of days from 1 to 3650")
    log: Annotated[str, AfterValidator(_log_parts)] = Field(
        "INFO", description="a level (DEBUG, INFO, WARNING, ERROR), optionally followed by ,text or ,json"
    )

    @property
    def rate(self) -> ExchangeRate:
        """The operator's rate, or the built-in example."""
        if self.usd_cny is None:
            return ExchangeRate(BUILT_IN_CNY_PER_USD, RateSource.BUILT_IN, None)
        return ExchangeRate(self.usd_cny, RateSource.OPERATOR, self.usd_cny_date)

    @property
    def download_url(self) -> str:
        """Where files are fetched; beside the API unless it is set."""
        if self.file_url is not None:
            return self.file_url
        return self.api_url.removesuffix("/bot") + "/file/bot"


def variable(field: str) -> str:
    """Return the environment variable of a field."""
    return f"TOKENTALLY_{field.upper()}"


def read_settings(env_file: Path | None = Path(".env")) -> Settings:
    """Read the environment and the file.

    Raises:
        SettingsError: a value cannot be used; the text names the variable, the value and what is allowed.
    """
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        first = error.errors(include_input=True, include_url=False)[0]
        field = str(first["loc"][0])
        allowed = Settings.model_fields[field].description if field in Settings.model_fields else "a known setting"
        value = "(hidden)" if field == "token" else repr(first["input"])
        raise SettingsError(f"{variable(field)} is {value}; it must be {allowed}.") from None
