"""Several reviewers on one article: roles, sessions, the blind phase, votes, adjudication.

`model` and `ballots` are values and rules without a desk. `roles` and `gate` say what may be
written, `blinds` what may be seen. `folding` and `projecting` bring sessions into the tables,
`reading` and `progress` get them out again. The verbs are in `sessions`, `settling` and `comments`;
`live` is who is on which claim just now. `agreeing` measures how far a team agrees, `figures` puts
that in words, and `minutes` tells what a session came to and how.
"""
