"""The dossier that exporters are handed: articles with claims, judgements, notes, sessions."""
