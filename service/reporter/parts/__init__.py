"""Tells Tunewatch about a training: that it began, that it lives, its numbers, and how it ended. Python 3.8+, one file.

Around a command:   curl -s $TUNEWATCH_URL/reporter.py | python3 - run --job my-run -- axolotl train config.yml
Inside a program:   with reporter.Job("my-run") as job: job.log(step=1, loss=0.5)
From a script:      python3 reporter.py report --job my-run --status succeeded

The training comes first: its output, its signals, its exit code and its speed are what they are without us. So output
is copied by a process that outlives us, all writing and posting is done by one thread, nothing waits for that thread
while the training runs, and no error of ours leaves this file.
"""
