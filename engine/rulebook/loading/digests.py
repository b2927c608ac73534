"""Tell one edition of a folder of rules from any other, wherever it lies."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from .walks import FolderWalk, ordinary_content

if TYPE_CHECKING:
    from pathlib import Path

#: Larger files of rules are refused when they are read.
_LARGEST_FILE = 8_000_000


def rules_digest(rules: Path) -> str:
    """Return a digest of what the files of a folder of rules are called and hold.

    It has 64 hexadecimal digits and is the same wherever the folder lies, and whatever
    the times of its files are. What the packs borrow of the shipped ones is not in it:
    the version of the program tells that.
    """
    digest = hashlib.sha256()
    for entry in FolderWalk(rules).below(rules):
        if entry.is_folder:
            continue
        try:
            content = ordinary_content(entry.path, _LARGEST_FILE) or b""
        except OSError:
            content = b""
        name = entry.path.relative_to(rules).as_posix()
        encoded = name.encode("utf-8", "surrogateescape")
        digest.update(b"%d\0%b\0%d\0" % (len(encoded), encoded, len(content)))
        digest.update(content)
    return digest.hexdigest()
