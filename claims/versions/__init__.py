"""Where the claims of one version of an article stand in the next."""
