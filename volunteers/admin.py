"""The back office of volunteers, for superusers. The state is moved by the lifecycle only."""

from django.contrib import admin

from people.admin import ReadOnlyAdmin
from volunteers.models import AvailableWindow, Credential, MatchPolicy, Preference, Volunteer


class WindowInline(admin.TabularInline):
    model = AvailableWindow
    extra = 0


class CredentialInline(admin.TabularInline):
    model = Credential
    extra = 0


@admin.register(Volunteer)
class VolunteerAdmin(admin.ModelAdmin):
    list_display = ["person", "state", "paused_until"]
    list_filter = ["state"]
    list_select_related = ["person"]
    readonly_fields = ["person", "state", "paused_until"]
    inlines = [WindowInline, CredentialInline]

    def has_add_permission(self, request: object) -> bool:
        """Added on the pages, by the use case."""
        return False

    def has_delete_permission(self, request: object, obj: object = None) -> bool:
        """A volunteer leaves; the row stays."""
        return False


@admin.register(MatchPolicy)
class MatchPolicyAdmin(admin.ModelAdmin):
    list_display = ["__str__", "call_capacity", "visit_capacity", "radius_km"]
    list_select_related = ["association"]


@admin.register(Preference)
class PreferenceAdmin(ReadOnlyAdmin):
    """Wishes are written down and taken back on the pages, where both change logs say so."""

    list_display = ["resident", "volunteer", "kind", "said_by", "created_at", "cancelled_at"]
    list_filter = ["kind", "said_by"]
    list_select_related = ["resident", "volunteer"]
