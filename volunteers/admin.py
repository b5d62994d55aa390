"""The back office of volunteers, for superusers. The state is moved by the lifecycle only."""

from django.contrib import admin

from volunteers.models import AvailableWindow, Credential, Volunteer


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
