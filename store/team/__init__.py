"""Several reviewers on one article: roles, sessions, the blind phase, votes, adjudication.

`model` and `ballots` are values and rules without a desk. `gate` says what may be written, `blinds`
what may be seen, `folding` and `projecting` bring sessions into the tables, `reading` gets them out
again. The verbs are in `sessions`, `voting`, `adjudicating` and `comments`; `live` is who is on
which claim just now.
"""
