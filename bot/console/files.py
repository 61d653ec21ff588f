"""Files a bot uploads, sends again by their id and downloads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bot.console.refusals import Json, RefusedError, bad_request

if TYPE_CHECKING:
    from bot.console.requests import Request
    from bot.console.world import StoredFile, World

MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024
MAX_UPLOAD_BYTES = 50 * 1024 * 1024
MAX_PHOTO_BYTES = 10 * 1024 * 1024
_MAX_PHOTO_SIDES = 10_000
_MAX_PHOTO_RATIO = 20
_PNG = b"\x89PNG\r\n\x1a\n"
_OTHER_IMAGES = (b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"RIFF")
_PLAUSIBLE_SIZE = (1280, 960)  # where only the picture itself could tell

FileKind = Literal["document", "photo"]


class Files:
    """getFile, and what the sending methods do with files."""

    def __init__(self, world: World) -> None:
        self._world = world

    def on_get_file(self, request: Request) -> Json:
        """Where to download a file that is not too big for bots."""
        file_id = request.text("file_id")
        if not file_id:
            raise bad_request("file_id not specified")
        file = self._world.files.get(file_id)
        if file is None:
            raise bad_request("invalid file_id")
        if file.size > MAX_DOWNLOAD_BYTES:
            raise bad_request("file is too big")
        return {**_identity(file), "file_path": file.path}

    def taken(self, request: Request, kind: FileKind, source: str | None = None) -> StoredFile:
        """The file a request sends: uploaded with it, or one that Telegram has already.

        Args:
            request: the call.
            kind: what it is sent as.
            source: the file's id or attach:// address where it does not stand in the parameter of this name.

        Raises:
            RefusedError: no file, an empty one, one too big, a picture that is none.
        """
        source = request.text(kind) if source is None else source
        part = source.removeprefix("attach://") if source.startswith("attach://") else kind
        upload = request.files.get(part)
        if upload is not None:
            name, content, mime_type = upload
            data = content if isinstance(content, bytes) else content.read()
            return self._uploaded(kind, name, data, mime_type)
        if not source:
            raise bad_request(f"There is no {kind} in the request")
        file = self._world.files.get(source)
        if file is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return file

    def _uploaded(self, kind: FileKind, name: str, data: bytes, mime_type: str) -> StoredFile:
        if not data:
            raise bad_request("file must be non-empty")
        if len(data) > MAX_UPLOAD_BYTES:
            raise RefusedError(413, "Request Entity Too Large")
        if kind == "photo":
            _check_photo(data)
        return self._world.add_file(f"{kind}s", name, data, mime_type=mime_type)


def document_content(file: StoredFile) -> Json:
    """The Document object of a file."""
    return {**_identity(file), "file_name": file.name, "mime_type": file.mime_type}


def photo_content(file: StoredFile) -> list[Json]:
    """The sizes of a photo; this Telegram makes no smaller ones."""
    width, height = _image_size(file.data) or _PLAUSIBLE_SIZE
    return [{**_identity(file), "width": width, "height": height}]


def _identity(file: StoredFile) -> Json:
    return {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": file.size}


def _check_photo(data: bytes) -> None:
    if len(data) > MAX_PHOTO_BYTES:
        raise bad_request(
            f"file of size {len(data)} bytes is too big for a photo; the maximum size is {MAX_PHOTO_BYTES} bytes"
        )
    size = _image_size(data)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > _MAX_PHOTO_SIDES or max(size) > _MAX_PHOTO_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def _image_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels, exact for PNG; None if the bytes are no picture."""
    if data.startswith(_PNG):
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    return _PLAUSIBLE_SIZE if data.startswith(_OTHER_IMAGES) else None
