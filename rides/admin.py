"""The back office for rides: superusers only, and states are moved by the services alone."""

from django.contrib import admin

from people.admin import ReadOnlyAdmin
from rides.models import (
    Destination,
    DriveDay,
    Driver,
    ExpenseClaim,
    Leg,
    MileageRate,
    RidePolicy,
    RideRequest,
    Run,
    StandingRide,
)


@admin.register(Destination)
class DestinationAdmin(admin.ModelAdmin):
    list_display = ["name", "municipality", "address", "is_offered"]
    list_filter = ["is_offered", "municipality"]
    list_select_related = ["municipality"]
    search_fields = ["name", "address"]


class DayInline(admin.TabularInline):
    model = DriveDay
    extra = 0


@admin.register(Driver)
class DriverAdmin(admin.ModelAdmin):
    """The car. The account number is written on the pages, where it is checked."""

    list_display = ["volunteer", "seats", "boot", "wheelchair_places", "drives"]
    list_filter = ["drives"]
    list_select_related = ["volunteer__person"]
    raw_id_fields = ["volunteer"]
    exclude = ["account"]
    inlines = [DayInline]


@admin.register(RidePolicy)
class RidePolicyAdmin(admin.ModelAdmin):
    list_display = ["__str__", "notice_hours", "tell_hours", "confirm_by", "extra_minutes"]
    list_select_related = ["association"]


@admin.register(MileageRate)
class MileageRateAdmin(ReadOnlyAdmin):
    """Rates are set on the settings pages, where those that claims rest on stay as they are."""

    list_display = ["valid_from", "per_km", "per_passenger_km", "most_euros", "most_days"]


class LegInline(admin.TabularInline):
    model = Leg
    extra = 0
    can_delete = False
    fields = ["direction", "state", "owner", "due_at", "run", "pickup_at"]
    readonly_fields = ["direction", "state", "owner", "due_at", "run", "pickup_at"]

    def has_add_permission(self, request: object, obj: object = None) -> bool:
        return False


@admin.register(RideRequest)
class RideRequestAdmin(ReadOnlyAdmin):
    list_display = ["day", "wall_time", "rider", "destination", "association"]
    list_select_related = ["rider", "destination", "association"]
    date_hierarchy = "day"
    inlines = [LegInline]


@admin.register(StandingRide)
class StandingRideAdmin(ReadOnlyAdmin):
    list_display = ["rider", "destination", "wall_time", "state", "valid_from", "valid_until"]
    list_select_related = ["rider", "destination"]


@admin.register(Run)
class RunAdmin(ReadOnlyAdmin):
    list_display = ["day", "driver", "association", "state", "km_planned", "km_driven"]
    list_filter = ["state"]
    list_select_related = ["driver__volunteer__person", "association"]
    date_hierarchy = "day"


@admin.register(ExpenseClaim)
class ExpenseClaimAdmin(ReadOnlyAdmin):
    list_display = ["run", "driver", "state", "created_at"]
    list_filter = ["state"]
    list_select_related = ["run", "driver__volunteer__person"]
