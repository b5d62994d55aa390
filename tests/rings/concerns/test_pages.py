"""Writing a worry down, and what the one in charge does about it, through the pages."""

from directory.models import AuditEntry
from people.models import AccessLog, Person
from people.services.erasure import erase_person
from people.services.export import export_person
from rings.models import Concern, Outcome
from rings.services.audit import findings
from tests.conversations.village import Clock, Village
from tests.rings.concerns.conftest import WORDS
from tests.rings.desk import Desk


def seen(desk: Desk, worry: Concern) -> str:
    """Return what the forms of the page carry along."""
    page = desk.html(f"/worries/{worry.pk}/")
    return page.partition('name="seen" value="')[2].partition('"')[0]


def test_a_worry_is_written_down_on_the_page_of_a_person(owner: Desk, aino: Person) -> None:
    assert "This is not an alarm service" in owner.opens(f"/worries/new/{aino.pk}/")
    page = owner.sends(
        f"/worries/new/{aino.pk}/", what="Posti pursuaa laatikosta", severity="soon", mine="on"
    )
    assert "The worry is written down." in page
    worry = Concern.objects.get()
    assert (worry.state, worry.owner, worry.opened_by) == ("in_hand", owner.user, owner.user)
    assert (worry.person, worry.severity) == (aino, "soon")


def test_a_worry_without_words_is_not_written_down(owner: Desk, aino: Person) -> None:
    page = owner.sends(f"/worries/new/{aino.pk}/", 422, what="", severity="soon")
    assert "Please check these" in page
    assert not Concern.objects.exists()


def test_a_colleague_adds_to_a_worry_they_may_not_read(
    colleague: Desk, worry: Concern, aino: Person
) -> None:
    page = colleague.sends(
        f"/worries/new/{aino.pk}/", what="Ei avannut ovea", severity="urgent", mine="on"
    )
    assert "Kirsi is looking into a worry about this person already" in page
    assert WORDS not in page
    worry.refresh_from_db()
    assert worry.severity == "urgent"
    assert [note.text for note in worry.notes.all()] == ["Ei avannut ovea"]
    assert not Concern.objects.exclude(pk=worry.pk).exists()


def test_a_report_with_the_worry_ticked_closes_the_call_and_keeps_the_words_for_few(
    owner: Desk, village: Village, clock: Clock, sari: Person, aino: Person
) -> None:
    village.ring(helpers=[sari], residents=[aino], at="9:00")
    clock.goes_to("9:05")
    call = village.occurrence(aino)
    owner.sends(
        f"/occurrences/{call.pk}/record/", 422, result="reached", reporter="helper", worry="on"
    )
    owner.sends(
        f"/occurrences/{call.pk}/record/",
        result="reached",
        reporter="helper",
        note="Ääni oli tosi heikko",
        worry="on",
    )
    call.refresh_from_db()
    worry = Concern.objects.get()
    assert call.state == "done"
    assert not Outcome.objects.get(occurrence=call).note
    assert (worry.what, worry.raised_by, worry.occurrence) == ("Ääni oli tosi heikko", sari, call)
    assert "Open the worry" in owner.opens(f"/occurrences/{call.pk}/")
    assert "Aino Esimerkki" in owner.opens("/today/").partition("All worries")[0]


def test_the_one_in_charge_writes_reports_and_closes_with_a_reason(
    owner: Desk, worry: Concern
) -> None:
    url = f"/worries/{worry.pk}"
    owner.sends(f"{url}/note/", text="Tytär käy tänään", seen=seen(owner, worry))
    assert "Tytär käy tänään" in owner.opens(f"{url}/")
    owner.sends(f"{url}/soon/", severity="urgent", seen=seen(owner, worry))
    page = owner.sends(f"{url}/report/", text="Soitettu klo 10", seen=seen(owner, worry))
    assert "Reported to the authorities" in page
    assert "Wednesday 2.12." in page
    owner.sends(f"{url}/close/", 422, closing="", text="", seen=seen(owner, worry))
    page = owner.sends(f"{url}/close/", closing="helped", text="Saa apua", seen=seen(owner, worry))
    assert "Help was arranged" in page
    assert "Aino Esimerkki" in owner.opens("/worries/?closed")
    worry.refresh_from_db()
    assert worry.state == "closed"


def test_a_second_save_sees_the_conflict_and_keeps_what_was_typed(
    owner: Desk, worry: Concern
) -> None:
    old = seen(owner, worry)
    owner.sends(f"/worries/{worry.pk}/note/", text="Ensimmäinen", seen=old)
    page = owner.sends(f"/worries/{worry.pk}/close/", 409, closing="well", text="Toinen", seen=old)
    assert "Somebody was quicker" in page
    assert "Toinen" in page
    worry.refresh_from_db()
    assert worry.state == "in_hand"


def test_the_guide_says_that_a_person_reports_and_rinki_never_does(owner: Desk) -> None:
    page = owner.opens("/worries/guide/")
    assert "Rinki never makes the report" in page
    assert "wellbeing services county of Central Finland" in page
    assert "seven working days" in page


def test_the_auditor_finds_a_worry_that_is_overdue_or_in_nobodys_charge(
    village: Village, clock: Clock, worry: Concern
) -> None:
    assert findings(clock.now) == []
    Concern.objects.filter(pk=worry.pk).update(owner=None)
    clock.now = worry.due_at or clock.now
    assert [f.problem for f in findings(clock.now)] == ["no_owner"]
    clock.goes_to("13:00")
    assert findings(clock.now) == [], "the clock handed it to somebody"
    Concern.objects.filter(pk=worry.pk).update(due_at=None, state="closed", closing="well")
    Concern.objects.filter(pk=worry.pk).update(state="closed", due_at=None)
    assert findings(clock.now) == []


def test_an_export_says_when_and_how_it_ended_and_erasure_forgets_the_words(
    owner: Desk, village: Village, clock: Clock, worry: Concern, aino: Person
) -> None:
    data = export_person(aino, user=owner.user, by=village.by, now=clock.now)
    assert [row["severity"] for row in data["worries"]] == ["today"]
    assert WORDS not in str(data)

    erase_person(aino, by=village.by, now=clock.now)
    worry.refresh_from_db()
    assert (worry.state, worry.closing, worry.what) == ("closed", "erased", "–")
    assert village.nobody_is_forgotten()


def test_every_act_stands_in_the_audit_trail_without_a_word_of_it(
    owner: Desk, worry: Concern
) -> None:
    owner.sends(f"/worries/{worry.pk}/note/", text="Salainen asia", seen=seen(owner, worry))
    entries = AuditEntry.objects.filter(subject="concern", subject_id=worry.pk)
    assert [e.event for e in entries] == ["open", "take", "note"]
    assert not any("Salainen" in e.reason for e in entries)
    assert AccessLog.objects.filter(person=worry.person, what="concern").exists()
