"""The languages a person speaks, as ISO 639 codes."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from people.register.read import Cell, Read
from people.register.text import fold, plain

# On the folded word; Finnish, Swedish and English names and the usual short forms.
LANGUAGES: tuple[tuple[str, str], ...] = (
    ("fi", r"suom\w*|fi|fin|finska|finnish|su"),
    ("sv", r"ruots\w*|sv|sve|swe|svensk\w*|swedish"),
    ("en", r"engl\w*|eng?|en|englis\w*"),
    ("ru", r"vena\w*|ven|rys\w*|russian|rus"),  # not "ru": it may stand for "ruotsi"
    ("et", r"viro\w*|eest\w*|estn\w*|estonian|et|est"),
    ("de", r"saks\w*|de|tysk\w*|german"),
    ("fr", r"ransk\w*|fr|fransk\w*|french"),
    ("es", r"espan\w*|es|spansk\w*|spanish"),
    ("uk", r"ukrain\w*|uk|ukr"),
    ("ar", r"arab\w*|ar"),
    ("so", r"somal\w*|so"),
    ("ku", r"kurd\w*|ku"),
    ("fa", r"farsi|persia\w*|pers\w*|dari|fa"),
    ("th", r"thai\w*|th"),
    ("vi", r"vietnam\w*|vi"),
    ("se", r"saame\w*|sami\w*"),
    ("fse", r"viittom\w*|teckensprak\w*|sign"),
)
NOT_A_LANGUAGE = re.compile(
    r"^(?:hiukan|vahasen|hieman|pikkuisen|jonkun|lisaksi|sek|little|basic|good|fluently|hjalplig\w*|nagot|kotikieli|ja|och|and|tai|seka|myos|hyva|hyvin|vahan|auttava|auttavasti|jonkin|verran|aidinkiel\w*|"
    r"kiel\w*|sujuva\w*|lite|lang\w*|sprak\w*|puhuu|osaa|taito|language|modersmal|also|"
    r"ymmartaa|kohtalai\w*|tyydytt\w*|perustai\w*|alkeet|valttava\w*|bra|native|fluent|some)$"
)


def read_languages(cell: Cell) -> Read[tuple[str, ...]]:
    """The codes in the order of the cell; a word that is no known language is a flag. Blank: none."""
    found: dict[str, None] = {}
    unknown = []
    for word in re.findall(r"[^\W\d_]+", fold(plain(cell))):
        code = next((code for code, names in LANGUAGES if re.fullmatch(names, word)), None)
        if code:
            found[code] = None
        elif not NOT_A_LANGUAGE.match(word):
            unknown.append(word)
    flags = (_("A language here is not known."),) if unknown else ()
    return Read(tuple(found), flags, ", ".join(unknown))
