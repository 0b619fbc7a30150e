"""The choice of a scope within one claim: which judgements and which verdict go out.

Rows are chosen while they are read (`store.dossier.walk`). A verdict that is made of several rows
(an adjudication, the final one) is chosen here, once it is made: otherwise a final view of one
reviewer, or of one status, would settle claims by leaving the others out.
"""

from __future__ import annotations

import json

from store.dossier.values import Claim, DossierJudgement, Scope

UNREVIEWED = "unreviewed"


class Choice:
    """Applies a scope to claims; `whose` is the name of the scope's reviewer."""

    def __init__(self, scope: Scope, whose: str) -> None:
        self._scope, self._whose = scope, whose
        self.all = not (scope.final or scope.chooses)

    def by_row(self, name: str) -> bool:
        """Whether field `name` of the scope chooses rows, before a verdict is made of them."""
        return bool(getattr(self._scope, name)) and (name == "session" or not self._scope.final)

    def of(self, claim: Claim) -> Claim | None:
        """`claim` with what the scope chooses of it; None where it chooses nothing."""
        scope = self._scope
        if scope.final and scope.status == UNREVIEWED:
            return self._undecided(claim)
        if scope.final:
            claim = self._final(claim)
        elif claim.ruling and not self._fits(claim.ruling.held):
            claim = claim._replace(ruling=None)
        if not scope.chooses or claim.judgements or claim.ruling:
            return claim
        return claim if (claim.notes or claim.comments) and not scope.status else None

    def _final(self, claim: Claim) -> Claim:
        final = claim.final
        if not self._scope.narrows:
            return claim._replace(judgements=final)
        final = tuple(filter(self._fits, final))
        ruling = claim.ruling if final else None
        return claim._replace(judgements=final, ruling=ruling, result=None)

    def _undecided(self, claim: Claim) -> Claim | None:
        """The claim if nothing is final; None where a reviewer, source or time is asked for."""
        others = any((self._scope.since, self._scope.source, self._scope.reviewer))
        return None if others or claim.final else claim._replace(judgements=(), result=None)

    def _fits(self, held: DossierJudgement) -> bool:
        scope = self._scope
        return (
            held.reviewed_at >= scope.since
            and scope.status in ("", held.status)
            and (not scope.source or json.dumps(scope.source, ensure_ascii=False) in held.spoken)
            and (not scope.reviewer or self._whose in held.people)
        )
