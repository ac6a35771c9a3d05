"""What leaves this process: one guarded way out for messages, questions to providers and evaluation."""
