"""After a run: it ends only when nobody is left anywhere."""

from datetime import timedelta
from decimal import Decimal

import pytest

from directory.models import AuditEntry
from people.errors import RefusedError
from rides.machines import LEG
from rides.models import ExpenseClaim, Leg, RideRequest, Run
from rides.services.closing.clock import close_finished
from rides.services.closing.close import Report, close_by_word, close_run, set_out
from rides.services.closing.correct import correct_run, tell_km
from rides.services.closing.said import Became, Said
from rides.services.closing.waiting import returns_elsewhere, waits_for
from rides.services.steps import go_leg, go_run, locked_leg, locked_run
from rings.models import ExtraWork
from tests.people.makers import NOW, office
from tests.rides.after import BACK, DONE, HOME, OUT, leg_of, make_trip, report
from tests.rides.makers import make_driver, make_run, seat_leg

pytestmark = pytest.mark.django_db
ON_CALL = RideRequest.Back.ON_CALL


def state_of(run: Run) -> str:
    """Return the state in the table."""
    return Run.objects.get(pk=run.pk).state


def test_a_run_whose_riders_are_all_home_is_closed_with_its_kilometres() -> None:
    run, ride = make_trip()
    closed = report(run)
    assert state_of(run) == Run.State.CLOSED
    assert closed.waits_for == []
    run.refresh_from_db()
    assert (run.km_driven, run.closed_at, run.due_at) == (Decimal("43.0"), HOME, None)
    assert set(ride.legs.values_list("state", flat=True)) == {Leg.State.DONE}


def test_a_way_in_the_car_of_which_nothing_is_said_keeps_the_report_back() -> None:
    run, ride = make_trip()
    said = {leg_of(ride, OUT).pk: DONE}
    with pytest.raises(RefusedError, match="every rider"):
        close_run(run, Report(said), by=office(), now=HOME)
    assert state_of(run) == Run.State.CONFIRMED
    assert leg_of(ride, OUT).state == Leg.State.CONFIRMED


def test_a_run_stays_open_until_the_rider_who_calls_for_the_way_back_is_home() -> None:
    run, ride = make_trip(back=ON_CALL, back_time=None)
    closed = report(run)
    assert [leg.pk for leg in closed.waits_for] == [leg_of(ride, BACK).pk]
    assert state_of(run) == Run.State.OUT
    assert Run.objects.get(pk=run.pk).due_at is not None
    assert closed.claim is None
    assert close_finished(HOME) == 0
    go_leg(locked_leg(leg_of(ride, BACK).pk), "done", by=office(), now=HOME)
    assert close_finished(HOME) == 1
    assert state_of(run) == Run.State.CLOSED
    assert ExpenseClaim.objects.get(run=run).lines.get().km == Decimal("43.0")


def test_a_way_back_in_another_car_is_waited_for_too() -> None:
    run, ride = make_trip(back=ON_CALL, back_time=None)
    other = make_run(make_driver("Olli"), state=Run.State.CONFIRMED)
    go_leg(locked_leg(leg_of(ride, BACK).pk), "call", by=office(), now=NOW)
    seat_leg(leg_of(ride, BACK), other, run.starts_at.time(), run.ends_at.time())
    assert [leg.pk for leg in returns_elsewhere(run)] == [leg_of(ride, BACK).pk]
    assert report(run).waits_for
    assert state_of(run) == Run.State.OUT
    report(other)
    close_finished(HOME)
    assert state_of(run) == Run.State.CLOSED


def test_a_rider_brought_home_though_nobody_had_planned_it_was_aboard_at_the_end() -> None:
    run, ride = make_trip(back=ON_CALL, back_time=None)
    said = {leg_of(ride, OUT).pk: DONE, leg_of(ride, BACK).pk: DONE}
    closed = close_run(run, Report(said, Decimal(40)), by=office(), now=HOME)
    assert state_of(run) == Run.State.CLOSED
    back = leg_of(ride, BACK)
    assert (back.state, back.run_id) == (Leg.State.DONE, run.pk)
    assert closed.claim is not None
    line = closed.claim.lines.get()
    # Home and shop: the driver lives near the shop, so the rider is aboard half of the way.
    assert Decimal(15) < line.passenger_km < Decimal(25)


def test_a_rider_left_at_the_shop_is_looked_after_at_once() -> None:
    run, ride = make_trip()
    closed = report(run, Became.DONE, Became.LEFT)
    back = leg_of(ride, BACK)
    assert [leg.pk for leg in closed.left] == [back.pk]
    assert (back.state, back.run_id, back.due_at) == (Leg.State.REQUESTED, None, HOME)
    assert state_of(run) == Run.State.OUT
    assert [leg.pk for leg in waits_for(run)] == [back.pk]


def test_of_a_rider_who_did_not_come_the_way_back_keeps_no_run_open() -> None:
    run, ride = make_trip(back=ON_CALL, back_time=None)
    report(run, Became.NO_SHOW)
    assert state_of(run) == Run.State.CLOSED
    # Somebody still asks what is to become of it.
    assert leg_of(ride, BACK).state == Leg.State.ON_CALL


def test_what_was_not_needed_after_all_says_why() -> None:
    run, ride = make_trip()
    report(run, Became.DONE, Became.OTHERWISE)
    back = leg_of(ride, BACK)
    assert (back.state, back.reason) == (Leg.State.CANCELLED, Leg.Reason.OTHER_RIDE)
    entry = AuditEntry.objects.get(subject=LEG.name, subject_id=back.pk)
    assert (entry.event, entry.reason) == ("cancel", "other_ride")


