"""The keys by which messages and questions name what they are about: "occurrence:12", "offer:7"."""

from notifications.models import Message, Prompt


def id_of(about: str) -> int:
    """Return the number in a key."""
    return int(about.partition(":")[2])


def ids_about(message: Message, kind: str) -> list[int]:
    """Return the numbers of the things of `kind` that the question of `message` asks about."""
    prompt: Prompt | None = getattr(message, "prompt", None)
    items = prompt.items.all() if prompt else ()
    return [id_of(item.about) for item in items if item.about.startswith(f"{kind}:")]
