"""What rides begin with: the known mileage rates and the usual way of running rides. An office edits them."""

import json
from pathlib import Path

from rides.models import MileageRate, RidePolicy

RATES = Path(__file__).resolve().parents[1] / "seed" / "rates.json"


def load_rates(path: Path = RATES) -> int:
    """Add each rate of the file that is not here yet, and the common policy; return how many rates."""
    RidePolicy.objects.get_or_create(association=None)
    made = 0
    for row in json.loads(path.read_text()):
        _rate, is_new = MileageRate.objects.get_or_create(
            valid_from=row.pop("valid_from"), defaults=row
        )
        made += is_new
    return made
