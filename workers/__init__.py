"""What we do about it: verbs, one file per task. May import `service`; `service` never imports this."""
