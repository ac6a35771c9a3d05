"""Uploaded files, kept in memory."""

from __future__ import annotations

from service.demo.openai_format import ApiError, File


class FileShelf:
    """Files by id, with their content."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[File, bytes]] = {}

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, file_id: str) -> bool:
        return file_id in self._files

    def put(self, file_id: str, content: bytes, *, filename: str, purpose: str, created_at: int) -> File:
        file = File(file_id, len(content), created_at, filename, purpose)
        self._files[file_id] = (file, content)
        return file

    def get(self, file_id: str) -> tuple[File, bytes]:
        """The file's object and content. Raises the API's 404."""
        try:
            return self._files[file_id]
        except KeyError:
            raise ApiError(404, f"No such File object: {file_id}", param="id") from None

    def content(self, file_id: str) -> bytes | None:
        """The content, None for a file that only a seeded job knows."""
        found = self._files.get(file_id)
        return None if found is None else found[1]
