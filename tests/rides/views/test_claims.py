"""The pages of claims, payment files and a driver's year."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.urls import reverse

from rides.models import Driver, ExpenseClaim, MileageRate, PaymentFile, Run
from rides.services.claims.decide import approve, submit
from rides.services.claims.pay import pay
from rides.templatetags.money_words import NO_BREAK, euros
from tests.people.makers import make_coordinator, make_municipality, office
from tests.rides.after import HOME, make_claim, make_trip, report
from tests.rides.makers import make_driver, make_office
from tests.rides.wishes.conftest import Desk

pytestmark = pytest.mark.django_db
CLAIMS, PAYMENTS = "claims", "payments"
State = ExpenseClaim.State
IBAN = "FI21 1234 5600 0007 85"


def state_of(claim: ExpenseClaim) -> str:
    """Return the state in the table."""
    return ExpenseClaim.objects.get(pk=claim.pk).state


def submitted(driver: Driver | None = None) -> ExpenseClaim:
    """Return a claim that waits to be checked."""
    claim = make_claim(driver)
    submit(claim, by=office(), now=HOME)
    return claim


def paid(*claims: ExpenseClaim) -> PaymentFile:
    """Return the file by which `claims` are paid."""
    for claim in claims:
        approve(claim, by=office(), now=HOME)
    return pay(make_office(), claims, by=office(), now=HOME)


def table(desk: Desk, name: str, file: PaymentFile) -> list[list[str]]:
    """Return the rows of a table that is taken along."""
    response = desk.client.get(reverse(name, args=[file.pk]))
    assert response["Content-Type"].startswith("text/csv")
    text = response.content.decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter=";"))


def test_the_list_shows_what_waits_and_approves_what_is_ticked(desk: Desk) -> None:
    first, second = submitted(), submitted(make_driver("Olli"))
    draft = make_claim(make_driver("Liisa"))
    page = desk.opens(reverse(CLAIMS))
    assert "Pekka Kuski" in page
    assert "Liisa Kuski" in page
    page = desk.sends(reverse("claims_approve"), claim=[first.pk, draft.pk])
    assert "1 claim approved." in page
    assert "Liisa Kuski: This cannot be done" in page
    assert [state_of(each) for each in (first, second, draft)] == [
        State.APPROVED,
        State.SUBMITTED,
        State.DRAFT,
    ]


def test_ticking_nothing_approves_nothing_and_says_so(desk: Desk) -> None:
    submitted()
    assert "Tick the claims that you approve." in desk.sends(reverse("claims_approve"))


def test_the_list_can_show_one_state(desk: Desk) -> None:
    paid(submitted())
    assert "No claims here" in desk.opens(reverse(CLAIMS))
    assert "Pekka Kuski" in desk.opens(reverse(CLAIMS) + "?state=paid")


def test_runs_of_which_nobody_told_the_kilometres_stand_above_the_list(desk: Desk) -> None:
    run, _ride = make_trip()
    report(run, km=None)
    page = desk.html(reverse(CLAIMS))
    assert "Runs without kilometres" in page
    assert reverse("run_report", args=[run.pk]) in page


def test_a_run_that_broke_off_before_anybody_was_driven_waits_for_no_kilometres(
    desk: Desk,
) -> None:
    run, _ride = make_trip()
    Run.objects.filter(pk=run.pk).update(state=Run.State.BROKEN, due_at=None)
    assert "Runs without kilometres" not in desk.opens(reverse(CLAIMS))


def test_drivers_near_the_years_limits_stand_above_the_list(desk: Desk) -> None:
    claim = submitted()
    assert "Near the limits" not in desk.opens(reverse(CLAIMS))
    cents = claim.lines.get().cents
    MileageRate.objects.update(most_euros=Decimal(cents) * 120 // 100 / 100)
    page = desk.opens(reverse(CLAIMS))
    assert "Near the limits of 2026" in page
    assert "83" in page


def test_a_claim_shows_how_its_sum_is_made_and_goes_its_way(desk: Desk) -> None:
    claim = make_claim()
    line = claim.lines.get()
    page = reverse("claim", args=[claim.pk])
    words = desk.opens(page)
    assert "43 km × 0.55" in words
    assert euros(line.cents).replace(NO_BREAK, " ") in words
    desk.sends(reverse("claim_act", args=[claim.pk, "submit"]))
    words = desk.sends(reverse("claim_act", args=[claim.pk, "approve"]))
    assert "Approved. Its sums stand from now on." in words
    assert state_of(claim) == State.APPROVED
    words = desk.sends(reverse("claim_act", args=[claim.pk, "return"]), why="43 or 34?")
    assert "Returned: 43 or 34?" in words
    assert "Sent back: 43 or 34?" in words


def test_sending_back_needs_a_word_of_why(desk: Desk) -> None:
    claim = submitted()
    desk.sends(reverse("claim_act", args=[claim.pk, "return"]), 422, why="")
    assert state_of(claim) == State.SUBMITTED


def test_the_second_of_two_who_decide_is_told_of_the_first(desk: Desk) -> None:
    claim = submitted()
    page = desk.sends(reverse("claim_act", args=[claim.pk, "drop"]), 409, seen="0")
    assert "Somebody was quicker" in page
    assert state_of(claim) == State.SUBMITTED


def test_what_can_be_done_with_no_claim_is_no_page(desk: Desk) -> None:
    claim = submitted()
    desk.sends(reverse("claim_act", args=[claim.pk, "forget"]), 404)


def test_what_is_approved_goes_into_a_payment_file_once(desk: Desk) -> None:
    claim = submitted()
    approve(claim, by=office(), now=HOME)
    assert "1 approved claim," in desk.opens(reverse(CLAIMS))
    page = desk.sends(reverse("payment_make"), association=str(make_office().pk))
    assert "The payment file is made." in page
    assert "No account number is known of these: Pekka Kuski" in page
    page = desk.sends(reverse("payment_make"), association=str(make_office().pk))
    assert "Nothing is approved and waiting to be paid." in page
    assert PaymentFile.objects.count() == 1


def test_the_payment_file_has_a_row_for_each_driver_with_account_and_sum(desk: Desk) -> None:
    driver = make_driver(account="FI2112345600000785")
    claim = submitted(driver)
    head, row = table(desk, "payment_csv", paid(claim))
    assert head[0] == "Name"
    cents = claim.lines.get().payable
    assert row[:4] == [
        "Pekka Kuski",
        "FI2112345600000785",
        f"{cents / 100:.2f}".replace(".", ","),
        "0,00",
    ]
    assert str(claim.pk) in row[4]


def test_the_vouchers_have_a_row_for_each_date_with_all_figures(desk: Desk) -> None:
    claim = submitted()
    _head, row = table(desk, "voucher_csv", paid(claim))
    line = claim.lines.get()
    assert row[:4] == [str(claim.pk), "Pekka Kuski", "26.11.2026", "43,0"]
    assert row[5:7] == ["0,550", "0,040"]
    assert row[7] == row[9] == f"{line.cents / 100:.2f}".replace(".", ",")


def test_nothing_that_somebody_typed_becomes_a_formula(desk: Desk) -> None:
    driver = make_driver("=cmd()")
    _head, row = table(desk, "payment_csv", paid(submitted(driver)))
    assert row[0] == "'=cmd() Kuski"


def test_the_year_of_a_driver_adds_up_and_shows_the_limits(desk: Desk) -> None:
    driver = make_driver()
    claims = [make_claim(driver, day=date(2026, 11, day)) for day in (2, 3)]
    page = desk.opens(reverse("driver_year", args=[driver.person.pk]) + "?year=2026")
    sum_of_all = sum(claim.lines.get().payable for claim in claims)
    assert euros(sum_of_all).replace(NO_BREAK, " ") in page
    assert "Kilometres 86 " in page
    assert "2 of 20 days (10 per cent)" in page
    page = desk.opens(reverse("driver_year", args=[driver.person.pk]) + "?year=2024")
    assert "Nothing was driven in this year." in page


def test_the_account_is_written_down_without_spaces_and_slips_are_found(desk: Desk) -> None:
    driver = make_driver()
    url = reverse("driver_account", args=[driver.person.pk]) + "?year=2026"
    page = desk.sends(url, 422, account=IBAN.replace("85", "58"))
    assert "This is no account number" in page
    desk.sends(url, account=IBAN.lower())
    driver.refresh_from_db()
    assert driver.account == "FI2112345600000785"
    desk.sends(url, account="")
    driver.refresh_from_db()
    assert not driver.account


def test_claims_and_payments_of_another_municipality_are_not_there() -> None:
    claim = submitted()
    file = paid(claim)
    other = Desk(make_coordinator("muu@example.org", make_municipality("Kyyjärvi", "312")))
    other.opens(reverse("claim", args=[claim.pk]), 404)
    other.opens(reverse("payment", args=[file.pk]), 404)
    other.opens(reverse("payment_csv", args=[file.pk]), 404)
    other.opens(reverse("driver_year", args=[claim.driver.person.pk]), 404)
    assert "Kuski" not in other.opens(reverse(CLAIMS) + "?state=paid")
    assert "Vapari" not in other.opens(reverse(PAYMENTS))


def test_a_file_with_claims_beyond_the_scope_is_not_shown_in_part() -> None:
    first, second = submitted(), submitted(make_driver("Olli"))
    person = second.driver.person
    person.municipality = make_municipality("Kyyjärvi", "312")
    person.save()
    file = paid(first, second)
    karstula = Desk(make_coordinator("k@example.org", make_municipality()))
    karstula.opens(reverse("payment", args=[file.pk]), 404)
    karstula.opens(reverse("claim", args=[first.pk]))


def test_the_list_asks_the_database_as_often_for_many_claims_as_for_few(
    desk: Desk, django_assert_max_num_queries: object
) -> None:
    for number in range(5):
        submitted(make_driver(f"Kuski{number}"))
    with django_assert_max_num_queries(30):  # type: ignore[operator]  # a fixture of pytest-django
        desk.opens(reverse(CLAIMS))
