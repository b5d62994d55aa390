"""The JSON API: signed in by session, scoped like the pages, answering with the same reasons."""

from datetime import date
from typing import Any, cast

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework import generics, status
from rest_framework.exceptions import ValidationError
from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from directory.actors import Actor, staff
from directory.localtime import local_date
from directory.machine import ConcurrentMoveError, IllegalMoveError
from directory.middleware import ScopedRequest
from directory.scope import Scope
from people.models import Person
from rings.api.serializers import (
    AssignSerializer,
    BoardSerializer,
    OccurrenceSerializer,
    OutcomeSerializer,
    RingSerializer,
)
from rings.eligibility import NotEligibleError
from rings.models import Assignment, Occurrence, Ring
from rings.services.attending.assign import assign
from rings.services.attending.outcomes import record_outcome
from rings.services.busy.conflicts import busy_hours, conflicts, note_overruled, slot_of
from rings.services.showing.today import today_board


def scope_in(request: Request) -> Scope:
    """Return what the one who asks may see."""
    return cast("ScopedRequest", request._request).scope  # noqa: SLF001  # DRF keeps Django's request there


class Works(BasePermission):
    """Only staff who work with people; a reader of counts gets 403."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Tell whether any person or ring is open to the one who asks."""
        return scope_in(request).works


WORKING = [IsAuthenticated, Works]


class TodayView(APIView):
    """GET: the Today page."""

    permission_classes = WORKING

    def get(self, request: Request) -> Response:
        """Return the board of today."""
        now = timezone.now()
        board = today_board(scope_in(request), local_date(now), now)
        return Response(BoardSerializer(board).data)


class RingListView(generics.ListAPIView[Ring]):
    """GET: the rings in scope, a page at a time."""

    permission_classes = WORKING
    serializer_class = RingSerializer

    def get_queryset(self) -> QuerySet[Ring]:
        """Return the rings that the one who asks may see."""
        rings = Ring.objects.visible_to(scope_in(self.request))
        return rings.select_related("municipality", "association")


class OccurrenceListView(generics.ListAPIView[Occurrence]):
    """GET ?date=YYYY-MM-DD (today without): the calls and visits of a local date, a page at a time."""

    permission_classes = WORKING
    serializer_class = OccurrenceSerializer

    def get_queryset(self) -> QuerySet[Occurrence]:
        """Return those of the date in scope; a date that cannot be read answers 400."""
        asked = self.request.query_params.get("date")
        try:
            day = date.fromisoformat(asked) if asked else local_date(timezone.now())
        except ValueError as error:
            raise ValidationError({"date": ["YYYY-MM-DD"]}) from error
        live = Assignment.objects.filter(state__in=Assignment.LIVE)
        seen = Occurrence.objects.visible_to(scope_in(self.request)).on(day)
        ready = seen.select_related("ring", "receiver").order_by("starts_at", "pk")
        return ready.prefetch_related(Prefetch("assignments", queryset=live))


class _OneOccurrence(APIView):
    """What the two writing views share."""

    permission_classes = WORKING

    def occurrence(self, request: Request, occurrence_id: int) -> Occurrence:
        """Return the occurrence, or answer 404 when it is outside the scope."""
        seen = Occurrence.objects.visible_to(scope_in(request)).select_related("ring", "receiver")
        return get_object_or_404(seen, pk=occurrence_id)

    def actor(self, request: Request, told: Person | None = None) -> Actor:
        """Return the one who is signed in, recording for `told` if it is somebody else's word."""
        return staff(
            cast("int", request.user.pk), channel="api", on_behalf_of=told.pk if told else None
        )

    def person_in_scope(self, request: Request, person: Person | None) -> Person | None:
        """Return `person`, or answer 404 when they are outside the scope."""
        if person is None:
            return None
        return get_object_or_404(Person.objects.visible_to(scope_in(request)), pk=person.pk)

    def handle_exception(self, exc: Exception) -> Response:
        """Answer 409 when somebody was quicker or it is closed, 422 with the reasons when ineligible."""
        if isinstance(exc, ConcurrentMoveError | IllegalMoveError):
            return Response({"detail": str(exc)}, status=status.HTTP_409_CONFLICT)
        if isinstance(exc, NotEligibleError):
            reasons = [str(reason) for reason in exc.reasons]
            return Response({"reasons": reasons}, status=status.HTTP_422_UNPROCESSABLE_ENTITY)
        return super().handle_exception(exc)

    def given(self, serializer: Any) -> dict[str, Any]:
        """Return the checked values of a body, or answer 400."""
        serializer.is_valid(raise_exception=True)
        return cast("dict[str, Any]", serializer.validated_data)


class OutcomeView(_OneOccurrence):
    """POST {"result", "reported_by"?, "note"?, "minutes"?}: record how it went, on behalf of anyone."""

    def post(self, request: Request, occurrence_id: int) -> Response:
        """Record it; return the occurrence as it stands after."""
        occurrence = self.occurrence(request, occurrence_id)
        given = self.given(OutcomeSerializer(data=request.data))
        told = self.person_in_scope(request, given["reported_by"])
        record_outcome(
            occurrence,
            given["result"],
            by=self.actor(request, told),
            now=timezone.now(),
            reported_by=told,
            note=given["note"],
            minutes=given["minutes"],
        )
        after = self.occurrence(request, occurrence_id)
        return Response(OccurrenceSerializer(after).data, status=status.HTTP_201_CREATED)


class AssignView(_OneOccurrence):
    """POST {"person", "despite"?}: give the turn to that person; who may not have it is refused with the reasons.

    Whoever is busy then gets 409 with `busy`, unless `despite` says why it works out.
    """

    def post(self, request: Request, occurrence_id: int) -> Response:
        """Assign; return the occurrence as it stands after."""
        occurrence = self.occurrence(request, occurrence_id)
        given = self.given(AssignSerializer(data=request.data))
        person = self.person_in_scope(request, given["person"])
        assert person is not None  # noqa: S101  # the serializer requires it
        by, now = self.actor(request), timezone.now()
        busy = self.busy(request, occurrence, person)
        if busy and not given["despite"]:
            return Response({"busy": busy}, status=status.HTTP_409_CONFLICT)
        if busy:
            why = given["despite"]
            note_overruled("occurrence", occurrence.pk, occurrence.state, why=why, by=by, now=now)
        assign(occurrence, person, origin=Assignment.Origin.MANUAL, by=by, now=now)
        return Response(OccurrenceSerializer(self.occurrence(request, occurrence_id)).data)

    def busy(self, request: Request, occurrence: Occurrence, person: Person) -> list[str]:
        """Return in words what else `person` does at that hour."""
        slot, scope = slot_of(occurrence), scope_in(request)
        found = conflicts([person.pk], slot, scope=scope, but=[occurrence.pk])
        return list(busy_hours(found.get(person.pk, ())))
