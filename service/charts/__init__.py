"""Curves as pictures: the specification is pure, drawing is a short-lived process."""
