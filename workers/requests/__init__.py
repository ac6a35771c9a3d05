"""What a person waits for: a task each, answered at its reply key."""
