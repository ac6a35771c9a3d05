"""What `tunewatch demo` and the tests run against: a simulated provider and an inbox, both on real sockets."""
