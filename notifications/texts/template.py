"""How texts are written: in the language of Django's templates, with values, `if`, `for` and our own parts."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from django.template import Engine, Library, Template
from django.template.base import Lexer, Token, TokenType
from django.template.defaultfilters import capfirst
from django.template.defaulttags import do_for, do_if
from django.template.loader_tags import do_include

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "texts"
GAP = "\ue000"  # private use: stands for a value that a template looked up in vain
PART = re.compile(r'^include "(?:fi|sv|en)/parts/[a-z_]+\.txt"$')
_OPERATORS = frozenset(["and", "or", "not", "in", "is", "True", "False", "None"])
_STRING = re.compile(r"'[^']*'|\"[^\"]*\"")
_FIELD = re.compile(r"\.([^\W\d]\w*)")
_NAME = re.compile(r"(?<![\w.|])[^\W\d]\w*")


@cache
def engine() -> Engine:
    """Return the engine that knows nothing else: a tag or filter that is not listed here is an error."""
    known = Library()
    known.tag("if", do_if)
    known.tag("for", do_for)
    known.tag("include", do_include)
    known.filter("capfirst", capfirst)
    made = Engine(dirs=[str(FOLDER)], autoescape=False, string_if_invalid=GAP)
    made.template_builtins = [known]
    return made


@lru_cache(maxsize=256)
def compiled(words: str) -> Template:
    """Return `words` as a template. Raises `TemplateSyntaxError`."""
    return Template(words, engine=engine())


def parts_in(words: str) -> list[str]:
    """Return the tags in `words` that put in another file, but for those of our own parts."""
    tags = [token.contents for token in _tokens(words) if token.token_type is TokenType.BLOCK]
    return [tag for tag in tags if tag.startswith("include") and not PART.fullmatch(tag)]


def names_in(words: str) -> list[str]:
    """Return the values that `words` asks for, each once, in order; not those that a `for` gives itself."""
    given, asked = {"forloop"}, dict[str, None]()
    for token in _tokens(words):
        kind, _space, rest = token.contents.partition(" ")
        if _is_value(token):
            rest = token.contents
        elif kind == "for":
            loop, _in, rest = rest.partition(" in ")
            given |= {name.strip() for name in loop.split(",")}
        elif kind not in {"if", "elif"}:
            continue
        asked |= dict.fromkeys(_NAME.findall(_STRING.sub("", rest)))
    return [name for name in asked if name not in given | _OPERATORS]


def fields_in(words: str) -> list[str]:
    """Return the names that stand after a dot in the tags of `words`."""
    inside = " ".join(_STRING.sub("", token.contents) for token in _tokens(words))
    return list(dict.fromkeys(_FIELD.findall(inside)))


def printed_in(words: str) -> list[str]:
    """Return the bare names that `words` writes out as they are: `{{ office }}`, and no `{{ resident.name }}`."""
    values = (t.contents.partition("|")[0].strip() for t in _tokens(words) if _is_value(t))
    return [value for value in dict.fromkeys(values) if "." not in value]


def _is_value(token: Token) -> bool:
    return token.token_type is TokenType.VAR


def _tokens(words: str) -> Iterator[Token]:
    tags = (TokenType.VAR, TokenType.BLOCK)
    return (token for token in Lexer(words).tokenize() if token.token_type in tags)
