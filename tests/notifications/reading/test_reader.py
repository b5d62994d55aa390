"""The rules of reading, one sentence each."""

import pytest

from notifications.reading import THRESHOLD, Asked, Intent, read_reply


def _asked(context: str = "call_reminder", *names: str, **more: object) -> Asked:
    return Asked(
        context,
        bool(more.get("before", False)),
        names,
        str(more.get("language", "fi")),
        no_means=str(more.get("no_means", "")),
    )


def test_ok_is_done_after_the_slot_and_accepted_before_it() -> None:
    assert read_reply("ok", _asked()).intent == Intent.DONE
    assert read_reply("ok", _asked(before=True)).intent == Intent.ACCEPT
    assert read_reply("ok", _asked("unsolicited")).intent == Intent.UNCLEAR


def test_a_bare_no_means_what_the_prompt_offered_and_otherwise_goes_to_a_person() -> None:
    assert read_reply("ei", _asked()).intent == Intent.UNCLEAR
    assert read_reply("EI", _asked(no_means="no_answer")).intent == Intent.NO_ANSWER
    assert read_reply("2", _asked()).intent == Intent.NO_ANSWER
    assert read_reply("ei", _asked("gig_offer")).intent == Intent.DECLINE
    assert read_reply("ei", _asked("morning_checkin")).intent == Intent.CONCERN


def test_no_with_a_name_says_who_did_not_answer() -> None:
    reading = read_reply("ei Aino", _asked("call_reminder", "Aino", "Veikko"))
    assert (reading.intent, reading.names) == (Intent.NO_ANSWER, ("Aino",))


def test_two_residents_in_one_reply_are_read_apart() -> None:
    asked = _asked("call_reminder", "Aino", "Veikko")
    reading = read_reply("Aino ok, Veikko ei vastannut", asked)
    assert reading.intent == Intent.NO_ANSWER
    assert reading.names == ("Veikko",)
    assert [(part.name, part.intent) for part in reading.parts] == [
        ("Aino", Intent.DONE),
        ("Veikko", Intent.NO_ANSWER),
    ]


def test_inflected_names_are_known() -> None:
    asked = _asked("call_reminder", "Pekka", "Aino")
    assert read_reply("Pekan kanssa juteltiin", asked).names == ("Pekka",)
    assert read_reply("Ainolle soitettu", asked).names == ("Aino",)


def test_a_worry_beats_done_and_stop_and_a_missing_answer() -> None:
    for text in (
        "Soitettu, kaikki ok mutta oli kaatunut aamulla",
        "lopettakaa viestit, olen kaatunut",
        "ei vastaa, naapuri näki ambulanssin",
    ):
        assert read_reply(text, _asked()).intent == Intent.CONCERN


def test_a_denied_worry_is_no_worry() -> None:
    for text in ("Soitin, ei mitään hätää", "Soitettu, ei ole kaatunut eikä mitään huolta"):
        assert read_reply(text, _asked()).intent == Intent.DONE


def test_denied_wellbeing_is_a_worry() -> None:
    for text in ("Soitin, ei ole kunnossa", "en voi hyvin", "ei kaikki hyvin"):
        assert read_reply(text, _asked("morning_checkin")).intent == Intent.CONCERN


def test_an_answer_after_a_first_silence_is_done() -> None:
    text = "Ei vastannut ensin mutta soitti takaisin, kaikki hyvin"
    assert read_reply(text, _asked()).intent == Intent.DONE


def test_a_negated_verb_is_not_done() -> None:
    for text in ("en soittanut", "en ole vielä soittanut", "Har inte ringt än"):
        assert read_reply(text, _asked()).intent == Intent.UNCLEAR


def test_spaces_doubled_letters_and_missing_dots_do_not_break_a_word() -> None:
    for text in ("S o i t e t t u", "SOITETTTU!!", "soitetu", "Soitettu ❤️"):
        assert read_reply(text, _asked()).intent == Intent.DONE
    for text in ("en paase", "en pääsee", "En Pääse."):
        assert read_reply(text, _asked()).intent == Intent.CANNOT


def test_our_own_prompt_quoted_back_is_not_read() -> None:
    quoted = (
        "Hei Maija, Toimisto. Tänään klo 10 on sinun vuorosi soittaa: Veikko. Vastaa OK kun olet "
        "soittanut, EI jos et saanut kiinni. Apua: 014 123 456 ei vastannut"
    )
    assert read_reply(quoted, _asked()).intent == Intent.NO_ANSWER


def test_cancelling_a_ride_is_not_opting_out() -> None:
    for text in ("PERU", "CANCEL", "peruutan kyydin", "END"):
        assert read_reply(text, _asked("ride_confirm")).intent == Intent.DECLINE


def test_a_machine_is_not_answered_as_a_person() -> None:
    for text in ("Sinulle on yksi vastaamaton puhelu", "Automaattinen vastaus: olen lomalla"):
        assert read_reply(text, _asked()).intent == Intent.UNCLEAR


@pytest.mark.parametrize("text", ["", "   ", ".", "???", "\u200b"])
def test_an_empty_message_is_unclear(text: str) -> None:
    assert read_reply(text, _asked()).intent == Intent.UNCLEAR


def test_a_plain_keyword_needs_no_person_and_a_guess_does() -> None:
    assert read_reply("OK", _asked()).confidence >= THRESHOLD
    assert read_reply("flunssassa", _asked()).confidence < THRESHOLD
    assert read_reply("tuo maitoa kaupasta", _asked()).confidence < THRESHOLD


@pytest.mark.parametrize(
    "word",
    [
        "humalassa",
        "kännissä",
        "juovuksissa",
        "sekava",
        "sekaisin",
        "kaatui",
        "huimaa",
        "pyörtyi",
        "tajuton",
        "oksensi",
        "ambulanssi",
        "itki",
        "pelkäsi",
        "masentunut",
        "toivoton",
        "huijattu",
        "varastettu",
        "hakattu",
        "uhkaili",
        "kuoli",
        "itsemurha",
        "infarkti",
        "eksyi",
        "harhailee",
        "nälkäinen",
        "sammaltaa",
        "hengenahdistusta",
        "huolissani",
        "romahti",
        "mustelmilla",
    ],
)
def test_one_worrying_word_after_a_made_call_is_enough(word: str) -> None:
    assert read_reply(f"Soitin, oli {word}", _asked()).intent == Intent.CONCERN
