"""What the bot can carry, each figure beside a named reference in the same run: ``python -m tests.bench.figures``."""
