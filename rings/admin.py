"""The back office for rings: superusers only, and states are moved by the services alone."""

from django.contrib import admin

from rings.models import (
    Assignment,
    Ladder,
    LadderStep,
    Occurrence,
    Ring,
    RingMember,
    ScheduleRule,
)


class StepInline(admin.TabularInline):
    model = LadderStep
    extra = 0


class RuleInline(admin.TabularInline):
    model = ScheduleRule
    extra = 0


class MemberInline(admin.TabularInline):
    model = RingMember
    extra = 0
    raw_id_fields = ("person",)


class LookOnlyAdmin(admin.ModelAdmin):
    """Rows to look at: whatever changes one goes through the services, which know the rules."""

    def has_add_permission(self, request: object) -> bool:
        return False

    def has_change_permission(self, request: object, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: object, obj: object = None) -> bool:
        return False


@admin.register(Ladder)
class LadderAdmin(admin.ModelAdmin):
    list_display = ("name", "cause", "is_default")
    inlines = (StepInline,)


@admin.register(Ring)
class RingAdmin(admin.ModelAdmin):
    list_display = ("name", "kind", "topology", "state", "municipality", "coordinator")
    list_filter = ("state", "kind", "municipality")
    readonly_fields = ("state", "generated_until", "created_at")
    raw_id_fields = ("captain", "deputy")
    inlines = (RuleInline, MemberInline)


@admin.register(Occurrence)
class OccurrenceAdmin(LookOnlyAdmin):
    list_display = ("nominal_date", "wall_time", "ring", "state", "due_at")
    list_filter = ("state", "kind")
    list_select_related = ("ring",)
    date_hierarchy = "nominal_date"


@admin.register(Assignment)
class AssignmentAdmin(LookOnlyAdmin):
    list_display = ("occurrence", "person", "origin", "state")
    list_select_related = ("occurrence", "person")
