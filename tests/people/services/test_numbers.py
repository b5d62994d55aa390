"""Telephone numbers: what is taken, what is refused and in which words."""

import pytest
from django.utils import translation

from people.errors import RefusedError
from people.models import PhoneNumber
from people.services.numbers import give_number, set_texts, take_number_away, try_first
from tests.people.makers import NOW, make_person, office

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "e164", "kind"),
    [
        ("040 555 1234", "+358405551234", "mobile"),
        ("+358 (0)40 555 1234", "+358405551234", "mobile"),
        ("014-692 179", "+35814692179", "landline"),
        ("0457 123 4567", "+3584571234567", "mobile"),
        ("018 12345", "+3581812345", "landline"),
        ("+46 70 123 45 67", "+46701234567", "mobile"),
        ("050 123 456", "+35850123456", "mobile"),
    ],
)
def test_a_number_is_kept_as_e164_with_its_kind(text: str, e164: str, kind: str) -> None:
    held = give_number(make_person(), text, by=office(), now=NOW)
    assert (held.number.e164, held.number.kind) == (e164, kind)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("112", "emergency"),
        ("0600 12345", "premium"),
        ("0700 123 456", "premium"),
        ("010 123 4567", "company"),
        ("070 123 45 67", r"Swedish .* \+46 70 123 45 67\?"),
        ("0731234567", r"Swedish .* \+46 73 123 45 67\?"),
        ("050 1234", "not complete"),
        ("116117", "emergency or service"),
        ("049 123 4567", "not complete"),
        ("020202", "company"),
        ("0100 100", "company"),
        ("029 020 10", "company"),
        ("0800 123456", "company"),
        ("soita toimistolle", "no telephone number"),
        ("", "missing"),
        ("040 555 1234, 050 555 4321", "one number at a time"),
    ],
)
def test_what_cannot_be_called_is_refused_in_plain_words(text: str, word: str) -> None:
    person = make_person()
    with translation.override("en"), pytest.raises(RefusedError, match=rf"(?i){word}") as refused:
        give_number(person, text, by=office(), now=NOW)
    assert refused.value.field == "number"
    assert not PhoneNumber.objects.exists()


@pytest.mark.parametrize(
    ("text", "known", "gets_texts"),
    [
        ("014-692 179", "unknown", False),
        ("014-692 179", "yes", True),
        ("018 12345", "unknown", False),
        ("040 555 1234", "unknown", True),
        ("040 555 1234", "no", False),
    ],
)
def test_a_landline_gets_texts_only_when_it_is_known_to_take_them(
    text: str, known: str, gets_texts: bool
) -> None:
    held = give_number(make_person(), text, by=office(), now=NOW, takes_sms=known)
    assert held.number.can_take_sms is gets_texts


def test_two_people_may_share_a_number_and_one_may_lose_it() -> None:
    aino, eino = make_person("Aino"), make_person("Eino")
    hers = give_number(aino, "040 555 1234", by=office(), now=NOW)
    his = give_number(eino, "0405551234", by=office(), now=NOW)
    assert hers.number == his.number
    take_number_away(hers, by=office(), now=NOW)
    assert list(eino.numbers.all()) == [his]
    take_number_away(his, by=office(), now=NOW)
    assert not PhoneNumber.objects.exists()


def test_the_newest_number_is_tried_last_until_it_is_put_first() -> None:
    person = make_person()
    give_number(person, "014 692 179", by=office(), now=NOW)
    mobile = give_number(person, "040 555 1234", by=office(), now=NOW)
    assert mobile.position == 2
    try_first(mobile, by=office(), now=NOW)
    assert [held.number.kind for held in person.numbers.all()] == ["mobile", "landline"]


def test_not_knowing_about_texts_does_not_overwrite_what_is_known() -> None:
    person = make_person()
    held = give_number(person, "0405551234", by=office(), now=NOW, takes_sms="no")
    give_number(make_person("Eino"), "0405551234", by=office(), now=NOW)
    held.number.refresh_from_db()
    assert not held.number.can_take_sms
    set_texts(held, "yes", by=office(), now=NOW)
    held.number.refresh_from_db()
    assert held.number.can_take_sms
