"""What may be typed for an option or argument that names a file or folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .errors import WrongUsageError

if TYPE_CHECKING:
    import os


class PathName(click.Path):
    """A file or folder, which must be there if it `exists`."""

    def __init__(
        self,
        *,
        exists: bool = False,
        is_folder: bool = True,
        is_written: bool = False,
    ) -> None:
        """Take what may be named."""
        super().__init__(
            exists=exists,
            dir_okay=is_folder,
            writable=is_written,
            path_type=Path,
        )

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        """Return the path that was typed."""
        path = Path(value)
        try:
            super().convert(value, param, ctx)
        except click.BadParameter as error:
            raise WrongUsageError(self._code(path), path=path) from error
        return path

    def _code(self, path: Path) -> str:
        """Return the code of what is wrong with a path."""
        if not path.exists():
            return "usage/no-such-path"
        if path.is_dir() and not self.dir_okay:
            return "usage/not-a-file"
        return "usage/not-writable" if self.writable else "usage/not-readable"


class LogName(PathName):
    """A log of decisions: a file or folder that is there, or an address."""

    def __init__(self) -> None:
        """Take any log."""
        super().__init__(exists=True)

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401 - an address is text, and no path
        """Return the path, or the address as it was typed."""
        return value if "://" in str(value) else super().convert(value, param, ctx)
