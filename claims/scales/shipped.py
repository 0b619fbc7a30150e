"""The scales that come with twosource.

The labels are those of the houses and data sets that use them; the meanings are in our own words,
and so is the mapping where the source gives none. A digest that has been shipped never changes.
Only the newsroom scale asks for a second pair of eyes, for what a reader would act on.
"""

from __future__ import annotations

from claims.scales.model import Averitec, Scale, Status, Tone

_SUPPORTED, _REFUTED = Averitec.SUPPORTED, Averitec.REFUTED
_CONFLICTING, _NOT_ENOUGH = Averitec.CONFLICTING, Averitec.NOT_ENOUGH_EVIDENCE
_GOOD, _WARN, _BAD, _MUTED = Tone.GOOD, Tone.WARN, Tone.BAD, Tone.MUTED

_BORNE_OUT = "The evidence bears it out."
_CONTRADICTED = "The evidence contradicts it."
_TOO_LITTLE = "There is not enough evidence to tell."
_ACCURATE = "It is accurate, and nothing that matters is left out."
_CLARIFIED = "It is accurate in the main, but wants a detail or an explanation."
_GRAIN = "There is some truth in it, but it passes over facts that would turn the impression."

NEWSROOM = Scale(
    "newsroom",
    (
        Status("verified", "verified", "V", _GOOD, _BORNE_OUT, _SUPPORTED, 5, "ver", second=True),
        Status(
            *("missing_context", "missing context", "C", _WARN),
            "True as far as it goes, but what is left out changes what a reader takes from it.",
            *(_CONFLICTING, 3, "ctx"),
        ),
        Status(
            *("misleading", "misleading", "M", _WARN),
            "True parts are put so that they tell something untrue.",
            *(_CONFLICTING, 2, "misl"),
        ),
        Status(
            *("false", "false", "F", _BAD, _CONTRADICTED, _REFUTED, 1, "false"),
            second=True,
        ),
        Status(
            *("disputed", "disputed", "D", _WARN),
            "Sources of standing contradict one another.",
            *(_CONFLICTING, None, "disp"),
        ),
        Status("unverified", "unverified", "U", _WARN, _TOO_LITTLE, _NOT_ENOUGH, None, "unver"),
        Status(
            *("not_checkable", "not checkable", "N", _MUTED),
            "An opinion, a wish or a forecast: there is nothing to check.",
            *(_NOT_ENOUGH, None, "n/c"),
        ),
    ),
)

# Schlichtkrull, Guo and Vlachos 2023, section 3; its labels are the ones that all others map to.
AVERITEC = Scale(
    "averitec",
    (
        Status("supported", "Supported", "S", _GOOD, _BORNE_OUT, _SUPPORTED, 5, "supp"),
        Status("refuted", "Refuted", "R", _BAD, _CONTRADICTED, _REFUTED, 1, "ref"),
        Status(
            *("not_enough_evidence", "Not Enough Evidence", "N", _MUTED),
            *(_TOO_LITTLE, _NOT_ENOUGH, None, "nee"),
        ),
        Status(
            *("conflicting", "Conflicting Evidence/Cherrypicking", "C", _WARN),
            "There is good evidence on both sides, or a part was picked that misleads.",
            *(_CONFLICTING, None, "confl"),
        ),
    ),
)

# PolitiFact's Truth-O-Meter, six labels. Both of the last have the lowest rating: schema.org's line
# ends at 1, and the label, which every export carries, tells them apart.
POLITIFACT = Scale(
    "politifact",
    (
        Status("true", "True", "T", _GOOD, _ACCURATE, _SUPPORTED, 5, "true"),
        Status("mostly_true", "Mostly True", "M", _GOOD, _CLARIFIED, _SUPPORTED, 4, "mtrue"),
        Status(
            *("half_true", "Half True", "H", _WARN),
            "It is partly accurate, but leaves important things out or out of their context.",
            *(_CONFLICTING, 3, "half"),
        ),
        Status("mostly_false", "Mostly False", "L", _BAD, _GRAIN, _REFUTED, 2, "mfals"),
        Status("false", "False", "F", _BAD, "It is not accurate.", _REFUTED, 1, "false"),
        Status(
            *("pants_on_fire", "Pants on Fire", "P", _BAD),
            "It is not accurate, and absurd besides.",
            *(_REFUTED, 1, "pants"),
        ),
    ),
)

# Australian Associated Press FactCheck, seven labels.
AAP = Scale(
    "aap",
    (
        Status("true", "True", "T", _GOOD, _ACCURATE, _SUPPORTED, 5, "true"),
        Status("mostly_true", "Mostly True", "M", _GOOD, _CLARIFIED, _SUPPORTED, 4, "mtrue"),
        Status(
            *("mixture", "Mixture", "X", _WARN),
            "It holds true parts and untrue ones, and neither outweighs the other.",
            *(_CONFLICTING, 3, "mix"),
        ),
        Status("mostly_false", "Mostly False", "L", _BAD, _GRAIN, _REFUTED, 2, "mfals"),
        Status("false", "False", "F", _BAD, "It is not accurate.", _REFUTED, 1, "false"),
        Status(
            *("misleading", "Misleading", "G", _WARN),
            "What it rests on may be accurate, but it is put so that it gives a wrong impression.",
            *(_CONFLICTING, 2, "misl"),
        ),
        Status("unproven", "Unproven", "U", _MUTED, _TOO_LITTLE, _NOT_ENOUGH, None, "unpr"),
    ),
)

# FEVER (Thorne et al. 2018): three labels, given against Wikipedia.
FEVER = Scale(
    "fever",
    (
        Status("supported", "Supported", "S", _GOOD, _BORNE_OUT, _SUPPORTED, 5, "supp"),
        Status("refuted", "Refuted", "R", _BAD, _CONTRADICTED, _REFUTED, 1, "ref"),
        Status(
            *("not_enough_info", "Not Enough Info", "N", _MUTED),
            *(_TOO_LITTLE, _NOT_ENOUGH, None, "nei"),
        ),
    ),
)
