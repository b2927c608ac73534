"""`mandat publish`: an order as an official document, or the handbook as a site."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ..rulebook.model.texts import Text
from .errors import WrongUsageError
from .exits import Exit
from .output import message, output
from .parameters import argument, option
from .paths import PathName
from .streams import write_bytes
from .values import day_option
from .verbs import verb

if TYPE_CHECKING:
    from pathlib import Path

    from ..service.publication import Publication
    from .options import Options

_FILES = ("docx", "xlsx")
_REPORTS = ("text", "json")
#: The handbook as files, of no order alone.
_SITE = "site"


@verb(
    "publish",
    "text",
    "json",
    "docx",
    "html",
    "xlsx",
    "csv",
    "site",
    example="publish kommunstyrelsen -m orrhed --format html",
    municipality=Text(
        sv="Vems ordning det är; måste anges.",
        en="Whose order it is; must be named.",
    ),
    more=Text(
        sv="""\
ORDNING är mappen under `orders`, nämnden eller ordningens namn. Dokumentet har en
framsida, bestämmelser, förkortningar, villkor och tabeller med kommunens egna kolumner,
och årets kronor bredvid prisbasbelopp. Med --out skrivs en fil, i formatet som dess
namn slutar med. Med --check prövas ett utgivet dokument i stället (docx, html, xlsx,
csv): slutkod 1 när det inte säger det som reglerna säger. Docx och xlsx kräver
`mandat[office]`. Utan ORDNING skriver `--format site --out MAPP` handboken som filer
för vilken webbserver som helst, på båda språken: allt som kommunens regler säger, vart
de leder, och ordningarna.""",
        en="""\
ORDER is the folder below `orders`, the committee, or what the order is called. The
document has a front page, clauses, abbreviations, conditions and tables with the
municipality's own columns, and this year's kronor beside prisbasbelopp. With --out a
file is written, in the format that its name ends with. With --check a published
document is tried instead (docx, html, xlsx, csv): exit code 1 when it does not say what
the rules say. Docx and xlsx need `mandat[office]`. Without ORDER `--format site --out
FOLDER` writes the handbook as files for any web server, in both languages: all that the
municipality's rules say, what they lead to, and the orders.""",
    ),
)
@argument("order", Text(sv="ORDNING", en="ORDER"), required=False)
@option(
    "--out",
    about=Text(
        sv="Skriv dokumentet till en fil (`site` till en mapp); en som finns ersätts.",
        en="Write the document to a file (`site` to a folder); what is there is "
        "written over.",
    ),
    value=Text(sv="FIL", en="FILE"),
    type=PathName(is_written=True),
)
@day_option(
    Text(
        sv="Dagen vars prisbasbelopp gäller; annars i dag.",
        en="The day whose prisbasbelopp counts; today when left out.",
    ),
)
@option(
    "--since",
    about=Text(
        sv="Märk det som är ändrat sedan en mapp, en git-revision eller en dag.",
        en="Mark what has changed since a folder, a git revision or a day.",
    ),
    value=Text(sv="UTGÅVA", en="EDITION"),
)
@option(
    "--check",
    about=Text(
        sv="Pröva ett utgivet dokument mot reglerna i stället för att skriva ett.",
        en="Compare a published document with the rules instead of writing one.",
    ),
    value=Text(sv="FIL", en="FILE"),
    type=PathName(is_folder=False, exists=True),
)
def publish(options: Options) -> Exit:
    """Write a delegation order as a document or all as a site, or check one."""
    if options["check"] is not None:
        return _check(options, options["check"])
    if options.format == _SITE:
        return _write_site(options)
    _need_order(options)
    made = options.municipality.publish(
        options["order"], on=options.day, since=options["since"]
    )
    file: Path | None = options["out"]
    if file is not None:
        if file.is_dir():
            raise WrongUsageError("usage/not-a-file", path=file)
        form = options.format if options.is_typed("format") else ""
        made.write(file, form)
        message(options.say(f"Skrev {file}", f"Wrote {file}"))
        return Exit.DONE
    if options.format in _FILES:
        _write_file(made, options.format)
        return Exit.DONE
    output(
        options.format,
        text=lambda: made.to_page(options.language),
        json=lambda: made.to_dict(options.language),
        html=made.to_html,
        csv=made.to_csv,
    )
    return Exit.DONE


def _need_order(options: Options) -> None:
    if options["order"] is None:
        argument = Text(sv="ORDNING", en="ORDER")
        raise WrongUsageError("usage/missing-argument", argument=argument)


def _write_site(options: Options) -> Exit:
    """Write the handbook of a municipality as files."""
    # what writes pages is heavy, and wanted here alone
    from ..service.outlets import outlet  # noqa: PLC0415
    from ..web.site import handbook_site, write_site  # noqa: PLC0415

    for name, shown in (("order", "`ORDER`"), ("since", "`--since`")):
        if options[name] is not None:
            raise WrongUsageError(
                "usage/options-apart", one=shown, other="`--format site`"
            )
    folder: Path | None = options["out"]
    if folder is None:
        raise WrongUsageError("usage/not-for-screens", form=_SITE)
    mandat = options.mandat
    outlet(folder, mandat.rules)
    files = handbook_site(mandat, options.named)
    write_site(files, folder)
    count = len(files)
    message(
        options.say(
            f"Skrev {count} filer i {folder}", f"Wrote {count} files in {folder}"
        )
    )
    return Exit.DONE


def _check(options: Options, file: Path) -> Exit:
    """Compare a published document with the rules."""
    _need_order(options)
    for name in ("out", "since"):
        if options.is_typed(name):
            raise WrongUsageError("usage/check-and-write", option=f"--{name}")
    if options.format not in _REPORTS:
        option = f"--format {options.format}"
        raise WrongUsageError("usage/check-and-write", option=option)
    made = options.municipality.publish(options["order"], on=options.day)
    found = made.check(file)
    output(
        options.format,
        text=lambda: found.to_page(options.language),
        json=lambda: found.to_dict(options.language),
    )
    return Exit.DONE if found.is_same else Exit.MISSED


def _write_file(made: Publication, form: str) -> None:
    """Write to stdout what is no text, unless a person would see it."""
    if sys.stdout is not None and sys.stdout.isatty():
        raise WrongUsageError("usage/not-for-screens", form=form)
    write_bytes(made.to_bytes(form))
