"""Read the first sheet of a workbook as values: a log of decisions, however long."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from ..rulebook.model.bounds import LARGEST_LOG_UNPACKED
from ..rulebook.model.problems import EngineError, Message

if TYPE_CHECKING:
    from collections.abc import Iterator


def sheet_values(content: bytes, name: str) -> Iterator[tuple[object, ...]]:
    """Return the rows of the first sheet that holds anything, from its first row on.

    Args:
        content: the workbook.
        name: how errors name its file.

    Raises:
        EngineError: calamine is not installed, or the workbook is broken, locked or
            too large, or holds nothing.
    """
    try:
        import python_calamine as calamine  # noqa: PLC0415 - an extra, and slow to load
    except ImportError as error:
        raise EngineError(Message.of("import/no-extra", path=name)) from error
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            size = sum(part.file_size for part in package.infolist())
        if size > LARGEST_LOG_UNPACKED:
            raise EngineError(Message.of("log/too-large", path=name))
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        for title in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(title)
            if sheet.total_height:
                return map(tuple, sheet.iter_rows())
    except calamine.PasswordError as error:
        raise EngineError(Message.of("import/locked", path=name)) from error
    except (calamine.CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        raise EngineError(Message.of("import/broken", path=name)) from error
    raise EngineError(Message.of("log/empty", path=name))
