"""The mileage rate of 2026 and the usual way of running rides. Sources: see `source` and the model's defaults."""

from datetime import date
from decimal import Decimal

from django.db import migrations

RATE_2026 = {
    "valid_from": date(2026, 1, 1),
    "per_km": Decimal("0.55"),
    "per_passenger_km": Decimal("0.04"),
    "most_euros": Decimal(3000),
    "most_days": 20,
    "source": "Verohallinto 2026",
}


def add(apps, schema_editor):
    apps.get_model("rides", "MileageRate").objects.get_or_create(
        valid_from=RATE_2026["valid_from"], defaults=RATE_2026
    )
    apps.get_model("rides", "RidePolicy").objects.get_or_create(association=None)


def take_away(apps, schema_editor):
    apps.get_model("rides", "MileageRate").objects.filter(**RATE_2026).delete()
    apps.get_model("rides", "RidePolicy").objects.filter(association=None).delete()


class Migration(migrations.Migration):
    dependencies = [("rides", "0001_initial")]
    operations = [migrations.RunPython(add, take_away)]
