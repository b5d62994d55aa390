"""The back office of messages, for superusers: to look only. What was written and answered is evidence."""

from django.contrib import admin

from notifications.models import Inbound, Message, Prompt, PromptItem, StatusEvent
from people.admin import ReadOnlyAdmin


class StatusInline(admin.TabularInline):
    model = StatusEvent
    extra = 0
    can_delete = False


class ItemInline(admin.TabularInline):
    model = PromptItem
    extra = 0
    can_delete = False


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    list_display = ["created_at", "person", "purpose", "state", "gateway", "error", "error_code"]
    list_filter = ["state", "gateway", "error", "purpose"]
    list_select_related = ["person"]
    inlines = [StatusInline]


@admin.register(Prompt)
class PromptAdmin(ReadOnlyAdmin):
    list_display = ["opened_at", "person", "context", "state", "closes_at"]
    list_filter = ["state", "context"]
    list_select_related = ["person"]
    inlines = [ItemInline]


@admin.register(Inbound)
class InboundAdmin(ReadOnlyAdmin):
    list_display = ["received_at", "person", "intent", "corrected_intent", "state", "owner"]
    list_filter = ["state", "intent"]
    list_select_related = ["person", "owner"]
