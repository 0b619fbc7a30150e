"""Everything that is done to a desk: each verb is one transaction, on disk when it returns."""
