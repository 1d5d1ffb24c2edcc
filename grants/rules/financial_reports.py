"""Who may do what to financial reports."""

import rules

from grants.rules.agreements import (
    funds_programme,
    is_of_grantee,
    reads_as_grantee,
    reads_as_staff,
    works_for_grantee,
    works_for_implementer,
)
from organizations.models import Role

drafts = works_for_grantee(Role.REPRESENTATIVE, Role.ACCOUNTANT, Role.MEMBER)
submits = works_for_grantee(Role.REPRESENTATIVE)
decides = works_for_implementer(Role.FINANCE_OFFICER, Role.GRANTS_OFFICER)

rules.add_perm("grants.view_financial_report", reads_as_staff | reads_as_grantee | funds_programme)
rules.add_perm("grants.draft_financial_report", drafts)
rules.add_perm("grants.submit_financial_report", submits)
rules.add_perm("grants.decide_financial_report", decides & ~is_of_grantee)
