"""The JSON API under /api/v1: `routes.py` is the table of all of it, the other modules answer one noun each."""
