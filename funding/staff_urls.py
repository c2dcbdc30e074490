"""Addresses of the staff's pages, below /fr/staff/ and /en/staff/; none of them is in a register's address."""

from django.urls import URLPattern, path

from funding import staff, staff_decisions, staff_entry, staff_names, staff_reading, staff_rows, staff_scope
from funding.corrections import staff as corrections
from funding.findings import staff as findings
from funding.release_work import staff as release_work

urlpatterns: list[URLPattern] = [
    path("imports/", staff.imports, name="imports"),
    path("imports/new/", staff.import_upload, name="import_upload"),
    path("imports/<int:number>/", staff.import_page, name="import"),
    path("imports/<int:number>/progress/", staff.import_progress, name="import_progress"),
    path("imports/<int:number>/confirm/", staff.import_confirm, name="import_confirm"),
    path("imports/<int:number>/undo/", staff.import_undo, name="import_undo"),
    path("imports/<int:number>/file/", staff.import_file, name="import_file"),
    path("imports/<int:number>/pages/<int:page>/", staff_entry.import_picture, name="import_picture"),
    path("imports/<int:number>/rows/", staff_rows.import_rows, name="import_rows"),
    path("imports/<int:number>/rows/<int:row>/", staff_decisions.import_row, name="import_row"),
    path("imports/<int:number>/rows/<int:row>/cell/", staff_rows.import_cell, name="import_cell"),
    path("imports/<int:number>/tables/<int:table>/aside/", staff_decisions.import_table, name="import_table"),
    path("imports/<int:number>/group/", staff_rows.import_group, name="import_group"),
    path("imports/<int:number>/compare/", staff_rows.import_compare, name="import_compare"),
    path("imports/<int:number>/again/", staff_reading.import_again, name="import_again"),
    path("imports/<int:number>/hidden/", staff_reading.import_hidden, name="import_hidden"),
    path("imports/<int:number>/tables/<int:table>/header/", staff_reading.import_header, name="import_header"),
    path("imports/<int:number>/tables/<int:table>/columns/", staff_reading.import_columns, name="import_columns"),
    path("imports/<int:number>/sheets/<int:sheet>/header/", staff_reading.import_sheet, name="import_sheet"),
    path("imports/<int:number>/profiles/<int:profile>/forget/", staff_reading.profile_forget, name="profile_forget"),
    path("imports/<int:number>/scope/", staff_scope.import_scope, name="import_scope"),
    path("imports/<int:number>/rows/<int:row>/scope/", staff_scope.import_row_scope, name="import_row_scope"),
    path("imports/<int:number>/names/<int:mention>/", staff_decisions.import_name, name="import_name"),
    path("imports/<int:number>/take-back/<int:judgement>/", staff_decisions.import_take_back, name="import_take_back"),
    path("names/", staff_names.names, name="names"),
    path("names/decide/", staff_names.name_decide, name="name_decide"),
    path("names/match-again/", staff_names.names_match_again, name="names_match_again"),
    path("names/take-back/<int:judgement>/", staff_names.name_take_back, name="name_take_back"),
    path("entry/", staff_entry.entry_by_hand, name="entry"),
    path("findings/", findings.findings, name="findings"),
    path("findings/<int:number>/", findings.finding_review, name="finding_review"),
    path("findings/<int:number>/step/", findings.finding_step, name="finding_step"),
    path("findings/<int:number>/publish/", findings.finding_publish, name="finding_publish"),
    path("editions/", release_work.editions, name="editions"),
    path("editions/progress/", release_work.progress, name="edition_progress"),
    path("editions/make/", release_work.edition_make, name="edition_make"),
    path("editions/<int:number>/verify/", release_work.edition_verify, name="edition_verify"),
    path("withdrawals/", release_work.withdrawal, name="withdrawal"),
    path("withdrawals/<int:number>/confirm/", release_work.withdrawal_confirm, name="withdrawal_confirm"),
    path("corrections/", corrections.correction_queue, name="correction_queue"),
    path("corrections/<int:number>/", corrections.correction_answer, name="correction_answer"),
    path("requests/", staff_entry.requests, name="requests"),
    path("requests/new/", staff_entry.request_new, name="request_new"),
    path("requests/<int:number>/", staff_entry.request_edit, name="request_edit"),
]
