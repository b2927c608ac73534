"""The form of a table of posts, and the posts that it becomes."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.rulebook.language.posts import PostColumn, read_posts
from engine.rulebook.language.shapes import Problems
from engine.rulebook.model.bounds import MOST_ROWS
from engine.rulebook.model.posts import post_of
from engine.rulebook.model.problems import (
    EngineError,
    UnknownNameError,
    UnusableRulesError,
)
from engine.rulebook.model.sources import Validity
from tests.support.broken_packs import assert_is_well_told
from tests.support.orders import loaded_order

ORDER = "ärende;delegat\nKöpa träd;TM\n"


def day(text):
    return dt.date.fromisoformat(text)


def span(first, last=None):
    return Validity(first=day(first), last=day(last) if last else None)


def town(folder, table, encoding="utf-8"):
    """Return the park's town with a table of posts."""
    pack = folder / "rules" / "by"
    pack.mkdir(parents=True, exist_ok=True)
    (pack / "posts.csv").write_bytes(table.encode(encoding))
    return loaded_order(folder / "rules", ORDER)


def problems(folder, table):
    with pytest.raises(UnusableRulesError) as error:
        town(folder, table)
    return list(error.value.problems)


def codes(folder, table):
    return [problem.message.code for problem in problems(folder, table)]


# what a line says ---------------------------------------------------------------------


def test_a_line_is_a_post_with_all_that_it_says(tmp_path):
    table = (
        "Post;Titel;Roller;Enhet;Nämnd;Överordnad;Innehavare;Ersättare;Från;"
        "Till och med;Borta;Tillfällig;Anställd från\n"
        "C;Parkchef;parkchefen;Parken;parknamnden;;2;T / U;2026-01-01;2026-12-31;"
        '"2026-07-01–2026-07-31; 2026-09-01";ja;2025-11-03\n'
        "T;;trädmästaren, parkchefen;;;C\n"
        "U;;tradmastaren;;;C;0\n"
    )
    chief, master, other = town(tmp_path, table).posts.values()

    assert (chief.id, chief.title, chief.unit) == ("C", "Parkchef", "Parken")
    assert chief.roles == ("parkchefen",)
    assert chief.committees == ("parknamnden",)
    assert (chief.holders, chief.substitutes) == (2, ("T", "U"))
    assert chief.validity == span("2026-01-01", "2026-12-31")
    assert chief.absences == (
        span("2026-07-01", "2026-07-31"),
        span("2026-09-01", "2026-09-01"),
    )
    assert chief.is_temporary
    assert chief.employed == day("2025-11-03")
    assert chief.place.line == 2
    # what a cell does not say is the least that it can mean
    assert (master.title, master.superior, master.holders) == ("T", "C", 1)
    assert master.roles == ("tradmastaren", "parkchefen")
    assert (master.is_temporary, master.employed, master.absences) == (False, None, ())
    assert other.holders == 0


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("sign", ";,\t")
def test_a_table_is_read_as_spreadsheets_save_it(tmp_path, sign, mark, end):
    table = mark + end.join(["post|roles|unit", '"C"|parkchefen|Parken']) + end
    (post,) = town(tmp_path, table.replace("|", sign)).posts.values()
    assert (post.id, post.roles, post.unit) == ("C", ("parkchefen",), "Parken")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-07-01–2026-07-31", span("2026-07-01", "2026-07-31")),
        ("2026-07-01 - 2026-07-31", span("2026-07-01", "2026-07-31")),
        ("2026-07-01 till 2026-07-31", span("2026-07-01", "2026-07-31")),
        ("2026-07-01 till och med 2026-07-31", span("2026-07-01", "2026-07-31")),
        ("2026-07-01–", span("2026-07-01")),
        ("2026-07-01", span("2026-07-01", "2026-07-01")),
    ],
)
def test_an_absence_has_a_first_and_a_last_day(tmp_path, written, expected):
    table = f"post;roller;borta\nC;parkchefen;{written}\n"
    (post,) = town(tmp_path, table).posts.values()
    assert post.absences == (expected,)


@pytest.mark.parametrize(
    "written",
    [
        "i juli",
        "2026-07",
        "2026-02-30",
        "2026-07-01–2026-02-30",
        "2026-07-01 2026-07-31",
    ],
)
def test_what_is_no_absence_is_a_problem_and_never_a_guess(tmp_path, written):
    table = f"post;roller;borta\nC;parkchefen;{written}\n"
    assert codes(tmp_path, table) == ["posts/no-absence"]


