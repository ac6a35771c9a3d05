"""The operator's configuration: read, checked, and changed from the pages."""
