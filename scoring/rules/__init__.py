"""The rule kinds: what a requirement of the manual says about one trace, one module a kind."""
