"""The keys by which messages and questions name what they are about: "occurrence:12", "offer:7"."""

from notifications.models import Message, PromptItem


def id_of(about: str) -> int:
    """Return the number in a key."""
    return int(about.partition(":")[2])


def ids_about(message: Message, kind: str) -> list[int]:
    """Return the numbers of the things of `kind` that the question of `message` asks about."""
    abouts = PromptItem.objects.filter(prompt__message=message, about__startswith=f"{kind}:")
    return [id_of(about) for about in abouts.values_list("about", flat=True)]