def test_nothing_can_be_reported_before_the_run_begins_nor_of_one_nobody_promised() -> None:
    run, _ride = make_trip()
    with pytest.raises(RefusedError, match="not begun"):
        report(run, now=NOW)
    draft = make_run(make_driver("Olli"))
    with pytest.raises(RefusedError, match="Nobody has promised"):
        report(draft)


def test_the_second_report_of_a_run_is_refused() -> None:
    run, _ride = make_trip()
    report(run)
    with pytest.raises(RefusedError, match="ended already"):
        report(run)
    assert ExtraWork.objects.count() == 1


def test_the_hours_of_a_run_stand_in_the_drivers_log_with_the_kilometres() -> None:
    run, _ride = make_trip()
    home_at = run.starts_at + timedelta(hours=5)
    said = dict.fromkeys(run.legs.values_list("pk", flat=True), DONE)
    close_run(run, Report(said, Decimal("43.5"), home_at), by=office(), now=HOME)
    work = ExtraWork.objects.get(person=run.driver.person)
    assert (work.kind, work.minutes, work.note) == ("ride", 300, "43,5 km")


def test_the_car_cannot_be_home_before_it_left() -> None:
    run, _ride = make_trip()
    said = dict.fromkeys(run.legs.values_list("pk", flat=True), DONE)
    early = Report(said, None, run.starts_at - timedelta(minutes=1))
    with pytest.raises(RefusedError, match="before it left"):
        close_run(run, early, by=office(), now=HOME)


def test_setting_out_is_written_down_once() -> None:
    run, _ride = make_trip()
    set_out(run, by=office(), now=run.starts_at)
    set_out(run, by=office(), now=run.starts_at + timedelta(minutes=5))
    run.refresh_from_db()
    assert (run.state, run.set_out_at) == (Run.State.OUT, run.starts_at)


def test_one_word_of_the_driver_closes_a_run_that_went_as_planned() -> None:
    run, _ride = make_trip()
    closed = close_by_word(run, Decimal("43.0"), by=office(), now=HOME)
    assert state_of(run) == Run.State.CLOSED
    assert closed.claim is not None
    assert closed.claim.state == ExpenseClaim.State.DRAFT


def test_without_kilometres_a_run_is_closed_and_has_no_claim_until_they_are_told() -> None:
    run, _ride = make_trip()
    assert report(run, km=None).claim is None
    assert state_of(run) == Run.State.CLOSED
    claim = tell_km(run, Decimal("43.0"), by=office(), now=HOME)
    assert claim is not None
    assert claim.lines.get().km == Decimal("43.0")


def test_a_car_that_broke_down_has_driven_some_kilometres_too() -> None:
    run, _ride = make_trip()
    held = locked_run(run.pk)
    go_run(held, "break_down", by=office(), now=HOME)
    claim = tell_km(held, Decimal("12.0"), by=office(), now=HOME)
    assert claim is not None
    assert claim.lines.get().cents == 660
    assert state_of(run) == Run.State.BROKEN


def test_riders_share_costs_only_where_the_driver_takes_it_and_never_above_the_allowance() -> None:
    run, _ride = make_trip()
    with pytest.raises(RefusedError, match="takes no part"):
        report(run, share=300)
    run, ride = make_trip(make_driver("Olli", shares_costs=True))
    with pytest.raises(RefusedError, match="more than the allowance"):
        report(run, km="10.0", share=400)
    assert leg_of(ride, OUT).state == Leg.State.CONFIRMED
    claim = report(run, km="43.0", share=400).claim
    assert claim is not None
    assert claim.lines.get().shared_cents == 800


def test_shares_without_kilometres_are_refused() -> None:
    run, _ride = make_trip(make_driver(shares_costs=True))
    with pytest.raises(RefusedError, match="kilometres too"):
        report(run, km=None, share=100)


def test_who_was_not_driven_pays_nothing() -> None:
    run, _ride = make_trip(make_driver(shares_costs=True))
    with pytest.raises(RefusedError, match="Only who was driven"):
        report(run, Became.DONE, Became.NO_SHOW, share=100)


def test_what_was_written_down_wrong_is_put_right_and_the_claim_with_it() -> None:
    run, ride = make_trip()
    report(run, Became.NO_SHOW, Became.DONE)
    before = ExpenseClaim.objects.get(run=run).lines.get().passenger_km
    out = leg_of(ride, OUT)
    claim = correct_run(run, {out.pk: DONE}, Decimal("45.0"), by=office(), now=HOME)
    assert claim is not None
    line = claim.lines.get()
    assert line.km == Decimal("45.0")
    assert line.passenger_km > before
    assert leg_of(ride, OUT).state == Leg.State.DONE
    correct_run(run, {out.pk: Said(Became.NO_SHOW)}, Decimal("45.0"), by=office(), now=HOME)
    assert leg_of(ride, OUT).state == Leg.State.NO_SHOW


def test_a_run_on_the_road_is_reported_not_corrected() -> None:
    run, _ride = make_trip()
    with pytest.raises(RefusedError, match="not ended yet"):
        correct_run(run, {}, Decimal(43), by=office(), now=HOME)
    with pytest.raises(RefusedError, match="not ended yet"):
        tell_km(run, Decimal(43), by=office(), now=HOME)
