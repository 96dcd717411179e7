"""The response manual as data: YAML files under `data/`, their types, and the reader that checks them."""
