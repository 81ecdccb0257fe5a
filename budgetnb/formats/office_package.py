"""Zipped office files: opened within bounds, their parts parsed with nothing expanded and nothing fetched."""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from ..errors import DamagedFileError, EncryptedFileError, TooLargeError
from .limits import MEGABYTE, Limits

BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, KeyError, IndexError, OverflowError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
"""What a damaged zip makes the standard library stumble over: it promises BadZipFile and raises these too."""
SMALL = 4 * MEGABYTE
MEMBERS = 20_000


class Package:
    """The parts of an office file by name.

    Raises
    ------
    DamagedFileError, EncryptedFileError, TooLargeError
        It is no whole zip, is locked, or unpacks past the bounds.
    """

    def __init__(self, data: bytes, path: str, limits: Limits) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as error:
            raise DamagedFileError(
                f"{path}: the office file is truncated or damaged ({error}); fetch it again"
            ) from error
        self._members = {info.filename.lstrip("/"): info for info in self._zip.infolist()}
        self._hold(limits)

    def _hold(self, limits: Limits) -> None:
        members = list(self._members.values())
        if any(info.flag_bits & 1 for info in members):
            raise EncryptedFileError(f"{self.path}: the office file is encrypted; save it without a password first")
        whole = sum(info.file_size for info in members)
        if len(members) > MEMBERS or whole > limits.bytes:
            raise TooLargeError(
                f"{self.path}: {len(members):,} parts unpack to {whole:,} bytes, at most {limits.bytes:,} are read"
            )
        for info in members:
            if info.file_size > SMALL and info.file_size > limits.ratio * max(1, info.compress_size):
                raise TooLargeError(
                    f"{self.path}: {info.filename!r} unpacks to {info.file_size / max(1, info.compress_size):,.0f} times its size"
                )

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """The bytes of one part."""
        if name not in self._members:
            raise DamagedFileError(f"{self.path}: the office file has no part {name!r}")
        try:
            return self._zip.read(self._members[name])
        except BROKEN as error:
            raise DamagedFileError(f"{self.path}: part {name!r} is damaged: {error}") from error

    def xml(self, name: str) -> Any:
        """The root element of one part, its tags without namespaces."""
        return parse_xml(self.read(name), f"{self.path}: part {name!r}")

    def targets(self, name: str) -> dict[str, tuple[str, str]]:
        """The parts that a part refers to: id → (kind, name); those outside the file are left out."""
        folder, base = posixpath.split(name)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        if relations not in self:
            return {}
        inside = (r for r in self.xml(relations) if r.get("TargetMode") != "External")
        return {
            r.get("Id", ""): (r.get("Type", "").rsplit("/", 1)[-1], _resolved(folder, r.get("Target", "")))
            for r in inside
        }


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def parse_xml(data: bytes, what: str) -> Any:
    """The root element of an XML text, tags and attributes without namespaces; entities are refused, not expanded.

    Raises
    ------
    DamagedFileError
        It is not well-formed, is nested past 256 levels, or declares a document type.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFileError(f"{what} is no readable XML: {error}") from error
    if root.getroottree().docinfo.doctype:
        raise DamagedFileError(f"{what} declares a document type, which office files never do; it is not read")
    return _bare(root)


def _bare(root: Any) -> Any:
    """The tree with namespaces taken off its names; the id of a relationship is named `rel`."""
    for element in root.iter("*"):
        element.tag = element.tag.rpartition("}")[2]
        for name, value in element.items():
            if name.startswith("{"):
                element.set("rel" if name.endswith("/relationships}id") else name.rpartition("}")[2], value)
    return root


def children(element: Any, *names: str) -> Iterator[Any]:
    """The children with one of these names; of alternatives the first that the file offers."""
    for child in element:
        if child.tag == "AlternateContent":
            first = next(iter(child), None)
            if first is not None:
                yield from children(first, *names)
        elif child.tag in names:
            yield child
