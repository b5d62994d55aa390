"""Walk the main job of a running demo over HTTP, and have the auditor look."""

from typing import Any

import requests
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.demo.walk import WalkError
from backend.demo.walk_request import RequestWalk


class Command(BaseCommand):
    """Ends with an error at the first step that comes out wrong."""

    help = "Walk a call and a one-off request of the demo to their ends, then run the auditor and check the texts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--base-url", required=True)

    def handle(self, **options: Any) -> None:
        try:
            RequestWalk(options["base_url"], self.stdout.write).go()
        except (WalkError, requests.RequestException) as error:
            raise CommandError(f"The demo does not work: {error}") from error
        call_command("audit", stdout=self.stdout)
        call_command("check_texts", stdout=self.stdout)
        self.stdout.write("The demo works.")
