"""OpenID Connect, as its client: what the provider declares, an exchange, a proof that is read."""
