"""Every publication gets its number, in the order in which they were published."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def number_them(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    publications = apps.get_model("reports", "Publication").objects.order_by("published_at", "pk")
    for number, publication in enumerate(publications, start=1):
        publication.number = number
        publication.save(update_fields=["number"])


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_counted_facts")]

    operations = [
        migrations.AddField("publication", "number", models.PositiveIntegerField(null=True)),
        migrations.RunPython(number_them, migrations.RunPython.noop),
        migrations.AlterField("publication", "number", models.PositiveIntegerField(unique=True)),
    ]
