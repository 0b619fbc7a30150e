"""The two-source rule: how many independent pieces of evidence support a claim.

Pieces count as two only when they are independent of each other, and the writer's own word is none.
"""

from __future__ import annotations

from claims.checks.sourcing.held_claim import HeldClaim, Weighed
from claims.model import EvidenceKind, Stance


def supports(held: HeldClaim) -> list[Weighed]:
    return [one for one in held.evidence if one.stance is Stance.SUPPORTS]


def independent(held: HeldClaim) -> int:
    """How many independent pieces of evidence support the claim."""
    groups = set()
    for n, one in enumerate(supports(held)):
        if one.kind is not EvidenceKind.ON_AUTHOR:
            groups.add(one.group or one.source_id or one.document or f"#{n}")
    return len(groups)


def gate(held: HeldClaim) -> str:
    """The sentence that asks for a reason before "verified" is kept; empty when none is needed."""
    count, pieces = independent(held), len(supports(held))
    if count >= 2:
        return ""
    if count == 0:
        return "Nothing independent supports this claim; verify it only with a reason."
    if pieces > 1:
        return (
            f"Its {pieces} supporting pieces go back to one source; verify it only with a reason."
        )
    return "One piece of evidence supports this claim, not two; verify it only with a reason."
