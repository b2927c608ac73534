"""An order is taken from its own document whole, or not at all."""

import pytest

from engine.exchange.blocks import OfficeDocument, OfficeParagraph
from engine.exchange.order_writing import order_header_text, order_rows_text
from engine.exchange.published_order import published_order
from engine.rulebook.language.drafts import PackFiles, read_draft
from engine.rulebook.language.shapes import Problems
from tests.exchange.test_publication import made
from tests.support.publications import Press
from tests.support.random_orders import RandomOrder

ROWS = [["nr", "ärende", "delegat", "högst"], ["1", "Avskriva", "EC", "10 pbb"]]


@pytest.fixture(scope="module")
def press():
    return Press()


def from_files(press, order):
    """Write an order as its two files, and read it from a pack."""
    files = {
        "pack.yaml": b"pack: prov\nkind: municipality\nlabel: Prov\n",
        "orders/o/order.yaml": order_header_text(order).encode(),
        "orders/o/rows.csv": order_rows_text(order).encode(),
    }
    problems = Problems()
    pack = PackFiles(id="prov", folder="prov", files=files)
    (draft,) = read_draft(pack, problems).orders
    assert not [*problems]
    return press.order(draft)


def taken(press, document):
    return published_order(document, press.issue(), press.words)


def test_an_order_goes_from_its_files_to_a_document_and_back_to_its_files(press):
    drafts = [*press.drafts, *(RandomOrder(seed).draft() for seed in range(15))]
    for draft in drafts:
        order = taken(press, press.document(draft).office())
        assert order is not None
        assert order == press.order(draft) == from_files(press, order)


@pytest.mark.slow
def test_many_orders_go_to_a_document_and_back_to_their_files(press):
    for seed in range(15, 90):
        draft = RandomOrder(seed).draft()
        order = taken(press, press.document(draft).office())
        assert order == press.order(draft) == from_files(press, order), seed


def edited(document, before, after):
    """Return a document in which somebody wrote something else."""
    text = repr(document)
    assert before in text
    blocks = []
    for block in document.blocks:
        if isinstance(block, OfficeParagraph) and before in block.text:
            block = OfficeParagraph(text=block.text.replace(before, after))  # noqa: PLW2901
        blocks.append(block)
    return OfficeDocument(blocks=tuple(blocks))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("får alltid besluta själv", "får aldrig besluta själv"),
        ("59 200 kr", "58 800 kr"),
        ("Beslut kan inte överklagas", "Beslut kan kanske överklagas"),
    ],
)
def test_a_document_with_another_sentence_is_not_taken(press, before, after):
    draft = made({"clauses": {"appeal": "none"}}, ROWS)
    document = press.document(draft).office()
    assert taken(press, document) == press.order(draft)
    assert taken(press, edited(document, before, after)) is None


def test_a_document_of_another_municipality_or_none_is_not_taken(press):
    document = press.document(made({}, ROWS)).office()
    assert taken(press, OfficeDocument(blocks=document.blocks[:-1])) is None
    assert taken(press, OfficeDocument(blocks=())) is None
    front, *others = document.blocks[1:]
    without = OfficeDocument(blocks=(document.blocks[0], *others))
    assert front
    assert taken(press, without) is None
