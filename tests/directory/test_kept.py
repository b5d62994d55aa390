"""Kept queries: written once, asked with anything, and the same rows as Django finds."""

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from directory.kept import Hanging, kept, update
from directory.models import AuditEntry, StaffRole, User

NOON = datetime(2026, 11, 23, 10, tzinfo=UTC)
TODAY = date(2026, 11, 23)
HOUR = timedelta(hours=1)


def _by_event(event: str, since: datetime, numbers: Collection[int]) -> QuerySet[AuditEntry]:
    late = Q(at__gte=since) | Q(before="x", after="7")
    return AuditEntry.objects.filter(late, event=event, subject_id__in=numbers).order_by("pk")


def _of(user: User | None) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(user=user).order_by("pk")


def _at(at: datetime) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(at=at)


def _an_hour_before(at: datetime) -> QuerySet[AuditEntry]:
    return _at(at - HOUR)


def _roles(users: Collection[User], day: date) -> QuerySet[StaffRole]:
    rows = StaffRole.objects.valid_on(day).filter(user__in=users)
    wide = rows.select_related("user", "municipality").annotate(whose=F("user__email"))
    return wide.order_by("pk")


def _entry(number: int, event: str = "go", at: datetime = NOON, **more: Any) -> AuditEntry:
    words = {"subject": "ring", "before": "", "after": "", "actor_kind": "clock"} | more
    return AuditEntry.objects.create(subject_id=number, event=event, at=at, **words)


@pytest.fixture
def users(db: None) -> list[User]:
    """Three of staff: two coordinators, one with a role of yesterday."""
    users = [User.objects.create_user(f"{name}@example.org") for name in ("aino", "eino", "lea")]
    for user, until in zip(users, (None, None, TODAY - timedelta(days=1)), strict=True):
        StaffRole.objects.create(
            user=user, role="coordinator", valid_from=date(2026, 1, 1), valid_until=until
        )
    return users


@pytest.mark.django_db
@pytest.mark.parametrize("many", [0, 1, 2, 3, 5, 8, 9, 600])
def test_the_rows_are_those_that_django_finds_however_long_the_list(many: int) -> None:
    for number in range(10):
        _entry(number)
        _entry(number, "stop")
    _entry(3, at=NOON - HOUR)
    ask = kept(_by_event)
    for event in ("go", "stop", "neither"):
        for since in (NOON, NOON - HOUR, NOON + HOUR):
            asked = event, since, range(many)
            found = ask(event, since, list(range(many)))
            assert found == list(_by_event(*asked))
            assert [e.at for e in found] == [e.at for e in _by_event(*asked)]


def test_joined_rows_and_annotations_come_along(
    users: list[User], django_assert_num_queries: Any
) -> None:
    ask = kept(_roles)
    for day in (TODAY, TODAY - timedelta(days=1), date(2025, 1, 1)):
        with django_assert_num_queries(1):
            found = [(r.pk, r.user.email, r.whose, r.municipality) for r in ask(users, day)]  # type: ignore[attr-defined]  # annotated
        assert found == [
            (r.pk, r.user.email, r.user.email, r.municipality) for r in _roles(users, day)
        ]
        assert all(not role._state.adding for role in ask(users, day))


def test_nothing_is_asked_for_apart_from_something(users: list[User]) -> None:
    by_user, by_nobody = _entry(1, user=users[0]), _entry(2)
    ask = kept(_of)
    assert ask(users[0]) == [by_user]
    assert ask(None) == [by_nobody]
    assert ask(users[1]) == []


@pytest.mark.django_db
def test_columns_alone_come_as_django_gives_them() -> None:
    _entry(1)
    _entry(2, at=NOON + HOUR)
    rows = AuditEntry.objects.order_by("pk")
    pairs = kept(lambda at: rows.filter(at__lte=at).values_list("subject_id", "at"))
    alone = kept(lambda at: rows.filter(at__lte=at).values_list("at", flat=True))
    assert pairs(NOON) == [(1, NOON)]
    assert alone(NOON + HOUR) == [NOON, NOON + HOUR]


@pytest.mark.django_db
def test_a_value_is_never_taken_for_a_word_of_the_query_itself() -> None:
    old = _entry(7, at=NOON - HOUR, before="x", after="7")
    other = _entry(7, "x", at=NOON)
    ask = kept(_by_event)
    # The first values are the very words that stand in the query; the next are not.
    assert ask("x", NOON, [7]) == [other]
    assert ask("go", NOON, [7]) == [old]
    assert ask("7", NOON - HOUR, [7]) == []


