"""The rule kinds (`model`), a trace indexed for judging (`reading`), and one rule against it (`judging`)."""
