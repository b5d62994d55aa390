"""A database that nobody has used yet is made ready, so that the first command of a newcomer just works."""

from io import StringIO

from django.core.management import call_command
from django.db import connection

from directory.models import Municipality


def ready_database() -> list[str]:
    """Make the tables and take in the shipped municipalities where there are none; return what was done.

    Touches nothing in a database that is in use.
    """
    done = []
    if Municipality._meta.db_table not in connection.introspection.table_names():
        call_command("migrate", verbosity=0)
        done.append("A new database was made.")
    if not Municipality.objects.exists():
        told = StringIO()
        call_command("load_directory", stdout=told)
        done.append(f"The directory was empty and took in {told.getvalue().strip()}.")
    return done
