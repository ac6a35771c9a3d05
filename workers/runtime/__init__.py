"""How tasks run: arq's worker made durable; nothing here knows what a task does."""
