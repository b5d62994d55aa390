"""Addresses of people and registers. No address holds a name or a number."""

from django.urls import path

from people.views import agreements, card, edit, listing, own_data, reach, registers

PERSON = "people/<int:person_id>/"

urlpatterns = [
    path("people/", listing.listing, name="people"),
    path("people/search/", listing.search, name="people_search"),
    path("people/new/", edit.new, name="person_new"),
    path(PERSON, card.card, name="person"),
    path(f"{PERSON}edit/", edit.edit, name="person_edit"),
    path(f"{PERSON}side/", edit.add_side, name="person_add_side"),
    path(f"{PERSON}resident/", edit.resident, name="resident_edit"),
    path(f"{PERSON}resident/step/", agreements.step, name="resident_step"),
    path(f"{PERSON}resident/end/", agreements.end, name="resident_end"),
    path(f"{PERSON}numbers/", reach.add_number, name="number_add"),
    path(f"{PERSON}numbers/<int:held_id>/", reach.number, name="number"),
    path(f"{PERSON}contacts/", reach.add_contact, name="contact_add"),
    path(f"{PERSON}contacts/<int:contact_id>/", reach.contact, name="contact"),
    path(f"{PERSON}absences/", agreements.add_absence, name="absence_add"),
    path(f"{PERSON}absences/<int:absence_id>/", agreements.absence, name="absence"),
    path(f"{PERSON}absences/<int:absence_id>/cancel/", agreements.cancel, name="absence_cancel"),
    path(f"{PERSON}consents/", agreements.add_consent, name="consent_add"),
    path(f"{PERSON}export/", own_data.export, name="person_export"),
    path(f"{PERSON}erase/", own_data.erase, name="person_erase"),
    path("import/", registers.upload, name="imports"),
    path("import/<int:batch_id>/", registers.batch, name="import"),
    path("import/<int:batch_id>/commit/", registers.take_in, name="import_commit"),
    path("import/<int:batch_id>/discard/", registers.throw_away, name="import_discard"),
    path("import/<int:batch_id>/undo/", registers.take_back, name="import_undo"),
]
