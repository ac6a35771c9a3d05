"""Pure nouns: no network, clock, Redis, database, log or environment. `now` is an argument."""
