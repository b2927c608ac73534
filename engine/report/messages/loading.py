"""Messages about packs: their words, sources and rules, and how these fit together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .forms import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Mapping[str, MessageText] = {
    "rules/unusable": MessageText(
        sv="{count} problem: ingenting används",
        en="{count:problem|problems}: nothing was used",
    ),
    "rules/more-problems": MessageText(
        sv="{count:problem|problem} till sägs inte: rätta de första först",
        en="{count:more problem is|more problems are} not told: mend the first ones first",
    ),
    # documents that are registered
    "register/whose": MessageText(
        sv="det måste sägas vems dokumentet är",
        sv_remedy="ange kommunen med `-m`",
        en="it must be said whose document it is",
        en_remedy="name the municipality with `-m`",
    ),
    "register/no-id": MessageText(
        sv="`{name}` kan inte vara ett dokuments id",
        sv_remedy="ange ett med `--id`, av a–z, siffror och bindestreck",
        en="`{name}` cannot be the id of a document",
        en_remedy="name one with `--id`, of a–z, digits and hyphens",
    ),
    "register/nothing": MessageText(
        sv="i `{path}` finns inget stycke att registrera",
        sv_remedy="spara dokumentets text där",
        en="`{path}` holds no passage to register",
        en_remedy="save the text of the document there",
    ),
    "register/shipped": MessageText(
        sv="reglerna som följer med Mandat skrivs inte över",
        sv_remedy="ange din egen mapp med paket: `--rules MAPP`",
        en="the rules that come with Mandat are not written to",
        en_remedy="name a folder of packs of your own: `--rules DIR`",
    ),
    "register/no-place": MessageText(
        sv="`{path}` är skriven så att inget kan läggas till på sin plats",
        sv_remedy="kör utan `--write` och lägg in det som visas för hand",
        en="`{path}` is written so that nothing can be added in its place",
        en_remedy="run without `--write` and put in by hand what is shown",
    ),
    # packs
    "pack/no-head": MessageText(
        sv="paketet `{pack}` har ingen `{file}`",
        sv_remedy="lägg till den: den nämner paketet och de paket det använder",
        en="the pack `{pack}` has no `{file}`",
        en_remedy="add it: it names the pack and the packs it uses",
    ),
    "pack/other-name": MessageText(
        sv="paketet heter `{name}` men dess mapp `{folder}`",
        sv_remedy="skriv `pack: {folder}`",
        en="the pack is called `{name}` but its folder `{folder}`",
        en_remedy="write `pack: {folder}`",
    ),
    "pack/folder-name": MessageText(
        sv="mappens namn `{folder}` är inte {expected}",
        sv_remedy="byt namn på mappen",
        en="the folder's name `{folder}` is not {expected}",
        en_remedy="rename the folder",
    ),
    "pack/file-beside": MessageText(
        sv="`{file}` ligger bredvid paketen, där den inte läses",
        sv_remedy="flytta in den i ett pakets mapp",
        en="`{file}` lies beside the packs, where it is not read",
        en_remedy="move it into the folder of a pack",
    ),
    "pack/unfit": MessageText(
        sv="`{pack}`, som följer med Mandat, passar inte mappens eget `{own}`",
        sv_remedy="lägg ett eget `{pack}` i mappen, eller ta bort det egna `{own}`",
        en="`{pack}`, which comes with Mandat, does not fit the folder's own `{own}`",
        en_remedy="put a `{pack}` of your own into the folder, or delete `{own}` there",
    ),
    "pack/exists": MessageText(
        sv="`{path}` finns redan",
        sv_remedy="skriv vidare i den, eller välj en annan mapp med `--id`",
        en="`{path}` is there already",
        en_remedy="go on writing in it, or choose another folder with `--id`",
    ),
    "pack/known-name": MessageText(
        sv="`{name}` har redan ett paket: `{pack}`",
        sv_remedy="skriv vidare i det",
        en="`{name}` has a pack already: `{pack}`",
        en_remedy="go on writing in it",
    ),
    "pack/no-id": MessageText(
        sv="av `{name}` går det inte att göra ett id",
        sv_remedy="ett id har små bokstäver a–z, siffror och bindestreck, som "
        "`lillkoping`: `--id` anger kommunens",
        en="no id can be made of `{name}`",
        en_remedy="an id has small letters a–z, digits and hyphens, such as "
        "`lillkoping`: `--id` names that of the municipality",
    ),
    "pack/unknown": MessageText(
        sv="okänt paket `{pack}`",
        sv_remedy="lägg till paketet, eller ta bort det ur `uses`",
        en="unknown pack `{pack}`",
        en_remedy="add that pack, or delete it from `uses`",
    ),
    "pack/uses-municipality": MessageText(
        sv="`{pack}` är en kommun, så inget annat paket kan använda det",
        sv_remedy="använd lag och vägledning: en kommuns regler binder ingen annan",
        en="`{pack}` is a municipality, so no other pack can use it",
        en_remedy="use law and guidance: one municipality's rules bind no other",
    ),
    "pack/ring": MessageText(
        sv="`uses` går runt i en ring: {ring:ring}",
        sv_remedy="ta bort `uses` i ett av paketen",
        en="`uses` goes in a ring: {ring:ring}",
        en_remedy="remove one `uses` of these packs",
    ),
    # names of words
    "name/unknown-role": MessageText(
        sv="okänd roll `{name}`",
        sv_remedy="lägg in rollen i `vocabulary.yaml`",
        en="unknown role `{name}`",
        en_remedy="declare the role in `vocabulary.yaml`",
    ),
    "name/unknown-matter": MessageText(
        sv="okänt ärende `{name}`",
        sv_remedy="lägg in ärendet i `vocabulary.yaml`",
        en="unknown matter `{name}`",
        en_remedy="declare the matter in `vocabulary.yaml`",
    ),
    "name/unknown-act": MessageText(
        sv="okänd handling `{name}`",
        sv_remedy="lägg in handlingen i `vocabulary.yaml`",
        en="unknown act `{name}`",
        en_remedy="declare the act in `vocabulary.yaml`",
    ),
    "name/unknown-circumstance": MessageText(
        sv="okänd omständighet `{name}`",
        sv_remedy="lägg in omständigheten i `vocabulary.yaml`",
        en="unknown circumstance `{name}`",
        en_remedy="declare the circumstance in `vocabulary.yaml`",
    ),
    "name/unknown-tag": MessageText(
        sv="okänd märkning `{name}`",
        sv_remedy="lägg in märkningen under `tags` i `vocabulary.yaml`",
        en="unknown tag `{name}`",
        en_remedy="declare the tag in `vocabulary.yaml`",
    ),
    "name/unknown-value": MessageText(
        sv="omständigheten `{circumstance}` har inget värde `{name}`",
        sv_remedy="värden som finns: {known}",
        en="unknown value `{name}` of `{circumstance}`",
        en_remedy="known values: {known}",
    ),
    # words
    "term/no-label": MessageText(
        sv="{term:the} saknar `label`",
        sv_remedy="lägg till `label: {{sv: …, en: …}}`{near:or}",
        en="{term:the} lacks `label`",
        en_remedy="add `label: {{sv: …, en: …}}`{near:or}",
    ),
    "term/changed": MessageText(
        sv="{term:the} har `{key}: {value}` i ett paket som används, och får inte ha något annat här",
        sv_remedy="ta bort `{key}`, eller lägg in ett eget ord: det andra står i {first}",
        en="{term:the} has `{key}: {value}` in a used pack and cannot have another here",
        en_remedy="delete `{key}`, or declare a word of your own: the other stands at "
        "{first}",
    ),
    "term/too-many-above": MessageText(
        sv="{term:the} har fler än {most} begrepp över sig genom `{key}`",
        sv_remedy="ta bort led som inga regler frågar efter",
        en="{term:the} has over {most} terms above it by `{key}`",
        en_remedy="leave out steps that no rule asks for",
    ),
    "term/ring": MessageText(
        sv="`{key}` går runt i en ring: {ring:ring}",
        sv_remedy="ta bort `{key}` på ett ställe i ringen",
        en="`{key}` goes in a ring: {ring:ring}",
        en_remedy="remove one `{key}` of the ring",
    ),
    "term/names-alike": MessageText(
        sv="`{name}` är namn både på {one:the} och på {other:the}",
        sv_remedy="byt namn på en av dem, eller ta bort synonymen: den första har namnet "
        "i {first}",
        en="`{name}` names both {one:the} and {other:the}",
        en_remedy="rename one of them, or delete the synonym: the first has the name at "
        "{first}",
    ),
    "term/name-of-used-pack": MessageText(
        sv="`{name}` är namn på {one:the} i ett paket som används, och kan inte också "
        "vara namn på {other:the}",
        sv_remedy="skriv det under `{id}` om det är samma sak, välj annars ett annat "
        "namn: det första står i {first}",
        en="`{name}` names {one:the} of a used pack, and cannot name {other:the} too",
        en_remedy="add to `{id}` if the same is meant, else choose another name: the "
        "first stands at {first}",
    ),
    "passage/unlawful-without-because": MessageText(
        sv="stycket `{passage}` sägs strida mot lag, men inte mot vilken",
        sv_remedy="skriv lagrummet i `because`",
        en="the passage `{passage}` is said to be against the law, but not which",
        en_remedy="write the section of the law in `because`",
    ),
    "term/blank-name": MessageText(
        sv="`{name}` är inget namn: det har varken bokstäver eller siffror",
        sv_remedy="skriv ett namn, eller ta bort det",
        en="`{name}` is no name: it has neither letters nor digits",
        en_remedy="write a name, or delete it",
    ),
    "circumstance/no-type": MessageText(
        sv="omständigheten `{circumstance}` saknar `type`",
        sv_remedy="lägg till `type:` med ett av {known}",
        en="the circumstance `{circumstance}` lacks `type`",
        en_remedy="add `type:`, one of {known}",
    ),
    "circumstance/no-values": MessageText(
        sv="omständigheten `{circumstance}` saknar `values`",
        sv_remedy="lägg till `values:` med de värden den kan ha och deras namn",
        en="the circumstance `{circumstance}` lacks `values`",
        en_remedy="add `values:`, the values it can take with their labels",
    ),
    "circumstance/needless-values": MessageText(
        sv="omständigheten `{circumstance}` har `values` men är ingen `enum`",
        sv_remedy="skriv `type: enum`, eller ta bort `values`",
        en="the circumstance `{circumstance}` has `values` but is no enum",
        en_remedy="write `type: enum`, or delete `values`",
    ),
    "circumstance/needless-clause": MessageText(
        sv="omständigheten `{circumstance}` har `clause` men är ingen `bool`",
        sv_remedy="ta bort `clause`: bara ja och nej kan sägas som en sats",
        en="the circumstance `{circumstance}` has `clause` but is no bool",
        en_remedy="delete `clause`: only yes and no can be said as a clause",
    ),
    "circumstance/values-alike": MessageText(
        sv="`{name}` är namn på två värden för `{circumstance}`: `{one}` och `{other}`",
        sv_remedy="ge ett av dem ett annat namn: det första står i {first}",
        en="`{name}` names two values of `{circumstance}`: `{one}` and `{other}`",
        en_remedy="give one of them another label: the first stands at {first}",
    ),
    "contact/no-step": MessageText(
        sv="`{role}` står i `must` men är inget steg i `via`",
        en="`{role}` stands in `must` but is no step of `via`",
        sv_remedy="nämn ett steg som kontakten går via, eller lägg till steget i `via`",
        en_remedy="name a step that the contact goes over, or add it to `via`",
    ),
    "role/no-asker": MessageText(
        sv="vem `{role}` är följer av vem som tar en kontakt eller gör något, och det säger ingen fråga som den här regeln svarar på",
        sv_remedy="nämn rollen med dess eget namn, eller låt `resolves` nämna en omständighet",
        en="who `{role}` is follows from who makes a contact or does something, which no question tells that this rule answers",
        en_remedy="name the role itself, or let `resolves` name a circumstance",
    ),
    "role/from-no-roles": MessageText(
        sv="värdena för `{circumstance}` är inga roller",
        sv_remedy="lägg till `as: {{värde: roll}}`, eller nämn en omständighet av typen role",
        en="the values of `{circumstance}` are no roles",
        en_remedy="add `as: {{value: role}}`, or resolve by a role circumstance",
    ),
    "role/from-no-choice": MessageText(
        sv="ingen roll kan följa av `{circumstance}`: dess typ är {type}",
        sv_remedy="nämn en omständighet av typen enum eller role",
        en="no role can follow from `{circumstance}`: its type is {type}",
        en_remedy="name a circumstance whose type is enum or role",
    ),
    # sources
    "source/crossed-dates": MessageText(
        sv="`until: {last}` är före `from: {first}`",
        sv_remedy="byt plats på dem, eller rätta den ena",
        en="`until: {last}` is before `from: {first}`",
        en_remedy="swap them, or correct one",
    ),
    "passage/unknown": MessageText(
        sv="okänt stycke `{name}`",
        sv_remedy="lägg in stycket i `sources.yaml`",
        en="unknown passage `{name}`",
        en_remedy="register it in `sources.yaml`",
    ),
    "passage/of-no-source": MessageText(
        sv="okänt stycke `{passage}`: det finns ingen källa `{source}`",
        sv_remedy="lägg in källan i `sources.yaml`",
        en="unknown passage `{passage}`: there is no source `{source}`",
        en_remedy="register the source in `sources.yaml`",
    ),
    "passage/of-no-used-pack": MessageText(
        sv="okänt stycke `{passage}`: `{pack}` använder inget paket `{other}`",
        sv_remedy="lägg till `{other}` i `uses` i `pack.yaml`, eller rätta namnet",
        en="unknown passage `{passage}`: `{pack}` does not use a pack `{other}`",
        en_remedy="add `{other}` to `uses` in `pack.yaml`, or correct the name",
    ),
    "passage/defines-unknown": MessageText(
        sv="`{name}` är varken roll, ärende, handling eller omständighet",
        sv_remedy="lägg in ordet i `vocabulary.yaml`",
        en="there is no role, matter, act or circumstance `{name}`",
        en_remedy="declare the word in `vocabulary.yaml`",
    ),
    # rules
    "rule/same-id": MessageText(
        sv="två regler heter `{rule}`",
        sv_remedy="byt namn på en: den första finns i {first}",
        en="two rules are called `{rule}`",
        en_remedy="rename one: the first is at {first}",
    ),
    "rule/unknown": MessageText(
        sv="okänd regel `{name}`",
        sv_remedy="nämn en regel med dess `id`",
        en="unknown rule `{name}`",
        en_remedy="name a rule by its `id`",
    ),
    "rule/never-in-force": MessageText(
        sv="regeln `{rule}` gäller aldrig när dess källor gäller",
        sv_remedy="rätta regelns datum, eller källans i `sources.yaml`",
        en="the rule `{rule}` is never in force when its sources are",
        en_remedy="correct its dates, or those in `sources.yaml`",
    ),
    "rule/overrides-ring": MessageText(
        sv="`overrides` går runt i en ring: {ring:ring}",
        sv_remedy="ta bort `overrides` i en av reglerna",
        en="`overrides` goes in a ring: {ring:ring}",
        en_remedy="remove one `overrides` of these rules",
    ),
    "rule/derives-too-deep": MessageText(
        sv="`{circumstance}` härleds i fler än {most} led",
        sv_remedy="låt klassificeringarna fråga efter det som är givet",
        en="`{circumstance}` is derived in over {most} steps",
        en_remedy="let the classifications ask for what is given",
    ),
    "rule/derives-ring": MessageText(
        sv="`derive` går runt i en ring: {ring:ring}",
        sv_remedy="ta bort en av klassificeringsreglerna",
        en="`derive` goes in a ring: {ring:ring}",
        en_remedy="remove one of these classifications",
    ),
    # conditions
    "condition/derives-none": MessageText(
        sv="en regel kan inte komma fram till att `{circumstance}` saknas",
        sv_remedy="låt regeln komma fram till ett värde",
        en="a rule cannot derive that there is no `{circumstance}`",
        en_remedy="derive a value",
    ),
    "condition/equals-none": MessageText(
        sv="att `{circumstance}` saknas skrivs inte som ett värde",
        sv_remedy="skriv `{{present: nej}}`",
        en="`{circumstance}` cannot equal that there is none",
        en_remedy="write `{{present: no}}`",
    ),
    "condition/list-for-limits": MessageText(
        sv="`{circumstance}` tar gränser, inte en lista: värdena har en ordning",
        sv_remedy="skriv `{{min: …, max: …}}`",
        en="`{circumstance}` takes limits, not a list: its values have an order",
        en_remedy="write `{{min: …, max: …}}`",
    ),
    "condition/not-for-limits": MessageText(
        sv="`{circumstance}` tar gränser, inte `not`: värdena har en ordning",
        sv_remedy="skriv `{{min: …, max: …}}`",
        en="`{circumstance}` takes limits, not `not`: its values have an order",
        en_remedy="write `{{min: …, max: …}}`",
    ),
    "condition/no-order": MessageText(
        sv="`{circumstance}` tar inga gränser: värdena har ingen ordning",
        sv_remedy="skriv de värden den får ha",
        en="`{circumstance}` takes no limits: its values have no order",
        en_remedy="write the values it may have",
    ),
    "condition/crossed-limits": MessageText(
        sv="inget värde för `{circumstance}` kan ligga inom gränserna",
        sv_remedy="byt plats på gränserna, eller rätta den ena",
        en="no value of `{circumstance}` can lie within these limits",
        en_remedy="swap the limits, or correct one",
    ),
}
