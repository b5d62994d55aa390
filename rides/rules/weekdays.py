"""How the names of weekdays begin in Finnish, Swedish and English: enough to tell them apart in any case form."""

WEEKDAYS: tuple[tuple[str, ...], ...] = (
    ("maanantai", "månda", "monday"),
    ("tiistai", "tisda", "tuesday"),
    ("keskiviik", "onsda", "wednesday"),
    ("torstai", "torsda", "thursday"),
    ("perjantai", "freda", "friday"),
    ("lauantai", "lörda", "saturday"),
    ("sunnuntai", "sönda", "sunday"),
)
