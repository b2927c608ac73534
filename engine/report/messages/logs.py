"""Messages about logs of decisions: their mapping, their columns and their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .forms import MessageText

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGES: Mapping[str, MessageText] = {
    # the mapping and the columns
    "log/unusable-mapping": MessageText(
        sv="{count} problem: ingenting av loggen läses",
        en="{count:problem|problems}: nothing of the log is read",
    ),
    "log/no-heading": MessageText(
        sv="`{path}` har ingen kolumn `{heading}`",
        sv_remedy="rätta rubriken i mappningen",
        en="`{path}` has no column `{heading}`",
        en_remedy="correct the heading in the mapping",
    ),
    "log/same-heading": MessageText(
        sv="`{path}` har två kolumner `{heading}`",
        sv_remedy="ge den ena en annan rubrik",
        en="`{path}` has two columns `{heading}`",
        en_remedy="give one of them another heading",
    ),
    "log/no-column": MessageText(
        sv="ingen kolumn i `{path}` är `{column}`",
        sv_remedy="skriv under `columns` i en mappning vilken det är, och ange --mapping",
        en="no column of `{path}` is `{column}`",
        en_remedy="write below `columns` of a mapping which one it is, and give --mapping",
    ),
    "log/no-subject": MessageText(
        sv="ingen kolumn i `{path}` säger ärende eller punkt",
        sv_remedy="skriv `matter` eller `reference` under `columns` i en mappning",
        en="no column of `{path}` tells a matter or a point",
        en_remedy="write `matter` or `reference` below `columns` of a mapping",
    ),
    # the file
    "log/empty": MessageText(
        sv="`{path}` har ingen rad med rubriker",
        sv_remedy="spara loggen på nytt, med rubrikerna på första raden",
        en="`{path}` has no row of headings",
        en_remedy="save the log anew, with its headings on the first row",
    ),
    "log/too-large": MessageText(
        sv="`{path}` är för stor för en arbetsbok",
        sv_remedy="spara den som csv eller parquet",
        en="`{path}` is too large for a workbook",
        en_remedy="save it as csv or parquet",
    ),
    "log/broken": MessageText(
        sv="`{path}` är ingen hel tabell eller databas",
        sv_remedy="spara loggen på nytt",
        en="`{path}` is no whole table or database",
        en_remedy="save the log anew",
    ),
    "log/no-extra": MessageText(
        sv="för `{path}` behövs DuckDB, som inte är installerat",
        sv_remedy='installera det med `pip install "mandat[audit]"`',
        en="`{path}` needs DuckDB, which is not installed",
        en_remedy='install it with `pip install "mandat[audit]"`',
    ),
    "log/no-engine": MessageText(
        sv="för `{path}` behövs `{engine}`, som inte är installerat",
        sv_remedy='installera det med `pip install "mandat[{engine}]"`',
        en="`{path}` needs `{engine}`, which is not installed",
        en_remedy='install it with `pip install "mandat[{engine}]"`',
    ),
    "log/no-java": MessageText(
        sv="för `{path}` behöver Spark Java 17 eller senare, som inte kan startas här",
        sv_remedy="installera det, som `apt-get install default-jre-headless`, och låt"
        " JAVA_HOME peka på det om flera finns",
        en="`{path}` needs Java 17 or later for Spark, and it cannot be started here",
        en_remedy="install it, as `apt-get install default-jre-headless`, and let"
        " JAVA_HOME point to it if there are several",
    ),
    "log/unknown-engine": MessageText(
        sv="ingen motor för granskningar heter `{engine}`",
        sv_remedy="ange en av dem som finns: {known}",
        en="no engine for audits is called `{engine}`",
        en_remedy="name one of those there are: {known}",
    ),
    "log/which-table": MessageText(
        sv="`{path}` har inte just en tabell `{table}`",
        sv_remedy="ange en av dem med --table: {known}",
        en="`{path}` does not have just one table `{table}`",
        en_remedy="name one with --table: {known}",
    ),
    "log/no-row": MessageText(
        sv="`{path}` har inget beslut på rad {row}",
        sv_remedy="rubrikerna är rad 1; ange en rad med ett beslut",
        en="`{path}` has no decision on row {row}",
        en_remedy="the headings are row 1; give a row with a decision",
    ),
    "log/days-crossed": MessageText(
        sv="{last} är före {first}",
        sv_remedy="byt plats på dagarna",
        en="{last} is before {first}",
        en_remedy="swap the days",
    ),
    "log/out-format": MessageText(
        sv="`{path}` slutar inte på något som kan skrivas",
        sv_remedy="låt namnet sluta på ett av: {known}",
        en="`{path}` does not end in what can be written",
        en_remedy="let the name end in one of: {known}",
    ),
    # a row
    "log/broken-quotes": MessageText(
        sv="raden har ett citattecken som ingenting avslutar",
        sv_remedy="ta bort det, eller sätt ett till",
        en="the row has a quotation mark that nothing closes",
        en_remedy="remove it, or close it",
    ),
    "log/broken-row": MessageText(
        sv="raden går inte att dela i celler",
        sv_remedy="spara loggen på nytt",
        en="the row cannot be parted into cells",
        en_remedy="save the log anew",
    ),
    "log/beyond-headings": MessageText(
        sv="raden har fler celler än rubriker",
        sv_remedy="sätt citattecken om en cell där skiljetecknet förekommer",
        en="the row has more cells than there are headings",
        en_remedy="put quotation marks around a cell that holds the separator",
    ),
    "log/day-missing": MessageText(
        sv="raden säger inte vilken dag beslutet fattades",
        sv_remedy="skriv dagen",
        en="the row does not tell the day of the decision",
        en_remedy="write the day",
    ),
    "log/decider-missing": MessageText(
        sv="raden säger inte vem som beslutade",
        sv_remedy="skriv rollen eller posten",
        en="the row does not tell who decided",
        en_remedy="write the role or the post",
    ),
    "log/subject-missing": MessageText(
        sv="raden säger varken ärende eller punkt",
        sv_remedy="skriv ett av dem",
        en="the row tells neither a matter nor a point",
        en_remedy="write one of them",
    ),
    "log/reported-before": MessageText(
        sv="beslutet är anmält {day}, innan det fattades",
        sv_remedy="rätta den ena dagen",
        en="the decision was reported on {day}, before it was taken",
        en_remedy="correct one of the days",
    ),
    "log/no-day": MessageText(
        sv="`{value}` är ingen dag",
        sv_remedy="skriv `2026-03-01`, eller sätt `excel_days: yes` om dagar är tal i Excel",
        en="`{value}` is no day",
        en_remedy="write `2026-03-01`, or set `excel_days: yes` for the numbers of Excel",
    ),
    "log/no-committee": MessageText(
        sv="`{name}` är ingen nämnd med en delegationsordning",
        sv_remedy="skriv nämnden som reglerna kallar den, eller vad den betyder under `values`",
        en="`{name}` is no committee with a delegation order",
        en_remedy="write the committee as rules call it, or what it means below `values`",
    ),
}
