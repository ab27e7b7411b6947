"""The JSON files of the package's content, each field checked as it is read."""

from __future__ import annotations

import json
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

_Member = TypeVar("_Member", bound=StrEnum)
_Item = TypeVar("_Item")


class ContentError(Exception):
    """A file of the package's content is missing or damaged; the message names the file and the place."""


def read_object(path: Path) -> dict[str, object]:
    """Returns the object in a JSON file; raises `ContentError`."""
    try:
        data: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ContentError(f"{path.name} cannot be read: {error}. Install coach again.") from error
    if not isinstance(data, dict):
        raise ContentError(f"{path.name}: an object is expected.")
    return data


def read_items(path: Path, build: Callable[[Fields], _Item]) -> tuple[_Item, ...]:
    """Returns what `build` makes of each object in the list of a JSON file; raises `ContentError`."""
    try:
        data: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ContentError(f"{path.name} cannot be read: {error}. Install coach again.") from error
    if not isinstance(data, list):
        raise ContentError(f"{path.name}: a list is expected.")
    return tuple(build(Fields(item, f"{path.name}: item {n}")) for n, item in enumerate(data, 1))


class Fields:
    """The fields of one JSON object. Each method returns one as a certain type, or raises `ContentError`."""

    def __init__(self, item: object, where: str) -> None:
        if not isinstance(item, dict):
            raise ContentError(f"{where}: an object is expected.")
        self._item: dict[str, object] = item
        self._where = f"{where} ({item['id']})" if "id" in item else where

    def text(self, key: str) -> str:
        """Returns a text that is not blank."""
        value = self._item.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(key, "a text")
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """Returns a list of texts that is not empty."""
        value = self._item.get(key)
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value) or not value:
            raise self._wrong(key, "a list of texts")
        return tuple(value)

    def member(self, key: str, of: type[_Member]) -> _Member:
        """Returns a member of an enumeration."""
        return self._member(key, self.text(key), of)

    def members(self, key: str, of: type[_Member]) -> frozenset[_Member]:
        """Returns the members of an enumeration in a list; none if the field is missing."""
        if key not in self._item:
            return frozenset()
        return frozenset(self._member(key, word, of) for word in self.words(key))

    def objects(self, key: str) -> list[Fields]:
        """Returns the objects in a list."""
        value = self._item.get(key)
        if not isinstance(value, list):
            raise self._wrong(key, "a list of objects")
        return [Fields(item, f"{self._where}: {key}") for item in value]

    def has(self, key: str) -> bool:
        """Returns whether a field is there and not empty."""
        return bool(self._item.get(key))

    def _member(self, key: str, value: str, of: type[_Member]) -> _Member:
        try:
            return of(value)
        except ValueError:
            raise self._wrong(key, "one of " + ", ".join(of)) from None

    def _wrong(self, key: str, expected: str) -> ContentError:
        return ContentError(f"{self._where}: {key} must be {expected}.")
