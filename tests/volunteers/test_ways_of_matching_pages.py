"""An administrator says how the association weighs who helps whom."""

from typing import Any

import pytest
from django.test import Client

from directory.models import Association, AuditEntry, StaffRole
from tests.people.makers import make_coordinator
from volunteers.forms.matching import LIMITS
from volunteers.models import MatchPolicy

pytestmark = pytest.mark.django_db
NEW = "/settings/ways-of-matching/new/"
FIGURES: dict[str, Any] = {name: getattr(MatchPolicy(), name) for name in LIMITS}


@pytest.fixture
def admin(client: Client) -> Client:
    """A browser of an administrator of everywhere, in English."""
    user = make_coordinator()
    user.roles.update(role=StaffRole.Role.ADMINISTRATOR)
    user.language = "en"
    user.save()
    client.force_login(user)
    return client


def test_an_association_weighs_in_its_own_way_and_the_change_is_noted(admin: Client) -> None:
    office = Association.objects.create(name="Vapari", short_name="Vapari")
    sent = {**FIGURES, "association": office.pk, "interests": 30, "visit_capacity": 3}
    assert admin.post(NEW, sent).status_code == 302
    policy = MatchPolicy.objects.get()
    assert (policy.association, policy.interests, policy.visit_capacity) == (office, 30, 3)
    assert AuditEntry.objects.filter(subject="matchpolicy", event="added").exists()


def test_the_form_starts_from_the_usual_figures_and_explains_each(admin: Client) -> None:
    text = admin.get(NEW).content.decode()
    assert 'name="continuity" value="30"' in text
    assert text.count('_helptext"') >= len(LIMITS)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("distance", 101),
        ("fairness", -1),
        ("visit_capacity", 0),
        ("days_a_week", 8),
        ("load", "1,5"),
    ],
)
def test_no_figure_goes_beyond_its_limits_and_all_are_whole(
    admin: Client, field: str, value: Any
) -> None:
    assert admin.post(NEW, {**FIGURES, field: value}).status_code == 422
    assert not MatchPolicy.objects.exists()


def test_points_that_are_all_nothing_are_refused(admin: Client) -> None:
    nothing = dict.fromkeys(
        ("continuity", "distance", "interests", "language", "load", "unasked", "preference"), 0
    )
    response = admin.post(NEW, {**FIGURES, **nothing})
    assert response.status_code == 422
    assert "Give points to one thing at least." in response.content.decode()


def test_there_is_one_for_all_associations_without_their_own(admin: Client) -> None:
    assert admin.post(NEW, FIGURES).status_code == 302
    response = admin.post(NEW, FIGURES)
    assert "There is one for all associations already." in response.content.decode()


def test_a_coordinator_has_no_say_in_it(client: Client) -> None:
    client.force_login(make_coordinator())
    assert client.post(NEW, FIGURES).status_code == 403
    assert not MatchPolicy.objects.exists()


def test_an_administrator_of_one_association_changes_only_their_own(admin: Client) -> None:
    own = Association.objects.create(name="Oma", short_name="Oma")
    other = Association.objects.create(name="Muu", short_name="Muu")
    StaffRole.objects.update(association=own)
    policy = MatchPolicy.objects.create(association=other)
    assert admin.get(f"/settings/ways-of-matching/{policy.pk}/").status_code == 404
    assert admin.post(NEW, {**FIGURES, "association": other.pk}).status_code == 422
    assert admin.post(NEW, {**FIGURES, "association": own.pk}).status_code == 302