@pytest.mark.django_db
def test_a_query_is_written_once_for_values_of_one_shape() -> None:
    written = []

    def write(event: str, numbers: Collection[int]) -> QuerySet[AuditEntry]:
        written.append(event)
        return AuditEntry.objects.filter(event=event, subject_id__in=numbers)

    ask = kept(write)
    for numbers in ([1, 2, 3], [4, 5, 6], [1, 2, 3, 4], {5, 6, 7}):
        ask("go", numbers)
    assert len(written) == 1
    ask("go", [1, 2, 3, 4, 5])
    ask("stop", [1])
    ask("go", [])
    assert len(written) == 4


@pytest.mark.django_db
def test_a_list_of_nothing_asks_nobody(django_assert_num_queries: Any) -> None:
    ask = kept(_by_event)
    with django_assert_num_queries(0):
        assert ask("go", NOON, []) == []


@pytest.mark.django_db
@pytest.mark.parametrize("value", [1.5, HOUR, object()])
def test_what_a_database_might_take_otherwise_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        kept(_at)(value)


@pytest.mark.django_db
def test_a_query_that_reckons_or_reads_ahead_cannot_be_kept() -> None:
    reckons = kept(_an_hour_before)
    with pytest.raises(TypeError, match="reckoned"):
        reckons(NOON)
    ahead = kept(lambda pk: User.objects.filter(pk=pk).prefetch_related("roles"))
    with pytest.raises(TypeError, match="Hanging"):
        ahead(1)


@pytest.mark.django_db(transaction=True)
def test_rows_are_held_where_the_database_holds_rows_and_only_in_a_transaction() -> None:
    entry = _entry(1)
    ask = kept(lambda pk: AuditEntry.objects.filter(pk=pk).select_for_update(skip_locked=True))
    holds = connection.features.has_select_for_update
    for _again in range(2):
        with (
            CaptureQueriesContext(
                connection,
            ) as said,
            transaction.atomic(),
        ):
            assert ask(entry.pk) == [entry]
        assert any("FOR UPDATE SKIP LOCKED" in q["sql"] for q in said.captured_queries) is holds
    if holds:
        with pytest.raises(TransactionManagementError):
            ask(entry.pk)


def test_what_hangs_on_rows_is_read_once_for_all_and_belongs_to_each(
    users: list[User], django_assert_num_queries: Any
) -> None:
    StaffRole.objects.create(user=users[0], role="reader", valid_from=TODAY)
    expected = {user.pk: list(user.roles.order_by("pk")) for user in users}
    roles = Hanging(StaffRole.objects.order_by("pk"), "user")
    with django_assert_num_queries(1):
        roles.read_for(users)
        roles.read_for(users)
        assert {user.pk: list(user.roles.all()) for user in users} == expected
        assert all(role.user is user for user in users for role in user.roles.all())
    with django_assert_num_queries(1):
        assert [r.user_id for r in users[0].roles.filter(role="reader")] == [users[0].pk]


def test_what_hangs_on_one_is_as_it_was_read_ahead_or_else_as_it_is_now(users: list[User]) -> None:
    roles = Hanging(StaffRole.objects.order_by("pk"), "user")
    ahead, bare = User.objects.get(pk=users[0].pk), User.objects.get(pk=users[0].pk)
    roles.read_for([ahead])
    added = StaffRole.objects.create(user=users[0], role="reader", valid_from=TODAY)
    assert added not in roles.of(ahead)
    assert added in roles.of(bare)
    assert added in bare.roles.all()


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 2, 3, 7])
def test_an_update_changes_the_rows_that_are_as_they_were_seen_and_no_others(
    many: int, django_assert_num_queries: Any
) -> None:
    entries = [_entry(number, "go") for number in range(many)]
    moved, untouched = _entry(9, "gone"), _entry(9, "go")
    user = User.objects.create_user("aino@example.org")
    columns = {"at": NOON + HOUR, "user": user, "reason": "go", "person_ref": None}
    ids = [e.pk for e in (*entries, moved)]
    for seen, changed in (("stop", 0), ("go", many)):
        with django_assert_num_queries(1):
            assert update(AuditEntry, ids, columns, event=seen) == changed
    kept_so = {"at": NOON, "user": None, "reason": ""}
    assert list(AuditEntry.objects.filter(**kept_so).order_by("pk")) == [moved, untouched]
    assert AuditEntry.objects.filter(event="go", **columns).count() == many


@pytest.mark.django_db
def test_an_update_of_no_rows_asks_nobody(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert update(AuditEntry, [], {"reason": "x"}) == 0


@pytest.mark.django_db
def test_words_of_the_query_stand_in_its_text_whatever_characters_they_have() -> None:
    odd = "it's 100 % %s \\ é"
    found, _other = _entry(1, odd), _entry(2, "it's 100 %")
    ask = kept(lambda at: AuditEntry.objects.filter(at=at, event=odd, subject_id__lt=100))
    with CaptureQueriesContext(connection) as said:
        assert ask(NOON) == [found]
    assert "it''s 100 % %s" in said.captured_queries[0]["sql"]
