"""Messages about what may stand in a file: values, lists, keys, kinds of rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .forms import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Mapping[str, MessageText] = {
    # values
    "value/expected": MessageText(
        sv="här väntas {expected}, men det står {actual}",
        sv_remedy="skriv {expected}",
        en="expected {expected}, found {actual}",
        en_remedy="write {expected}",
    ),
    "value/expected-like": MessageText(
        sv="här väntas {expected}, men det står {actual}",
        sv_remedy="skriv {expected}, till exempel `{example}`",
        en="expected {expected}, found {actual}",
        en_remedy="write {expected}, such as `{example}`",
    ),
    "value/expected-text": MessageText(
        sv="här väntas en text, men det står {actual}",
        sv_remedy="skriv en text, eller `{{sv: …, en: …}}`",
        en="expected a text, found {actual}",
        en_remedy="write a text, or `{{sv: …, en: …}}`",
    ),
    "value/expected-yes-or-no": MessageText(
        sv="här väntas ja eller nej, men det står {actual}",
        sv_remedy="skriv `ja` eller `nej`",
        en="expected yes or no, found {actual}",
        en_remedy="write `yes` or `no`",
    ),
    "value/expected-date": MessageText(
        sv="här väntas ett datum, men det står {actual}",
        sv_remedy="skriv en dag som `2026-01-31`",
        en="expected a date, found {actual}",
        en_remedy="write a day such as `2026-01-31`",
    ),
    "value/expected-word": MessageText(
        sv="här väntas {expected}, men det står {actual}",
        sv_remedy="välj bland {known}",
        en="expected {expected}, found {actual}",
        en_remedy="choose one of {known}",
    ),
    "value/unknown-word": MessageText(
        sv="`{value}` finns inte som {expected:bare}",
        sv_remedy="välj bland {known}",
        en="unknown {expected:bare} `{value}`",
        en_remedy="choose one of {known}",
    ),
    "value/malformed": MessageText(
        sv="`{value}` är inte {expected}",
        sv_remedy="skriv {expected}, till exempel `{example}`",
        en="`{value}` is not {expected}",
        en_remedy="write {expected}, such as `{example}`",
    ),
    "value/too-long": MessageText(
        sv="`{value}` är längre än {most} tecken",
        sv_remedy="korta det",
        en="`{value}` is longer than {most} characters",
        en_remedy="shorten it",
    ),
    # lists and mappings
    "list/expected": MessageText(
        sv="här väntas en lista, men det står {actual}",
        sv_remedy="börja varje del med `- `",
        en="expected a list, found {actual}",
        en_remedy="begin each item with `- `",
    ),
    "list/empty": MessageText(
        sv="listan är tom",
        sv_remedy="fyll den, eller ta bort den",
        en="the list is empty",
        en_remedy="fill it, or delete it",
    ),
    "list/too-short": MessageText(
        sv="listan är för kort: minst {least} behövs",
        sv_remedy="lägg till i den",
        en="the list is too short: at least {least} are needed",
        en_remedy="add to it",
    ),
    "list/too-long": MessageText(
        sv="listan har fler än {most} poster",
        sv_remedy="dela upp den, eller nämn det vidare begreppet",
        en="the list has over {most} items",
        en_remedy="divide it, or name the wider term",
    ),
    "mapping/expected": MessageText(
        sv="här väntas nycklar med värden, men det står {actual}",
        sv_remedy="skriv varje som `namn: …` på en egen rad",
        en="expected a mapping, found {actual}",
        en_remedy="write each as `name: …` on a line of its own",
    ),
    "mapping/empty": MessageText(
        sv="här saknas nycklar",
        sv_remedy="skriv minst en, eller ta bort det hela",
        en="the mapping is empty",
        en_remedy="fill it, or delete it",
    ),
    "record/expected": MessageText(
        sv="här väntas {expected}, men det står {actual}",
        sv_remedy="skriv nycklar som {keys}",
        en="expected {expected}, found {actual}",
        en_remedy="write keys such as {keys}",
    ),
    # keys
    "key/unknown": MessageText(
        sv="okänd nyckel `{key}` i {record:the}",
        sv_remedy="nycklar som finns: {known}",
        en="unknown key `{key}` in {record:the}",
        en_remedy="known keys: {known}",
    ),
    "key/after-comma": MessageText(
        sv="okänd nyckel `{key}` i {record:the}",
        sv_remedy="sätt en text med kommatecken inom citattecken",
        en="unknown key `{key}` in {record:the}",
        en_remedy="put a text with a comma in quotes",
    ),
    "key/elsewhere": MessageText(
        sv="okänd nyckel `{key}` i {record:the}",
        sv_remedy="`{key}` hör hemma i {home}: dela regeln, eller ta bort nyckeln",
        en="unknown key `{key}` in {record:the}",
        en_remedy="`{key}` belongs in {home}: divide the rule, or delete it",
    ),
    "key/missing": MessageText(
        sv="{record:the} saknar `{key}`",
        sv_remedy="lägg till `{key}:`",
        en="{record:the} lacks `{key}`",
        en_remedy="add `{key}:`",
    ),
    "key/none-of": MessageText(
        sv="{record:the} har ingen av {keys}",
        sv_remedy="lägg till minst en av dem",
        en="{record:the} lacks any of {keys}",
        en_remedy="add at least one of them",
    ),
    "key/not-one-of": MessageText(
        sv="{record:the} har ingen av {keys}",
        sv_remedy="lägg till den som är menad",
        en="{record:the} lacks one of {keys}",
        en_remedy="add the one that is meant",
    ),
    "key/clash": MessageText(
        sv="{record:the} har både `{one}` och `{other}`",
        sv_remedy="behåll den som är menad",
        en="{record:the} has both `{one}` and `{other}`",
        en_remedy="keep the one that is meant",
    ),
    "key/alone": MessageText(
        sv="`{key}` betyder ingenting utan `{needed}`",
        sv_remedy="lägg till `{needed}:`, eller ta bort `{key}`",
        en="`{key}` means nothing without `{needed}`",
        en_remedy="add `{needed}:`, or delete `{key}`",
    ),
    # rules
    "rule/expected": MessageText(
        sv="här väntas en regel, men det står {actual}",
        sv_remedy="skriv `- id: …` och regelns nycklar under den raden",
        en="expected a rule, found {actual}",
        en_remedy="write `- id: …` and its keys below",
    ),
    "rule/no-passage": MessageText(
        sv="{record:the} saknar `{key}`",
        sv_remedy="nämn stycket den vilar på: ingen regel utan stycke",
        en="{record:the} lacks `{key}`",
        en_remedy="name the passage it rests on: no rule without a passage",
    ),
    "rule/no-subject": MessageText(
        sv="{rule:the} säger inte vad den gäller",
        sv_remedy="lägg till en av {keys}",
        en="{rule:the} has no subject",
        en_remedy="add one of {keys}",
    ),
    "rule/two-subjects": MessageText(
        sv="{rule:the} gäller två saker: `{one}` och `{other}`",
        sv_remedy="dela den, en regel för varje",
        en="{rule:the} has two subjects: `{one}` and `{other}`",
        en_remedy="divide it into one rule for each",
    ),
    "role/twice": MessageText(
        sv="rollen `{role}` nämns två gånger i samma lista",
        sv_remedy="ta bort den ena, eller nämn den roll som menas",
        en="the role `{role}` is named twice in one list",
        en_remedy="delete one of them, or name the role that is meant",
    ),
    "role/plain-list": MessageText(
        sv="en lista med roller säger inte hur de förhåller sig till varandra",
        sv_remedy="skriv `{{any_of: […]}}`, `{{together: […]}}` eller `{{in_order: […]}}`",
        en="a plain list of roles does not say how they relate",
        en_remedy="write `{{any_of: […]}}`, `{{together: […]}}` or `{{in_order: […]}}`",
    ),
    # accepted findings, dilemmas
    "accepted/no-reason": MessageText(
        sv="{record:the} saknar `{key}`",
        sv_remedy="säg varför det får stå kvar: ingenting godtas utan skäl",
        en="{record:the} lacks `{key}`",
        en_remedy="say why it is let stand: nothing is accepted without a reason",
    ),
    "dilemma/alternatives": MessageText(
        sv="okänd nyckel `{key}` i {record:the}",
        sv_remedy="ett dilemma har `positions` i stället",
        en="unknown key `{key}` in {record:the}",
        en_remedy="a dilemma has `positions` instead",
    ),
    "dilemma/expectation": MessageText(
        sv="okänd nyckel `{key}` i {record:the}",
        sv_remedy="ett dilemma har inget enda väntat svar: skriv `asks`",
        en="unknown key `{key}` in {record:the}",
        en_remedy="a dilemma expects no single answer: write `asks`",
    ),
}
