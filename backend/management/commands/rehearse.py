"""Try a plan before publishing it: days pass in minutes, in a database of its own."""

import gc
import json
import os
from argparse import SUPPRESS
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from backend.rehearsal import copying, registers, shares, stage
from backend.rehearsal.line import Trouble
from backend.rehearsal.rates import load_rates
from backend.rehearsal.report import Report, show
from backend.rehearsal.run import Plan, Watcher, rehearse
from backend.rehearsal.shares import Share
from backend.rehearsal.together import BrokenRehearsalError, rehearse_together
from people.register.workbook import UnreadableRegister
from rings.services.climbing.seed import load_ladders


class Command(BaseCommand):
    """`manage.py rehearse --from 2027-03-22 --days 14`."""

    requires_system_checks: list[str] = []  # the pages are no part of it
    help = _("Live through some days of the present plan with invented answers. Sends nothing.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--from", dest="first", type=date.fromisoformat, required=True)
        parser.add_argument("--days", type=int, required=True)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--register", type=Path, help=_("a folder with two workbooks"))
        parser.add_argument("--step", type=int, default=0, help=_("minutes between two ticks"))
        parser.add_argument("--processes", type=int, default=0, help=_("how many at once"))
        parser.add_argument(
            "--gateway-fails", type=float, default=0, help=_("per cent of calls that fail")
        )
        parser.add_argument(
            "--answers-lost", type=float, default=0, help=_("per cent of texts taken unanswered")
        )
        parser.add_argument("--on-stage", type=Path, help=SUPPRESS)
        parser.add_argument("--share", type=Share.parse, default=Share(), help=SUPPRESS)

    def handle(self, **options: Any) -> None:
        if options["days"] < 1:
            raise CommandError(_("A rehearsal takes at least one day."))
        fails, lost = options["gateway_fails"], options["answers_lost"]
        if min(fails, lost) < 0 or fails + lost > 100:
            raise CommandError(_("Of all calls at most 100 per cent can go wrong."))
        if options["on_stage"]:
            self._perform(options)
        else:
            self._set_up(options)

    def _set_up(self, options: dict[str, Any]) -> None:
        """Leave the present database alone: only its plan goes along, unless registers are given."""
        given: Path | None = options["register"]
        if given and not given.is_dir():
            raise CommandError(_("There is no such folder: %s") % given)

        def furnish(place: Path) -> None:
            if not given:
                copying.write_plan(place / stage.PLAN_FILE)

        plan = _plan(options)
        # A process of its own costs some seconds: worth it for months, not for days.
        processes = options["processes"] or (os.cpu_count() or 1 if plan.is_long else 1)
        try:
            self._say(rehearse_together(processes, _arguments(options), furnish), options)
        except BrokenRehearsalError as error:
            raise CommandError(_("The rehearsal broke off.")) from error

    def _perform(self, options: dict[str, Any]) -> None:
        plan = _plan(options)
        # Short-lived rows by the million: looking for circles among them takes a seventh of the time.
        gc.freeze()
        gc.set_threshold(100_000, 50, 100)
        _furnish(options["on_stage"], options["register"], plan.starts_at)
        shares.keep(options["share"])
        with _progress(plan) as watch:
            report = rehearse(plan, load_rates(), watch)
        self._say(report, options | {"json": True})

    def _say(self, report: Report, options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False))
        else:
            show(report, Console())
        if not report.faultless:
            raise SystemExit(1)


@contextmanager
def _progress(plan: Plan) -> Iterator[Watcher]:
    """Give a watcher that draws the days as a bar on the error stream."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(f"{plan.first:%d.%m.%Y}", total=plan.days)

        def watch(now: datetime) -> None:
            lived = (now - plan.starts_at) / timedelta(days=1)
            progress.update(task, completed=lived, description=f"{localtime(now):%d.%m. %H.%M}")

        yield watch


def _plan(options: dict[str, Any]) -> Plan:
    trouble = Trouble(options["gateway_fails"] / 100, options["answers_lost"] / 100)
    return Plan(options["first"], options["days"], options["seed"], options["step"], trouble)


def _arguments(options: dict[str, Any]) -> list[str]:
    arguments = [f"--from={options['first']}"]
    arguments += [f"--{name}={options[name]}" for name in ("days", "seed", "step")]
    arguments.append(f"--gateway-fails={options['gateway_fails']}")
    arguments.append(f"--answers-lost={options['answers_lost']}")
    if options["register"]:
        arguments.append(f"--register={options['register'].resolve()}")
    return arguments


def _furnish(place: Path, register: Path | None, now: datetime) -> None:
    """Make the stage's tables and fill them."""
    if connection.settings_dict["NAME"] != str(place / stage.DATABASE):
        raise CommandError(_("This is not a rehearsal's database."))
    with connection.cursor() as cursor:
        # Nobody else looks at it, nor misses it when the machine stops; a year of rows (kB) is kept at hand.
        for pragma in ("synchronous=OFF", "locking_mode=EXCLUSIVE", "cache_size=-100000"):
            cursor.execute(f"PRAGMA {pragma}")
    call_command("migrate", verbosity=0)
    try:
        if register:
            registers.take_in(register, now)
        else:
            copying.load_plan(place / stage.PLAN_FILE)
    except UnreadableRegister as error:
        raise CommandError(str(error.reason)) from error
    except registers.NoRegistersError as error:
        message = _("The folder needs one workbook of volunteers and one of residents: %s")
        raise CommandError(message % error) from error
    load_ladders()
