"""A town with a park, a committee for it, a small law and an order with rows to add.

Who may decide what in the park is asked in many ways by the tests of delegation. The
law is small, for the shipped one takes a hundred times longer to read.
"""

from engine.answers.answer import LossReason
from engine.rulebook.loading.folders import RulesFolder
from engine.rulebook.loading.loader import load
from engine.rulebook.model.conclusions import Function
from engine.rulebook.model.questions import Question
from engine.rulebook.model.rules import RuleKind, Slot
from tests.support.shipped import TODAY
from tests.support.town import rule_text, write_pack

LAW_WORDS = """\
roles:
  kommunfullmaktige: {label: fullmäktige, tags: [council]}
  namnd: {label: nämnden, tags: [committee]}
  kommunstyrelsen: {label: styrelsen, is: [namnd]}
  utskott: {label: utskottet, reports_to: namnd, tags: [elected]}
  socialnamnd: {label: socialnämnden, is: [namnd]}
  socialutskott:
    label: socialutskottet
    is: [utskott]
    named_among: [utskott]
    reports_to: socialnamnd
  presidium: {label: presidiet, reports_to: namnd, tags: [elected]}
  fortroendevald: {label: förtroendevald, tags: [elected]}
  ledamot: {label: ledamot, is: [fortroendevald]}
  ersattare: {label: ersättare, is: [fortroendevald]}
  ordforande: {label: ordförande, is: [ledamot]}
  vice-ordforande: {label: vice ordförande, is: [ledamot]}
  kommunstyrelsens-ordforande:
    {label: KSO, is: [ordforande], reports_to: kommunstyrelsen}
  fullmaktigeledamot:
    {label: fullmäktigeledamot, is: [ledamot], reports_to: kommunfullmaktige}
  utsedd-ledamot:
    {label: utsedd ledamot, is: [ledamot], named_among: [ledamot], reports_to: namnd}
  anstalld: {label: anställd, tags: [employee]}
  chef: {label: chef, is: [anstalld]}
  forestandare: {label: föreståndare, is: [anstalld]}
  forvaltningschef: {label: förvaltningschef, is: [chef]}
  medarbetare: {label: medarbetare, is: [anstalld]}
  tjanstemannagrupp: {label: grupp av anställda, tags: [group]}
  utomstaende: {label: utomstående}
  facklig-organisation: {label: facket, is: [utomstaende]}
  bolagsstyrelse: {label: bolagets styrelse}
matters:
  bradskande-namndarende: {label: brådskande ärende, tags: [urgent]}
  val-av-personalforetradare: {label: val av personalföreträdare}
  omsorg: {label: vård utanför hemmet}
  skotsel: {label: skötsel, synonyms: [gårdsvård, parkvård]}
  familjehem: {label: familjehem, under: omsorg, tags: [principiell-myndighetsutovning]}
  avstangning: {label: avstängning}
  langledighet: {label: längre ledighet}
  varning: {label: varning}
circumstances:
  namnden-kan-invantas:
    {label: att nämnden kan inväntas, type: bool, tags: {urgent: no}}
tags:
  council: fullmäktige
  committee: nämnd
  elected: förtroendevald
  employee: anställd
  group: grupp
  urgent: brådskande
  delegation: delegering
  mal-inriktning: mål och inriktning
  principiell-myndighetsutovning: principiell myndighetsutövning
"""
LAW_SOURCES = """\
sources:
  kl:
    title: Lagen
    rank: law
    status: adopted
    passages:
      6-37: {section: 6 kap. 37 §, gist: Till vem., tags: [delegation]}
      6-38: {section: 6 kap. 38 §, gist: Vad aldrig., tags: [delegation]}
      6-39: {section: 6 kap. 39 §, gist: I brådska., tags: [delegation]}
      7-11: {section: 7 kap. 11 §, gist: Personalens företrädare.}
  skollagen:
    title: Skollagen
    rank: law
    status: adopted
    passages:
      5-11: {section: 5 kap. 11 §, gist: Varning.}
      5-17: {section: 5 kap. 17 §, gist: Avstängning.}
      7-18: {section: 7 kap. 18 §, gist: Längre ledighet.}
  sol:
    title: Socialtjänstlagen
    rank: law
    status: adopted
    passages:
      30-6: {section: 30 kap. 6 §, gist: Bara till ett utskott., tags: [delegation]}
"""
MEMBERS = "[presidium, utskott, ledamot, ersattare, anstalld]"
LAW_RULES = (
    rule_text(
        "kretsen",
        constraint="{act: delegated_decision}",
        only=MEMBERS,
        cites="kl#6-37",
    ),
    rule_text(
        "ensam", constraint="{act: delegated_decision}", together="no", cites="kl#6-37"
    ),
    *(
        rule_text(
            tag,
            constraint=f"{{tag: {tag}}}",
            never=MEMBERS,
            in_urgency="ledamot",
            cites="[kl#6-38, kl#6-39]",
        )
        for tag in ("mal-inriktning", "principiell-myndighetsutovning")
    ),
    rule_text(
        "bara-ledamot",
        constraint="{matter: bradskande-namndarende}",
        only="ledamot",
        cites="kl#6-39",
    ),
    rule_text(
        "bradskande",
        matter="bradskande-namndarende",
        decides="{any_of: [ordforande, utsedd-ledamot]}",
        informed="namnd",
        requires="[ett uppdrag, att nämnden inte kan inväntas]",
        cites="kl#6-39",
    ),
    rule_text(
        "omsorg",
        matter="omsorg",
        decides="{any_of: [socialnamnd, socialutskott]}",
        cites="sol#30-6",
    ),
    rule_text(
        "omsorg-i-bradska",
        matter="omsorg",
        when="{namnden-kan-invantas: no}",
        decides="{any_of: [ordforande, utsedd-ledamot]}",
        cites="[kl#6-39, sol#30-6]",
    ),
    rule_text(
        "omsorg-bara-utskott",
        constraint="{matter: omsorg}",
        only="[namnd, socialutskott]",
        in_urgency="utsedd-ledamot",
        overrides="principiell-myndighetsutovning",
        cites="sol#30-6",
    ),
    rule_text(
        "facket",
        matter="val-av-personalforetradare",
        decides="facklig-organisation",
        cites="kl#7-11",
    ),
    rule_text(
        "avstangning",
        matter="avstangning",
        decides="{any_of: [forestandare, namnd]}",
        mandatory="yes",
        cites="skollagen#5-17",
    ),
    rule_text(
        "varning",
        matter="varning",
        decides="forestandare",
        mandatory="yes",
        cites="skollagen#5-11",
    ),
    rule_text(
        "langledighet",
        constraint="{matter: langledighet}",
        only="forestandare",
        mandatory="yes",
        cites="skollagen#7-18",
    ),
)
SOURCES = """\
sources:
  reglemente:
    title: Reglemente
    rank: council
    status: adopted
    passages: {r1: {section: "1", gist: Vad nämnden gör.}}
  ordning:
    title: Delegationsordning
    rank: board
    status: adopted
    until: 2030-12-31
    passages: {p1: {section: "1", gist: Vem som beslutar.}}
  nyordning:
    title: Förslag till ny ordning
    rank: board
    status: proposal
    passages: {n1: {section: "1", gist: Vem som ska besluta.}}
  chefsbeslut:
    title: Förvaltningschefens beslut
    rank: administration
    status: adopted
    passages: {v1: {section: "1", gist: Vem som beslutar i sin tur.}}
  skolan:
    title: Skollagen
    rank: law
    status: adopted
    passages: {s1: {section: 2 kap. 9 §, gist: Rektor.}}
"""
VOCABULARY = """\
roles:
  parknamnden: {label: parknämnden, is: [namnd], reports_to: kommunfullmaktige}
  parkordforanden:
    {label: parknämndens ordförande, is: [ordforande], reports_to: parknamnden}
  parkchefen: {label: parkchefen, is: [forvaltningschef]}
  tradmastaren: {label: trädmästaren, is: [medarbetare], reports_to: parkchefen}
  byran: {label: konsultbyrån, is: [utomstaende]}
  parkutskottet: {label: parkutskottet, is: [utskott], reports_to: parknamnden}
  parkgruppen: {label: parkgruppen, is: [tjanstemannagrupp]}
matters:
  plantering: {label: plantering}
  parkens-mal: {label: parkens mål, tags: [mal-inriktning]}
  torgplats: {label: torgplats för en enskild, tags: [principiell-myndighetsutovning]}
  parkfragor: {label: parkfrågor}
  beskarning: {label: beskärning, under: parkfragor}
  fallning: {label: fällning, under: parkfragor}
circumstances:
  akut-lage: {label: akut läge, type: bool, tags: {urgent: yes}}
  stor-vikt: {label: av större vikt, type: bool, default: no}
  kostnad: {label: kostnad, type: money}
  rasrisk: {label: rasrisk, type: bool}
"""
ROW = {"matter": "plantering", "cites": "ordning#p1"}
DELEGATED = {"act": "delegated_decision"}
#: A clause on all that is about the park, and two rows below it.
GUARD = rule_text(
    "vakt",
    matter="parkfragor",
    when="{stor-vikt: yes}",
    decides="parknamnden",
    mandatory="yes",
    cites="kommunallagen/kl#6-38",
)
ROWS = tuple(
    rule_text(matter, matter=matter, decides="tradmastaren", **DELEGATED)
    for matter in ("beskarning", "fallning")
)
#: A row of the order that lower documents would like to replace.
HIGHER = rule_text("hogre", decides="parkchefen", **{**ROW, **DELEGATED})


