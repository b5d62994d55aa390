"""Fill in the demo: an invented office with a morning under way."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from backend.demo.past import tell_past
from backend.demo.seed import NotADemoError, seed
from backend.demo.staff import LOGINS, PASSWORD


class Command(BaseCommand):
    """Seeding twice on one day changes nothing."""

    help = "Fill an empty or demo database with an invented office. Needs RINKI_DEMO=1."

    def handle(self, **_options: Any) -> None:
        now = timezone.now()
        try:
            made = seed(now, self._say)
        except NotADemoError as error:
            raise CommandError(str(error)) from error
        if made:
            self._say(_("Past months, and their counts"))
            tell_past(now)
        else:
            self._say(_("Today's demo is here already"))
        self._show_logins()

    def _say(self, line: str) -> None:
        self.stdout.write(f"  {line}")

    def _show_logins(self) -> None:
        self.stdout.write("")
        self.stdout.write(_("Sign in as (the password of all is %s):") % PASSWORD)
        wide = max(len(login.email) for login in LOGINS)
        for login in LOGINS:
            self.stdout.write(f"  {login.email:<{wide}}  {login.role.label}")
