"""Addresses of the replies, the demo phones and the gateways' webhooks."""

from django.urls import path

from notifications.views import phones, replies, voice, webhooks

urlpatterns = [
    path("replies/", replies.queue, name="replies"),
    path("replies/<int:inbound_id>/close/", replies.close_reply, name="reply_close"),
    path("phones/", phones.row, name="phones"),
    path("phones/<int:number_id>/", phones.one, name="phone"),
    path("phones/<int:number_id>/press/", phones.press, name="phone_press"),
    path("gateways/<slug:gateway>/inbound/", webhooks.inbound, name="gateway_inbound"),
    path("gateways/<slug:gateway>/voice/", voice.call, name="gateway_voice"),
    path("gateways/<slug:gateway>/status/<str:reference>/", webhooks.status, name="gateway_status"),
]
