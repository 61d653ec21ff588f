"""The limits of files and pictures: what Telegram refuses beyond them, and takes within."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from telegram import (
    InputFile,
    InputMediaAudio,
    InputMediaPhoto,
)

from bot.console.files import MAX_DOWNLOAD_BYTES, MAX_UPLOAD_BYTES
from tests.console.botapi_support import ANN, below, button, description, refusal

if TYPE_CHECKING:
    from telegram import Bot

    from bot.console.botapi import BotApi


PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (640).to_bytes(4, "big") + (480).to_bytes(4, "big") + b"\0" * 20


async def test_a_file_is_downloaded_up_to_20_megabytes(api: BotApi, bot: Bot) -> None:
    """Its bytes are what the person sent; one byte more than the limit is too big."""
    small = api.send_file(ANN, "预算.csv", b"a,b\n", size=MAX_DOWNLOAD_BYTES)["message"]["document"]
    file = await bot.get_file(small["file_id"])
    assert bytes(await file.download_as_bytearray()) == b"a,b\n"
    assert small["file_size"] == 20 * 1024 * 1024
    large = api.send_file(ANN, "big.txt", b"", size=MAX_DOWNLOAD_BYTES + 1)["message"]["document"]
    assert await description(api, bot.get_file(large["file_id"])) == "Bad Request: file is too big"
    assert await description(api, bot.get_file("nothing")) == "Bad Request: invalid file_id"
    assert await description(api, bot.get_file("")) == "Bad Request: file_id not specified"
    status, _ = await api.do_request("https://api.telegram.org/file/bot1%3AT/documents/file_999.txt", "GET")
    assert status == 404


async def test_a_file_is_uploaded_up_to_50_megabytes(api: BotApi, bot: Bot) -> None:
    """Under its name and type; above the limit the server does not even read it."""
    sent = await bot.send_document(ANN, b"a,b\n", filename="report.csv", caption="<i>x</i>", parse_mode="HTML")
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.mime_type, sent.document.file_size) == ("report.csv", "text/csv", 4)
    message = api.last_message(ANN)
    assert message.file is not None
    assert (message.file.data, message.text, message.kind) == (b"a,b\n", "x", "document")
    assert api.calls[-1].params["document"] == {"file_name": "report.csv", "file_size": 4}
    again = await bot.send_document(ANN, sent.document.file_id)
    assert again.document == sent.document
    await bot.send_document(ANN, InputFile(BytesIO(b"xyz"), "a.txt", read_file_handle=False))
    assert api.last_message(ANN).content["file_size"] == 3
    assert await bot.send_document(ANN, b"\0" * MAX_UPLOAD_BYTES, filename="a.bin")
    error = await refusal(api, bot.send_document(ANN, b"\0" * (MAX_UPLOAD_BYTES + 1), filename="a.bin"))
    assert error == {"ok": False, "error_code": 413, "description": "Request Entity Too Large"}
    empty = bot.send_document(ANN, b"", filename="a.txt")
    assert await description(api, empty) == "Bad Request: file must be non-empty"
    unknown = bot.send_document(ANN, "file-999")
    assert await description(api, unknown) == "Bad Request: wrong file identifier/HTTP URL specified"
    nothing = bot.do_api_request("SendDocument", {"chat_id": ANN})
    assert await description(api, nothing) == "Bad Request: there is no document in the request"


async def test_a_photo_is_a_picture_of_up_to_10_megabytes(api: BotApi, bot: Bot) -> None:
    """It is measured; what is no picture, too long a strip or too large is refused."""
    sent = await bot.send_photo(ANN, PNG, caption="chart")
    assert [(size.width, size.height) for size in sent.photo] == [(640, 480)]
    ten_megabytes = 10 * 1024 * 1024
    assert await bot.send_photo(ANN, b"\xff\xd8\xff".ljust(ten_megabytes, b"\0"))
    large = bot.send_photo(ANN, b"\xff\xd8\xff".ljust(ten_megabytes + 1, b"\0"))
    assert await description(api, large) == (
        "Bad Request: file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes"
    )
    assert await description(api, bot.send_photo(ANN, b"hello")) == "Bad Request: IMAGE_PROCESS_FAILED"
    for width, height, fine in ((9000, 1000, True), (9001, 1000, False), (2000, 100, True), (2001, 100, False)):
        strip = PNG[:16] + width.to_bytes(4, "big") + height.to_bytes(4, "big") + PNG[24:]
        if fine:
            assert await bot.send_photo(ANN, strip)
        else:
            assert await description(api, bot.send_photo(ANN, strip)) == "Bad Request: PHOTO_INVALID_DIMENSIONS"


async def test_the_picture_of_a_message_can_be_replaced(api: BotApi, bot: Bot) -> None:
    """With a new caption and keyboard, in the same message."""
    sent = await bot.send_photo(ANN, PNG, caption="old")
    media = InputMediaPhoto(PNG + b"2", caption="<b>new</b>", parse_mode="HTML")
    await bot.edit_message_media(media, ANN, sent.message_id, reply_markup=below(button()))
    message = api.last_message(ANN)
    assert message.file is not None
    assert (message.id, message.text, message.file.data) == (sent.message_id, "new", PNG + b"2")
    song = bot.edit_message_media(InputMediaAudio(b"x"), ANN, sent.message_id)
    assert await description(api, song) == "Bad Request: can't parse InputMedia: type of the media is unsupported"
    bad = bot.edit_message_media(InputMediaPhoto(b"hello"), ANN, sent.message_id)
    assert await description(api, bad) == "Bad Request: IMAGE_PROCESS_FAILED"
