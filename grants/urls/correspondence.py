"""Addresses of what is written about applications: threads, notes, labels, templates; and of comparing them."""

from django.urls import path

from grants.views.applications import comparing, correspondence, message_templates, sent

urlpatterns = [
    path("applications/compare/", comparing.ComparePage.as_view(), name="compare"),
    path("applications/notes/<int:pk>/", correspondence.NoteChange.as_view(), name="note"),
    path("applications/labels/<int:pk>/remove/", correspondence.LabelRemove.as_view(), name="label_remove"),
    path("applications/<slug:reference>/thread/", correspondence.ThreadPage.as_view(), name="thread"),
    path("applications/<slug:reference>/thread/read/", correspondence.ThreadRead.as_view(), name="thread_read"),
    path("applications/<slug:reference>/notes/", correspondence.NotesPage.as_view(), name="notes"),
    path("applications/<slug:reference>/labels/", correspondence.LabelAdd.as_view(), name="label_add"),
    path("applications/<slug:reference>/sent/", sent.SentPage.as_view(), name="sent"),
    path("applications/<slug:reference>/sent/<int:message>/again/", sent.SentAgain.as_view(), name="sent_again"),
    path("calls/<slug:reference>/sent/", sent.SentOfCall.as_view(), name="sent_of_call"),
    path("message-templates/", message_templates.TemplateList.as_view(), name="message_templates"),
    path("message-templates/new/", message_templates.TemplateNew.as_view(), name="message_template_new"),
    path("message-templates/<int:pk>/", message_templates.TemplateEdit.as_view(), name="message_template"),
]
