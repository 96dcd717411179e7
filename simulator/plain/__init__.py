"""The plain line mode: the same game for screen readers, pipes, scripts and poor terminals."""
