"""What arrives, what is true, what can be seen. Never imports `workers`."""

__version__ = "0.1.0"
