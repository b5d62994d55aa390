"""The planner is compiled ahead."""

from io import StringIO

from django.core.management import call_command


def test_the_planner_is_compiled_by_a_command_that_may_run_again() -> None:
    for _again in range(2):
        out = StringIO()
        call_command("warm_planner", stdout=out)
        assert out.getvalue().startswith("The ride planner is ready, after")
