"""Which language a text is written in, from its small words."""

from notifications.reading.clean import fold

_MARKS = {
    "fi": "ei en ja on oli että mutta hän minä kyllä joo se ole kun nyt mä mie soitin olen oon kiitos hei",
    "sv": "jag inte int och det är hon han har ni att på med för som så nu kan mig tack nej nog ska svarar ringt",
    "en": "the i she he not is was and you it have has did to my no please can will thanks yes with of for",
}
_WORDS = {code: frozenset(fold(w) for w in words.split()) for code, words in _MARKS.items()}


def language_of(words: list[str], default: str) -> str:
    """fi, sv or en; `default` wins unless another language has clearly more of its words."""
    score = {code: sum(word in marks for word in words) for code, marks in _WORDS.items()}
    score[default] = score.get(default, 0) + 1
    return max(score, key=lambda code: (score[code], code == default))
