"""Surveys as data: forms under `shipped/`, their types and reader. Answers are kept apart from scores."""
