"""What each role may do, in a sentence that the one who gives it reads."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organizations.models import Role

ROLE_WORDS: dict[str, str | Promise] = {
    Role.ADMINISTRATOR: _("Invites people, gives and ends roles, edits and publishes the organisation."),
    Role.PROGRAMME_MANAGER: _("Keeps projects and calls, decides on awards, and signs agreements."),
    Role.GRANTS_OFFICER: _("Checks applications, assigns reviewers, follows agreements and reports."),
    Role.FINANCE_OFFICER: _("Prepares payments and checks financial reports; never approves what they prepared."),
    Role.FINANCE_APPROVER: _("Approves payments that another person prepared."),
    Role.MONITORING_OFFICER: _("Keeps indicators, verifies results, plans visits, runs scorecards."),
    Role.EDITOR: _("Writes the public pages."),
    Role.REPRESENTATIVE: _(
        "Speaks for the organisation: submits applications, signs, asks for payments, invites people."
    ),
    Role.ACCOUNTANT: _("Drafts financial reports; sees payments and bank data."),
    Role.MEMBER: _("Drafts applications and reports; cannot submit them."),
    Role.FACILITATOR: _("Runs the meetings of a scorecard and enters their counts."),
    Role.OFFICER: _(
        "Speaks for the authority: replies to scorecards, keeps promises, confirms partnerships, invites people."
    ),
    Role.VIEWER: _("Follows the projects that the organisation funds: money, results, documents. Changes nothing."),
}
