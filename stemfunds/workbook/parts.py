"""The parts of a workbook as files in a zip: what is changed is changed, everything else is copied byte for byte."""

from __future__ import annotations

import io
import zipfile
from posixpath import basename, dirname, normpath, relpath

from stemfunds.workbook.xml_edits import Document, xml_attribute

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "[Content_Types].xml"
_SAME_TIME = (1980, 1, 1, 0, 0, 0)


class Parts:
    """A workbook that is being changed."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._changed: dict[str, bytes] = {}

    def names(self) -> list[str]:
        """The names of all parts, new ones last."""
        old = self._zip.namelist()
        return [*old, *(name for name in self._changed if name not in old)]

    def read(self, name: str) -> bytes:
        """A part as it is now."""
        return self._changed[name] if name in self._changed else self._zip.read(name)

    def write(self, name: str, content: bytes) -> None:
        """Change a part, or add one."""
        self._changed[name] = content

    def document(self, name: str, *wanted: str, depth: int = 99) -> Document:
        """A part to be edited."""
        return Document.of(self.read(name), name, self.file, wanted, depth)

    def free_name(self, pattern: str) -> str:
        """The first name of a pattern, such as `xl/comments{}.xml`, that no part has."""
        taken = {name.lower() for name in self.names()}
        return next(name for number in range(1, 100_000) if (name := pattern.format(number)).lower() not in taken)

    def related(self, part: str, kind: str) -> str | None:
        """The part that a part is related to, by the last word of the relation's type."""
        relations = _relations_of(part)
        if relations not in self.names():
            return None
        for one in self.document(relations, "Relationship").elements:
            if one.attributes.get("Type", "").endswith(f"/{kind}"):
                return _absolute(part, one.attributes.get("Target", ""))
        return None

    def relate(self, part: str, target: str, kind: str) -> str:
        """Relate a part to another; gives the id of the relation."""
        name = _relations_of(part)
        if name not in self.names():
            empty = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_PACKAGE}"></Relationships>'
            self.write(name, empty.encode())
        document = self.document(name, "Relationships", "Relationship")
        taken = {one.attributes.get("Id", "") for one in document.all("Relationship")}
        identity = next(f"rId{number}" for number in range(1, 100_000) if f"rId{number}" not in taken)
        root = document.elements[0]
        to = relpath(target, dirname(part) or ".")
        kinds = f"{RELATIONSHIPS}/{kind}"
        document.append(root, f'<{root.prefix}Relationship Id="{identity}" Type="{kinds}" Target={xml_attribute(to)}/>')
        self.write(name, document.result())
        return identity

    def declare(self, part: str, content_type: str) -> None:
        """Say of what type a new part is."""
        document = self.document(_TYPES, "Types")
        root = document.elements[0]
        document.append(root, f'<{root.prefix}Override PartName={xml_attribute("/" + part)} ContentType="{content_type}"/>')
        self.write(_TYPES, document.result())

    def declare_suffix(self, suffix: str, content_type: str) -> None:
        """Say of what type parts with a suffix are, where it is not said yet."""
        document = self.document(_TYPES, "Types", "Default")
        if any(one.attributes.get("Extension", "").lower() == suffix for one in document.all("Default")):
            return
        root = document.elements[0]
        document.insert(root.inside, f'<{root.prefix}Default Extension="{suffix}" ContentType="{content_type}"/>')
        self.write(_TYPES, document.result())

    def packed(self) -> bytes:
        """The workbook; the same parts give the same bytes."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name in self.names():
                entry = zipfile.ZipInfo(name, _SAME_TIME)
                entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
                archive.writestr(entry, self.read(name), compresslevel=6)
        return target.getvalue()


def _relations_of(part: str) -> str:
    folder = dirname(part)
    return f"{folder}/_rels/{basename(part)}.rels" if folder else f"_rels/{part}.rels"


def _absolute(part: str, target: str) -> str:
    return target[1:] if target.startswith("/") else normpath(f"{dirname(part)}/{target}")
