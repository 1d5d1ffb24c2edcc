"""How the verbs of this floor read in the record."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "document_attached": _("Document kept"),
    "duplicate_judged": _("Possible duplicate judged"),
    "erasure_asked": _("Erasure asked for"),
    "erasure_withdrawn": _("Wish to be erased withdrawn"),
    "idno_given": _("IDNO given"),
    "invitation_accepted": _("Invitation accepted"),
    "invitation_resent": _("Invitation sent again"),
    "invitation_withdrawn": _("Invitation withdrawn"),
    "join_accepted": _("Request to join accepted"),
    "join_asked": _("Asked to join"),
    "join_declined": _("Request to join declined"),
    "join_withdrawn": _("Request to join taken back"),
    "member_invited": _("Member invited"),
    "membership_ended": _("Role ended"),
    "membership_started": _("Role began"),
    "message_sent_again": _("Message sent again"),
    "organization_edited": _("Facts changed"),
    "organization_published": _("Organisation published"),
    "organization_registered": _("Organisation registered"),
    "person_erased": _("Person erased"),
    "person_joined": _("Account created by invitation"),
    "profile_person_removed": _("Names taken out of the profile: the person was erased"),
    "profile_section_saved": _("Section of the profile saved"),
    "publication_level_approved": _("Publication with less approved"),
    "publication_level_proposed": _("Publication with less proposed"),
    "publication_level_refused": _("Publication with less refused"),
}
