"""Import made-up orders and compare them with the truth: `python -m tests.exchange`.

`python -m tests.exchange 1000` does so with a thousand, and prints how many rows were
taken without a question, how many were asked about, and each that was silently wrong.
"""

import sys
from collections import Counter

from tests.support.office_clerk import Score, score
from tests.support.office_orders import SETS, made_order

LAYOUTS = ("docx", "xlsx", "csv", "html")


def out(*words):
    """Print a line."""
    sys.stdout.write(f"{' '.join(map(str, words))}\n")


def main(count, first=0):
    """Import so many orders, and print the figures."""
    total = Score()
    shares = Counter()
    sets = list(SETS)
    for seed in range(first, first + count):
        columns = sets[seed % len(sets)]
        layout = LAYOUTS[seed // len(sets) % len(LAYOUTS)]
        order = made_order(seed, columns, layout)
        made = score(order)
        total += made
        shares[columns, "rows"] += made.rows
        shares[columns, "taken"] += made.taken
    for columns in sets:
        if rows := shares[columns, "rows"]:
            taken = shares[columns, "taken"]
            out(f"{columns:15} {rows:6} rows  {100 * taken / rows:5.1f} % taken")
    out(
        f"{total.rows} rows: {total.taken} taken without a question"
        f" ({100 * total.taken / max(total.rows, 1):.1f} %), {total.asked} asked about"
    )
    out(f"taken though only a person could tell: {total.unfair}")
    out(f"silently wrong: {len(total.wrong)}")
    out(f"true reading not offered: {len(total.unoffered)}")
    for each in (*total.wrong[:30], *total.unoffered[:30]):
        out("  ", each)
    return bool(total.wrong)


if __name__ == "__main__":
    words = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*(words or [100])))
