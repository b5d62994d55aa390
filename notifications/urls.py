"""Addresses of the replies, the demo phones and the gateways' webhooks."""

from django.urls import path

from notifications.views import (
    costs,
    hours,
    operations,
    phones,
    replies,
    undelivered,
    voice,
    webhooks,
)

urlpatterns = [
    path("replies/", replies.queue, name="replies"),
    path("replies/<int:inbound_id>/close/", replies.close_reply, name="reply_close"),
    path("texts/costs/", costs.costs, name="text_costs"),
    path("texts/costs/<int:notice_id>/seen/", costs.notice_seen, name="cap_notice_seen"),
    path("operations/", operations.operations, name="operations"),
    path("operations/test/", operations.test_text, name="operations_test"),
    path("operations/undelivered/", undelivered.undelivered, name="undelivered"),
    path("operations/undelivered/again/", undelivered.send_all_again, name="undelivered_all_again"),
    path(
        "operations/undelivered/<int:message_id>/again/",
        undelivered.send_again,
        name="undelivered_again",
    ),
    path(
        "operations/undelivered/<int:message_id>/phone/",
        undelivered.phone_instead,
        name="undelivered_phone",
    ),
    path(
        "operations/undelivered/<int:message_id>/phoned/",
        undelivered.phoned,
        name="undelivered_phoned",
    ),
    path("people/<int:person_id>/text-hours/", hours.text_hours, name="text_hours"),
    path("phones/", phones.row, name="phones"),
    path("phones/<int:number_id>/", phones.one, name="phone"),
    path("phones/<int:number_id>/press/", phones.press, name="phone_press"),
    path("gateways/<slug:gateway>/inbound/", webhooks.inbound, name="gateway_inbound"),
    path("gateways/<slug:gateway>/voice/", voice.call, name="gateway_voice"),
    path("gateways/<slug:gateway>/status/", webhooks.status, name="gateway_statuses"),
    path("gateways/<slug:gateway>/status/<str:reference>/", webhooks.status, name="gateway_status"),
]