def row(name, **keys):
    """Return a row of the order, by itself on planting."""
    return rule_text(name, **{**ROW, **keys})


def write_park(folder, rules):
    """Write the town below a folder of packs, under the law there or the lent one."""
    write_pack(
        folder,
        "by",
        uses="kommunallagen",
        vocabulary=VOCABULARY,
        sources=SOURCES,
        regler="rules:\n" + "".join(rules),
    )


def write_small_law(folder):
    """Write the small law below a folder of packs, in the place of the shipped one."""
    write_pack(
        folder,
        "kommunallagen",
        kind="law",
        vocabulary=LAW_WORDS,
        sources=LAW_SOURCES,
        regler="rules:\n" + "".join(LAW_RULES),
    )


def loaded_park(folder, rules):
    """Write and read the town with some rules."""
    write_park(folder, rules)
    return load(RulesFolder(folder), ["by"])["by"]


def who(space, matter, **given):
    """Return the answer to who decides a matter."""
    about = ((Slot.MATTER, matter),)
    asked = Question(RuleKind.DECISION, about, tuple(sorted(given.items())), TODAY)
    return space.ask(asked)


def deciders(answer):
    """Return who decides, in each finding."""
    concluded = [finding.conclusion for finding in answer.findings]
    parties = [c and c.party(Function.DECIDES) for c in concluded]
    return [party and party.roles for party in parties]


def barred(answer):
    """Return which rules a constraint bars from deciding."""
    return {loss.rule for loss in answer.lost if loss.reason is LossReason.CONSTRAINT}


def kinds_of_notes(answer):
    """Return what kinds of note an answer carries."""
    return {note.kind for note in answer.notes}
