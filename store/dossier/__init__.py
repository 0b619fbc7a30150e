"""What exporters are handed: articles with their claims, judgements, notes and sessions."""
