"""Put keys into a YAML file line by line, so that all else stays as it was written."""

from __future__ import annotations

from dataclasses import dataclass, field

_STEP = 2


@dataclass(slots=True)
class YamlLines:
    """The lines of a file, and what is to be put into them.

    Lines are told by their numbers in the file as it was, counted from 1, whatever has
    been put in meanwhile.
    """

    lines: list[str]
    _changes: list[tuple[int, int, list[str]]] = field(default_factory=list)

    def put(self, first: int, indent: int, key: str, value: list[str]) -> None:
        """Set a key of the mapping whose first key stands on a line.

        Args:
            first: the line.
            indent: how far its keys are indented.
            key: the key.
            value: the value on the key's line; of several, each on a line below it.
        """
        end = self._end(first, indent)
        pad = " " * indent
        text = [f"{pad}{key}: {value[0]}"]
        if len(value) != 1:
            text = [f"{pad}{key}:", *(f"{pad}{' ' * _STEP}- {item}" for item in value)]
        for number in range(first, end):
            if self._key(number, indent) == key:
                stop = number + 1
                while stop < end and not self._key(stop, indent):
                    stop += 1
                self._changes.append((number, stop, text))
                return
        self._changes.append((end, end, text))

    def append(self, text: list[str]) -> None:
        """Put lines behind the last one."""
        end = len(self.lines) + 1
        self._changes.append((end, end, text))

    def below(self, key_line: int) -> tuple[int, int]:
        """Return the line and the indentation of the first key below a key.

        The line is 0 where the value of the key stands beside it.
        """
        indent = self._indent(key_line)
        for number in range(key_line + 1, len(self.lines) + 1):
            line = self.lines[number - 1]
            if line.strip() and not line.lstrip().startswith("#"):
                deeper = self._indent(number)
                return (number, deeper) if deeper > indent else (0, 0)
        return 0, 0

    def text(self) -> str:
        """Return the file with everything in its place."""
        lines = list(self.lines)
        # of what is put behind the same line, what lies deeper belongs to what is there
        order = sorted(self._changes, key=lambda each: (each[0], -_depth(each[2][0])))
        for first, end, text in reversed(order):
            lines[first - 1 : end - 1] = text
        return "\n".join(lines) + "\n"

    def _indent(self, number: int) -> int:
        return _depth(self.lines[number - 1])

    def _key(self, number: int, indent: int) -> str:
        """Return the key of the mapping that stands on a line, if one does."""
        line = self.lines[number - 1]
        start = line[:indent].replace("-", " ", 1)
        if start.strip() or line[indent : indent + 1] in {"", " ", "-", "#"}:
            return ""
        return line[indent:].partition(":")[0]

    def _end(self, first: int, indent: int) -> int:
        """Return the line behind the last one of a mapping, comments behind it left."""
        end = first + 1
        for number in range(first + 1, len(self.lines) + 1):
            line = self.lines[number - 1]
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            if self._indent(number) < indent:
                break
            end = number + 1
        return end


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())
