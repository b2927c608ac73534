"""The page on the law is what the packs say, and these list all of kommunallagen."""

from pathlib import Path

from engine.rulebook.model.sections import Numeral, SectionNumber, section_numbers
from engine.rulebook.tracing.accounts import section_listing
from tests.support.shipped import shipped_jurisdictions, shipped_mandat

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "law.md"
#: The last section of each chapter of kommunallagen (2017:725) in its wording of 27
#: April 2026, and the sections with a letter, counted in the act.
LAST = (10, 9, 14, 34, 72, 44, 25, 18, 38, 9, 24, 18, 15)
LETTERS = ("4 kap. 18 a §", "8 kap. 16 a §", "11 kap. 6 a §")


def acts():
    sources = shipped_jurisdictions()[""].sources.values()
    return [source for source in sources if source.statute]


def test_the_page_is_what_the_command_writes(request):
    """`pytest --update-golden tests/report/test_law.py` writes it anew."""
    made = shipped_mandat().law().acts().to_markdown("en")
    if request.config.getoption("--update-golden"):
        PAGE.write_text(made, "utf-8")
    assert PAGE.read_text("utf-8") == made


def test_every_section_of_kommunallagen_is_taken_up_or_left_out_with_a_reason():
    wanted = [
        SectionNumber(Numeral(chapter), Numeral(number))
        for chapter, last in enumerate(LAST, 1)
        for number in range(1, last + 1)
    ]
    wanted += [number for letter in LETTERS for number in section_numbers(letter)]
    (act,) = (act for act in acts() if act.statute.number == "2017:725")
    listing = section_listing(act)
    assert sorted((*listing.taken, *listing.omitted)) == sorted(wanted)
    assert listing.known == tuple(sorted(wanted))
    assert all(
        omission.because.sv and omission.because.en
        for omission in act.statute.omissions
    )


def test_every_act_is_registered_so_that_a_change_of_it_is_seen():
    for act in acts():
        passages = act.passages.values()
        assert [p.id for p in passages if not p.fingerprint] == []
        assert [p.id for p in passages if not section_numbers(p.section)] == []
        assert [o.sections for o in act.statute.omissions if not o.fingerprint] == []
        assert act.statute.sections, act.id
        assert act.consulted, act.id


def test_a_section_of_before_leads_to_one_that_the_act_has():
    """As far as the sections of the chapter are known."""
    for act in acts():
        known = section_listing(act).known
        chapters = {number.chapter for number in known}
        for earlier in act.statute.earlier:
            for each in earlier.renumberings:
                assert section_numbers(each.was)
                now = [n for text in each.now for n in section_numbers(text)]
                assert now
                strange = [n for n in now if n.chapter in chapters and n not in known]
                assert strange == [], (act.id, each)
