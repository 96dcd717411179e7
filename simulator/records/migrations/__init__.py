"""What brings older records up, one revision a version. Alembic reads `versions/`; it is loaded only when needed."""
