"""Provisions are read however they are written, and looked up by any part of them."""

import pytest

from engine.rulebook.model.references import ActNames, divided, reference

#: Names of acts, as a pack of law has them.
ACTS = ActNames(
    {
        **dict.fromkeys(["kommunallagen", "KL", "2017:725"], "kl"),
        **dict.fromkeys(["socialtjänstlagen", "SoL", "2025:400"], "sol"),
        **dict.fromkeys(["LVU", "1990:52"], "lvu"),
        **dict.fromkeys(["plan- och bygglagen", "PBL"], "pbl"),
        "LVM": "lvm",
        "lagen om stöd och service till vissa funktionshindrade": "lss",
    }
)


@pytest.mark.parametrize(
    ("text", "act", "chapter", "sections"),
    [
        ("LVU 6 §", "lvu", "", {"6"}),
        ("6 § LVU", "lvu", "", {"6"}),
        ("9 kap. 31 a § PBL", "pbl", "9", {"31a"}),
        ("PBL 9:31 a", "pbl", "9", {"31a"}),
        ("PBL 9 kap 31a §", "pbl", "9", {"31a"}),
        ("LVU 6 och 11 §§", "lvu", "", {"6", "11"}),
        ("KL 6 kap. 37–39 §§", "kl", "6", {"37", "38", "39"}),
        ("11 § 1 st LVU", "lvu", "", {"11"}),
        ("LVU 11 § fjärde stycket", "lvu", "", {"11"}),
        ("SoL 12 kap.", "sol", "12", set()),
        ("kommunallagen", "kommunallagen", "", set()),
        ("30 kap. 5 § socialtjänstlagen (2025:400)", "socialtjanstlagen", "30", {"5"}),
    ],
)
def test_a_provision_is_an_act_a_chapter_and_sections(text, act, chapter, sections):
    found = reference(text)
    assert (found.act, found.chapter, set(found.sections)) == (act, chapter, sections)


@pytest.mark.parametrize("text", ["", "6 §", "3.2", "12 kap. 4 §"])
def test_without_an_act_there_is_no_provision(text):
    assert reference(text) is None


@pytest.mark.parametrize(
    ("one", "other", "is_covered"),
    [
        ("LVU", "LVU 6 §", True),
        ("LVU 6 §", "LVU", False),
        ("LVU 6 §", "6 § LVU", True),
        ("LVU 6 §", "LVU 11 § 6 st", False),
        ("LVU 1 §", "LVU 11 §", False),
        ("LVU 6 §", "LVU 6 a §", False),
        ("LVU 6 §", "LVU 6 och 11 §§", True),
        ("PBL 9 kap.", "PBL 9:31 a", True),
        ("PBL 9 kap.", "PBL 10:3", False),
        ("LVU 6 §", "LVM 6 §", False),
    ],
)
def test_a_provision_covers_what_lies_within_it(one, other, is_covered):
    assert reference(one).covers(reference(other)) is is_covered


@pytest.mark.parametrize(
    ("cell", "provisions"),
    [
        ("LVU 6 §, LVM 13 §", ["lvu 6", "lvm 13"]),
        ("6 § LVU samt 13 § LVM", ["lvu 6", "lvm 13"]),
        ("LVU 6 §, 11 §", ["lvu 6", "lvu 11"]),
        ("6 § och 11 § LVU, 13 § LVM", ["lvu 6", "lvu 11", "lvm 13"]),
        ("LVU 6 §\nLVM 13 §", ["lvu 6", "lvm 13"]),
        ("LVU 6 §; 11 §", ["lvu 6", "lvu 11"]),
        ("LVU 6 § jfr SoL 30 kap. 7 §", ["lvu 6", "sol 30:7"]),
        ("jfr 6 kap. 38 § KL", ["kl 6:38"]),
        ("6 kap 38 § kommunallagen, 30 kap 8 § SoL", ["kl 6:38", "sol 30:8"]),
        ("Kommunallagen, 6 kap. 38 §", ["kl 6:38"]),
        ("3-5 §§ LVU", ["lvu 3,4,5"]),
        ("SoL 30:5–7", ["sol 30:5,6,7"]),
        ("SoL 30:5, 30:7 och 12:3", ["sol 30:5", "sol 30:7", "sol 12:3"]),
        ("30 kap. 5 §, 7 § SoL", ["sol 30:5", "sol 30:7"]),
        ("KL 6 kap. 37 och 38 §§, 7 kap. 5 §", ["kl 6:37,38", "kl 7:5"]),
        ("LVU 31 b-d och 31 i §§", ["lvu 31b,31c,31d,31i"]),
        ("LVU 11 § första stycket 2 p., SoL 12:1", ["lvu 11", "sol 12:1"]),
        ("9 kap. 2 § 1 st 3 p PBL", ["pbl 9:2"]),
        ("SoL (2025:400) 30:7", ["sol 30:7"]),
        ("SFS 2025:400 30 kap. 7 §", ["sol 30:7"]),
        ("3 § lagen (1990:52) om vård av unga", ["lvu 3"]),
        ("socialtjänstlagen (SoL) 30 kap. 7 §", ["sol 30:7"]),
        ("9 kap 31 § plan- och bygglagen", ["pbl 9:31"]),
        (
            "9 § lagen om stöd och service till vissa funktionshindrade och SoL 11:1",
            ["lss 9", "sol 11:1"],
        ),
        ("§ 6 LVU", ["lvu 6"]),
        ("kap. 6 § 38 KL", ["kl 6:38"]),
        ("artikel 15 i dataskyddsförordningen", ["dataskyddsforordningen 15"]),
        ("KL, LVU 6 §", ["kl", "lvu 6"]),
        ("SoL 11–12 kap.", ["sol 11:", "sol 12:"]),
        # an act of that name, but not the one of today
        ("SoL (2001:453) 4 kap. 1 §", ["2001:453 4:1"]),
        ("gamla kommunallagen 6 kap. 33 §", ["gamlakommunallagen 6:33"]),
    ],
)
def test_a_cell_is_read_provision_by_provision(cell, provisions):
    def written(found):
        number = lambda section: (int(section.rstrip("abcdefghi")), section)  # noqa: E731
        sections = ",".join(sorted(found.sections, key=number))
        place = f"{found.chapter}:{sections}" if found.chapter else sections
        return f"{found.act} {place}".strip()

    assert [written(found) for found in ACTS.references(cell)] == provisions


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("LVU 6 §, SoL 30 kap. 7 §", ("LVU 6 §", "SoL 30 kap. 7 §")),
        ("LVU 6 och 11 §§, 14 §", ("LVU 6 och 11 §§, 14 §",)),
        ("6 § och 11 § LVU, 13 § LVM", ("6 § och 11 § LVU", "13 § LVM")),
        ("LVU 6 § jfr SoL 30:7", ("LVU 6 §", "jfr SoL 30:7")),
        ("plan- och bygglagen 9 kap. 2 §", ("plan- och bygglagen 9 kap. 2 §",)),
        ("egen rutin", ("egen rutin",)),
    ],
)
def test_a_cell_is_divided_where_another_act_begins(cell, parts):
    assert divided(cell) == parts


@pytest.mark.parametrize("piece", ["1, ", "1 a ", "§", "kap ", "1-", "första ", "1:"])
def test_a_cell_of_anything_is_read_to_its_end(piece):
    cell = piece * 5_000

    assert "".join(divided(cell)).replace(" ", "") == cell.replace(" ", "")
    assert isinstance(ACTS.references(cell), tuple)
