"""The back office of people, for superusers: to look and to mend, not to move anybody along."""

from django.contrib import admin

from people.models import (
    Absence,
    AccessLog,
    Consent,
    Contact,
    Person,
    PersonNumber,
    PhoneNumber,
    Resident,
)


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that are evidence: shown, never written."""

    def has_add_permission(self, request: object) -> bool:
        """Nobody adds evidence by hand."""
        return False

    def has_change_permission(self, request: object, obj: object = None) -> bool:
        """Nobody changes it."""
        return False

    def has_delete_permission(self, request: object, obj: object = None) -> bool:
        """Nobody deletes it."""
        return False


class NumberInline(admin.TabularInline):
    model = PersonNumber
    extra = 0


class ContactInline(admin.TabularInline):
    model = Contact
    extra = 0


@admin.register(Person)
class PersonAdmin(admin.ModelAdmin):
    list_display = ["__str__", "municipality", "birth_year", "erased_at"]
    list_filter = ["municipality"]
    list_select_related = ["municipality"]
    readonly_fields = ["created_at", "erased_at"]
    inlines = [NumberInline]

    def has_add_permission(self, request: object) -> bool:
        """People are added on the pages, where namesakes are noticed and the trail is kept."""
        return False

    def has_delete_permission(self, request: object, obj: object = None) -> bool:
        """People are erased on the pages, where their plans end first."""
        return False


@admin.register(Resident)
class ResidentAdmin(admin.ModelAdmin):
    list_display = ["person", "state"]
    list_filter = ["state"]
    list_select_related = ["person"]
    readonly_fields = ["person", "state"]
    inlines = [ContactInline]

    def has_add_permission(self, request: object) -> bool:
        """Added on the pages, by the use case."""
        return False


@admin.register(PhoneNumber)
class PhoneNumberAdmin(admin.ModelAdmin):
    list_display = ["e164", "kind", "takes_sms", "stopped_at"]
    list_filter = ["kind", "takes_sms"]
    readonly_fields = ["verified_at", "stopped_at"]


admin.site.register([Consent, Absence, AccessLog], ReadOnlyAdmin)
