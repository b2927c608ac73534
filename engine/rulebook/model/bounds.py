"""How much is read, kept and told of what nobody vouches for.

`docs/reference/limits.md` is the table of these for users, in this order.
"""

from __future__ import annotations

#: Bytes of one file; a rule file is some tens of kilobytes.
LARGEST_FILE = 4_000_000
#: Bytes of one file of results: some hundred thousand answers.
LARGEST_RESULTS = 64_000_000
#: Bytes of all files of one pack, and of all files of scenarios that are read at once.
LARGEST_PACK = 16_000_000
LARGEST_LIBRARY = 64_000_000
#: Lists and mappings within each other; the language itself needs eight levels.
DEEPEST = 40
#: Texts, lists and mappings in one file; a long rule has some fifty.
MOST_NODES = 500_000
#: Characters of one text.
LONGEST_TEXT = 10_000
#: Items of one list, except the rules or scenarios of a file.
MOST_ITEMS = 500
#: Problems with the form of one file, after which it is not read any further.
MOST_FORM_PROBLEMS = 100
#: Problems that are told of one load; the others are only counted.
MOST_PROBLEMS = 1_000
#: Known names that misspelt ones are compared with in one load, all together.
MOST_COMPARISONS = 50_000
#: Characters of a free question.
LONGEST_QUESTION = 10_000
#: Letters by which a word is known; those that follow are not looked at.
LONGEST_WORD = 60
#: Characters of an amount, a number or a yes, as somebody writes it.
LONGEST_VALUE = 100
#: Cells that are walked for one question: eleven yes-or-no circumstances.
MOST_CELLS = 2_048
#: Rules of the subject times cells that are walked for one question.
MOST_TRIALS = 400_000
#: Cells of all subjects together that are walked for a role's page or by `lint`.
MOST_WALKED = 50_000
#: Where a rulebook has very many rules: so many cells for each of them.
MOST_WALKED_A_RULE = 10
#: Regions of a subject that are compared in two editions.
MOST_REGIONS = 20_000
#: Cases of one matter in which several municipalities are compared.
MOST_CASES = 20_000
#: Classifications of which each reads what the one before derives.
MOST_LAYERS = 20
#: Terms that one role, matter or act is a kind of or lies under, all the way up.
MOST_KINDS = 50
#: Names that one sentence lists; of more it tells how many.
MOST_NAMED = 30
#: For longer words than this no nearest name is looked for.
LONGEST_NAME = 100
#: Characters of a provision that is looked up by its name; longer ones name none.
LONGEST_PROVISION = 200
#: Rows and columns of one table of a delegation order or of posts.
MOST_ROWS = 5_000
MOST_COLUMNS = 60
#: Bytes of a document that is imported, of one part of it unpacked, and of all parts.
LARGEST_DOCUMENT = 32_000_000
LARGEST_PART = 24_000_000
LARGEST_UNPACKED = 96_000_000
#: Parts of such a document.
MOST_PARTS = 5_000
#: Spots of one table in it, those of merged cells each for itself.
MOST_SPOTS = 600_000
#: Wordings of sections in the text of one act.
MOST_SECTIONS = 20_000
#: Bytes of a log of decisions that is held in memory: a workbook, and what one unpacks
#: to. Other logs are read row by row, and may have any length.
LARGEST_LOG_SHEET = 64_000_000
LARGEST_LOG_UNPACKED = 800_000_000
#: Bytes of a log in text beyond which an engine reads it by itself where it is sound.
LARGEST_LOG_BY_ROW = 32_000_000
#: Rows of a log that an object or a page tells of; tables have all of them.
MOST_TOLD_ROWS = 1_000
#: Cases of logs whose finding a municipality keeps, for the next log.
MOST_KEPT_CASES = 20_000
#: Unknown names of a log that are told with the nearest known one.
MOST_LIKENED = 50
