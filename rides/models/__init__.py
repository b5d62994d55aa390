"""Destinations, drivers and their cars, rides asked for, runs and what they cost."""

from rides.models.claim import ClaimLine, ExpenseClaim, MileageRate, PaymentFile
from rides.models.driver import Apart, DriveDay, Driver, Need
from rides.models.place import Destination
from rides.models.policy import RidePolicy
from rides.models.request import Leg, RideRequest, StandingRide
from rides.models.run import Run
from rides.models.wish import WISHED, RideWish

__all__ = [
    "WISHED",
    "Apart",
    "ClaimLine",
    "Destination",
    "DriveDay",
    "Driver",
    "ExpenseClaim",
    "Leg",
    "MileageRate",
    "Need",
    "PaymentFile",
    "RidePolicy",
    "RideRequest",
    "RideWish",
    "Run",
    "StandingRide",
]
