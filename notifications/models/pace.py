"""How fast texts have gone through a gateway lately."""

from django.db import models


class GatewayPace(models.Model):
    """What is left of a gateway's rate, shared by all workers: see `services.sending.pace`.

    `free_at` is the instant at which everything that was let through would have gone at the gateway's rate.
    """

    gateway = models.CharField(max_length=30, unique=True)
    free_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.gateway}: {self.free_at}"
