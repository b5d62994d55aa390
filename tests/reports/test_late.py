"""What is reported after its quarter was published: counted once, in the next one, and the year agrees."""

from datetime import UTC, date, datetime

import pytest

from backend.demo.history import seed_history
from directory.actors import COMMAND
from people.models import Person, Resident
from people.services.erasure import erase_person
from reports.counting.periods import Period, quarters_of
from reports.models import CountedFacts, Publication
from reports.services.counted import facts_for
from reports.services.export import export
from reports.services.publish import publish
from rings.models import Assignment, Occurrence
from tests.reports.disclosure.attack import attack

pytestmark = pytest.mark.django_db
Q1, Q2, Q3, Q4 = quarters_of(2024)
YEAR = Period(2024)


@pytest.fixture(autouse=True)
def _years() -> None:
    seed_history(3, 2024, 1, residents=40, volunteers=60)


def close(*periods: Period) -> None:
    for period in periods:
        month = period.end.month
        publish(period, by=COMMAND, now=datetime(period.end.year, month, 2, 9, tzinfo=UTC))


def total(measure: str, period: Period) -> int:
    """Return the true total that a publication kept sealed."""
    for table in export(with_truth=True)["tables"]:
        if table["measure"] == measure and table["release"] == str(period):
            for cell in table["cells"]:
                if cell["at"] == {"period": str(period)}:
                    return int(cell["true"])
    raise AssertionError(measure)


def test_what_is_reported_late_counts_in_the_next_quarter_and_only_there() -> None:
    late = Assignment.objects.filter(
        occurrence__nominal_date__lt=Q1.end, occurrence__ring__isnull=False
    ).first()
    assert late
    Assignment.objects.filter(pk=late.pk).update(state=Assignment.State.HELD)
    close(Q1)
    before = total("contacts", Q1)
    usual = len(facts_for(Q2)[0].contacts)
    Assignment.objects.filter(pk=late.pk).update(state=Assignment.State.DONE)
    close(Q2)
    assert total("contacts", Q1) == before
    assert total("contacts", Q2) == usual + 1
    assert not facts_for(Q3)[0].keys() & {f"turn:{late.pk}"}


def test_a_year_is_the_sum_of_its_quarters_as_they_were_counted() -> None:
    close(Q1, Q2, Q3, Q4)
    shown = sum(total("contacts", quarter) for quarter in quarters_of(2024))
    Assignment.objects.filter(occurrence__nominal_date__lt=Q2.end).delete()
    close(YEAR)
    assert total("contacts", YEAR) == shown
    verdict = attack(export(with_truth=True))
    assert (verdict.exact, verdict.narrow, verdict.wrong) == ([], [], [])


def test_what_moved_to_another_quarter_is_not_counted_twice() -> None:
    close(Q1)
    counted = total("contacts", Q1)
    usual = len(facts_for(Q2)[0].contacts)
    moved = Occurrence.objects.filter(nominal_date__lt=Q1.end, assignments__state="done").first()
    assert moved
    Occurrence.objects.filter(pk=moved.pk).update(nominal_date=date(2024, 5, 5), ring=None)
    close(Q2)
    assert (total("contacts", Q1), total("contacts", Q2)) == (counted, usual)


def test_a_year_published_alone_leaves_its_parts_to_its_quarters() -> None:
    close(YEAR)
    Assignment.objects.all().delete()
    close(Q1, Q2, Q3, Q4)
    parts = sum(total("contacts", quarter) for quarter in quarters_of(2024))
    assert parts == total("contacts", YEAR)


def test_an_erased_resident_stays_counted() -> None:
    close(Q1, Q2, Q3, Q4)
    reached = {contact.resident for contact in facts_for(YEAR)[0].contacts}
    Resident.objects.all().delete()
    Person.objects.filter(pk__in=reached).update(target_group="other", birth_year=None)
    close(YEAR)
    assert total("reached", YEAR) == len(reached)


def test_what_was_counted_is_sealed_and_forgotten_after_five_quarters() -> None:
    close(Q1, Q2, Q3, Q4, YEAR)
    close(*quarters_of(2025))
    kept = CountedFacts.objects.values_list("publication__period", flat=True)
    assert set(kept) == {"2024", "2024Q4", *map(str, quarters_of(2025))}
    raw = CountedFacts.objects.extra(select={"raw": "facts"}).first()
    assert raw
    assert "turn:" not in raw.raw
    assert Publication.objects.count() == 9


def test_who_is_erased_before_a_publication_stays_in_the_group_of_their_age() -> None:
    resident = Resident.objects.select_related("person").latest("pk")
    Person.objects.filter(pk=resident.person_id).update(target_group="", birth_year=1940)
    resident.person.refresh_from_db()
    erased = erase_person(resident.person, by=COMMAND, now=datetime(2024, 2, 2, 9, tzinfo=UTC))
    assert (erased.target_group, erased.birth_year) == ("older", None)
