from datetime import timedelta

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def fill_in(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Give every planned contact its end: the ring's minutes after the hour."""
    occurrences = apps.get_model("rings", "Occurrence").objects
    for ring in apps.get_model("rings", "Ring").objects.only("slot_minutes"):
        lasts = timedelta(minutes=ring.slot_minutes)
        rows = occurrences.filter(ring=ring, ends_at=None)
        rows.update(ends_at=F("starts_at") + lasts)
    occurrences.filter(ends_at=None).update(ends_at=F("starts_at"))


class Migration(migrations.Migration):
    dependencies = [("rings", "0005_concerns_and_hours")]

    operations = [
        migrations.RunPython(fill_in, migrations.RunPython.noop),
        migrations.AlterField("occurrence", "ends_at", models.DateTimeField()),
        migrations.AlterField(
            "occurrence",
            "decision",
            models.CharField(
                blank=True,
                choices=[
                    ("", "–"),
                    ("not_asked", "the plan no longer asks for this"),
                    ("other_hour", "the plan now asks for another hour"),
                    ("other_helper", "the plan now has somebody else"),
                    ("kept", "kept as it is, whatever the plan says"),
                ],
                max_length=14,
            ),
        ),
    ]
