"""The technical owner's back office for this floor. Administrators use the settings pages."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from directory.models import (
    Association,
    AuditEntry,
    Municipality,
    MunicipalityAlias,
    ServiceLine,
    StaffRole,
    User,
)


class MunicipalityAliasInline(admin.TabularInline):
    model = MunicipalityAlias
    extra = 1


@admin.register(Municipality)
class MunicipalityAdmin(admin.ModelAdmin):
    list_display = ["name_fi", "name_sv", "code", "population", "population_year"]
    search_fields = ["name_fi", "name_sv", "code", "aliases__name"]
    inlines = [MunicipalityAliasInline]


@admin.register(Association)
class AssociationAdmin(admin.ModelAdmin):
    list_display = ["name", "short_name", "phone"]
    search_fields = ["name"]
    filter_horizontal = ["municipalities"]


@admin.register(ServiceLine)
class ServiceLineAdmin(admin.ModelAdmin):
    list_display = ["name_fi", "kind", "association", "valid_from", "valid_until"]
    list_filter = ["kind"]
    list_select_related = ["association"]


class StaffRoleInline(admin.TabularInline):
    model = StaffRole
    extra = 0


@admin.register(User)
class StaffAdmin(UserAdmin):
    """Django's own user pages, without the user name that we do not have."""

    ordering = ["email"]
    list_display = ["email", "first_name", "last_name", "is_active", "is_superuser"]
    search_fields = ["email", "first_name", "last_name"]
    inlines = [StaffRoleInline]
    fieldsets = (
        (None, {"fields": ("email", "password", "first_name", "last_name", "phone", "language")}),
        (_("Rights"), {"fields": ("is_active", "is_staff", "is_superuser")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "usable_password", "password1", "password2")}),)


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin):
    """To read only: the trail is never changed."""

    list_display = ["at", "subject", "subject_id", "event", "before", "after", "user"]
    list_filter = ["subject", "event"]
    list_select_related = ["user"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: AuditEntry | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: AuditEntry | None = None) -> bool:
        return False