def test_of_several_absences_the_longest_counts(tmp_path):
    table = (
        "post;roller;borta\nC;parkchefen;"
        '"2026-07-01–2026-07-05, 2026-07-03–2026-07-31"\n'
    )
    (post,) = town(tmp_path, table).posts.values()
    assert post.absence(day("2026-07-04")) == span("2026-07-03", "2026-07-31")
    assert post.absence(day("2026-08-01")) is None


def test_nothing_is_kept_of_who_somebody_is(tmp_path):
    """A table that people keep has names; they are no part of a post."""
    table = "post;namn;roller;telefon\nC;Ada Lund;parkchefen;0123-45\n"
    jurisdiction = town(tmp_path, table)
    assert "Ada" not in repr(jurisdiction.posts)
    assert "0123" not in repr(jurisdiction.posts)


def test_two_posts_may_stand_in_for_each_other(tmp_path):
    table = "post;roller;ersättare\nC;parkchefen;T\nT;tradmastaren;C\n"
    chief, master = town(tmp_path, table).posts.values()
    assert (chief.substitutes, master.substitutes) == (("T",), ("C",))


def test_a_town_without_a_table_has_no_posts(tmp_path):
    jurisdiction = loaded_order(tmp_path / "rules", ORDER)
    assert jurisdiction.posts == {}
    with pytest.raises(EngineError) as error:
        post_of("C", jurisdiction.posts)
    assert error.value.message.code == "question/no-posts"


# names --------------------------------------------------------------------------------


def test_a_post_is_named_by_its_id_or_its_title(tmp_path):
    table = (
        "post;titel;roller\nC;Parkchef;parkchefen\nT;Mästare;tradmastaren\n"
        "U;Mästare;tradmastaren\nMästare;Någon;tradmastaren\n"
    )
    posts = town(tmp_path, table).posts
    assert post_of("c", posts).id == "C"
    assert post_of("parkchef", posts).id == "C"
    assert post_of("mastare", posts).id == "Mästare"  # an id counts before a title
    with pytest.raises(UnknownNameError):
        post_of("Parkchefe", posts)
    del posts["Mästare"]
    with pytest.raises(EngineError) as error:
        post_of("Mästare", posts)
    assert error.value.message["known"] == ("T", "U")


# hostile tables -----------------------------------------------------------------------


def test_a_chain_of_a_thousand_superiors_is_read(tmp_path):
    lines = [f"P{n};tradmastaren;P{n + 1}" for n in range(1000)]
    table = "\n".join(["post;roller;överordnad", *lines, "P1000;parkchefen;"]) + "\n"
    assert len(town(tmp_path, table).posts) == 1001


def test_a_ring_of_superiors_is_told_once(tmp_path):
    lines = [f"P{n};tradmastaren;P{(n + 1) % 500}" for n in range(500)]
    table = "\n".join(["post;roller;överordnad", *lines]) + "\n"
    assert codes(tmp_path, table) == ["posts/superior-ring"]


def test_more_posts_than_are_read_are_one_problem(tmp_path):
    lines = [f"P{n};tradmastaren" for n in range(MOST_ROWS + 1)]
    table = "\n".join(["post;roller", *lines]) + "\n"
    assert codes(tmp_path, table) == ["table/too-long"]


def test_everything_that_is_wrong_is_told_at_once(tmp_path):
    lines = [f"P{n};chefe;Q{n}" for n in range(300)]
    table = "\n".join(["post;roller;överordnad", *lines]) + "\n"
    told = problems(tmp_path, table)
    assert len(told) == 600
    assert {problem.where.line for problem in told} == set(range(2, 302))


@given(st.text(max_size=200))
def test_no_text_crashes_the_table(text):
    noted = Problems()
    made = read_posts(text.encode("utf-8", "surrogatepass"), "posts.csv", noted)
    assert made is not None or list(noted)


CELLS = ("=1+1", "'' --", "9" * 400, "ä" * 300, "2026-1", "–", "ja/nej")


@pytest.mark.parametrize("column", list(PostColumn))
def test_no_cell_crashes_a_post(tmp_path, column):
    headings = [c.value for c in PostColumn]
    lines = [";".join(headings)]
    for number, cell in enumerate(CELLS):
        cells = {"post": f"P{number}", "roles": "parkchefen", column.value: cell}
        lines.append(";".join(cells.get(heading, "") for heading in headings))
    try:
        town(tmp_path, "\n".join(lines) + "\n")
    except UnusableRulesError as error:
        for problem in error.problems:
            assert_is_well_told(problem)
