"""For which sides of an agreement a person may still record the signature."""

from grants.models import Agreement, Side
from organizations.models import User

PERMISSIONS: dict[str, str] = {Side.IMPLEMENTER: "grants.sign_for_implementer", Side.GRANTEE: "grants.sign_for_grantee"}


def sides_to_sign(agreement: Agreement, user: User) -> list[str]:
    """The sides for which `user` may record and nobody has; the implementer may record both."""
    done = set(agreement.signatures.values_list("side", flat=True))
    both = user.has_perm(PERMISSIONS[Side.IMPLEMENTER], agreement)
    return [side for side in Side.values if side not in done and (both or user.has_perm(PERMISSIONS[side], agreement))]
