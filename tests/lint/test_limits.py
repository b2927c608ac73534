"""What is too large to be walked or held, and amounts that are missing."""

from tests.lint.packs import VOCABULARY, kinds, lay_out, line_of, linted, only, shown
from tests.support.terminal import run
from tests.support.town import rule_text


def test_a_subject_with_too_many_cells_names_the_rules_that_multiply_it(folder):
    names = [f"o{n}" for n in range(5)]
    values = ", ".join(f"v{n}: v{n}" for n in range(9))
    vocabulary = VOCABULARY + "".join(
        f"  {name}: {{label: {name}, type: enum, values: {{{values}}}}}\n"
        for name in names
    )
    many = [
        rule_text(
            f"r-{name}-{n}", matter="inkop", when=f"{{{name}: v{n}}}", informed="[chef]"
        )
        for name in names
        for n in range(8)
    ]
    few = rule_text("enkel", matter="inkop", when="{stor: yes}", decides="namnd")
    lay_out(folder, *many, few, vocabulary=vocabulary)

    finding = only(linted(), "too_many_cells")

    assert finding["severity"] == "error"
    assert finding["about"] == names[:4]  # these are too many already
    assert len(finding["rules"]) == 32
    assert "by/enkel" not in finding["rules"]
    message = shown(finding, 2)["error"]["message"]
    assert "ger tillsammans" in message


def test_too_many_cells_are_found_where_asking_still_works(folder):
    """What is assumed adds no cells to a question, but it does to a walk."""
    names = [f"o{n}" for n in range(15)]
    vocabulary = VOCABULARY + "".join(
        f"  {name}: {{label: {name}, type: bool, default: no}}\n" for name in names
    )
    many = [
        rule_text(
            f"r-{name}", matter="inkop", when=f"{{{name}: yes}}", informed="[chef]"
        )
        for name in names
    ]
    plain = rule_text("alla", matter="inkop", decides="namnd")
    lay_out(folder, plain, *many, vocabulary=vocabulary)

    finding = only(linted(), "too_many_cells")
    again = shown(finding, 1)

    assert run("who inkop -m by --rules rules").exit_code == 0
    assert [f["kind"] for f in again["findings"]] == ["too_many_cells"]


def test_a_rule_that_the_inference_library_cannot_hold_is_found(folder):
    values = ", ".join(f"v{n}: v{n}" for n in range(9))
    vocabulary = VOCABULARY + "".join(
        f"  {name}: {{label: {name}, type: enum, values: {{{values}}}}}\n"
        for name in ("vara", "ort")
    )
    wanted = ", ".join(f"v{n}" for n in range(8))
    lay_out(
        folder,
        rule_text("enkel", matter="inkop", decides="namnd"),
        rule_text(
            "stor",
            matter="inkop",
            when=f"{{vara: [{wanted}], ort: [{wanted}]}}",
            decides="chef",
        ),
        vocabulary=vocabulary,
    )

    finding = only(linted(), "unwieldy_rule")

    assert finding["rules"] == ["by/stor"]
    assert line_of(finding) == "- id: stor"
    assert "64" in finding["says"]
    assert "by/stor" in shown(finding, 2)["error"]["message"]


def test_an_unwieldy_rule_hides_no_other_finding(folder):
    values = ", ".join(f"v{n}: v{n}" for n in range(60))
    vocabulary = VOCABULARY + f"  s: {{label: s, type: enum, values: {{{values}}}}}\n"
    wanted = ", ".join(f"v{n}" for n in range(50))
    lay_out(
        folder,
        rule_text("a", matter="inkop", decides="namnd"),
        rule_text("b", matter="inkop", decides="chef"),
        rule_text("stor", matter="inkop", when=f"{{s: [{wanted}]}}", decides="chef"),
        vocabulary=vocabulary,
    )

    assert kinds(linted()) == ["contradiction", "unwieldy_rule"]


AMOUNT = "prisbasbelopp:\n  %s: {amount: 59200, source: SFS}\n"
BASED = rule_text(
    "billigt", matter="inkop", when="{belopp: {max: 1 prisbasbelopp}}", decides="chef"
) + rule_text(
    "dyrt", matter="inkop", when="{belopp: {over: 1 prisbasbelopp}}", decides="namnd"
)


def test_a_missing_amount_of_this_year_is_an_error(folder):
    lay_out(folder, BASED)
    (folder / "prisbasbelopp.yaml").write_text(AMOUNT % 2025, encoding="utf-8")

    finding = only(linted(), "missing_amount")

    assert finding["rules"] == ["by/billigt", "by/dyrt"]
    assert "2026" in finding["says"]
    assert "2026" in shown(finding, 2)["error"]["message"]


def test_an_amount_of_years_to_come_need_not_be_known(folder):
    lay_out(folder, BASED)
    (folder / "prisbasbelopp.yaml").write_text(AMOUNT % 2026, encoding="utf-8")

    assert kinds(linted()) == []
