"""Invented places and staff for the tests of the directory."""

from datetime import UTC, date, datetime

from django.test import Client

from directory.models import Association, Municipality, StaffRole, User

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)  # a Monday, nine o'clock in Helsinki
TODAY = date(2026, 11, 23)


def place(name: str, code: str) -> Municipality:
    """Return a new municipality."""
    return Municipality.objects.create(
        name_fi=name,
        code=code,
        population=1000,
        population_year=2016,
        latitude="62.5",
        longitude="25.5",
    )


def office(name: str, *places: Municipality) -> Association:
    """Return a new association that works in `places`."""
    made = Association.objects.create(name=name, short_name=name[:20], phone="014 000 0000")
    made.municipalities.set(places)
    return made


def member(role: str, **area: object) -> User:
    """Return a new member of staff with one role in force since 2026."""
    number = User.objects.count()
    user = User.objects.create_user(f"esimerkki{number}@example.org", first_name=f"Aino{number}")
    StaffRole.objects.create(user=user, role=role, valid_from=date(2026, 1, 1), **area)
    return user


def signed_in(user: User) -> Client:
    """Return a browser in which `user` is signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client
