"""The commands of the terminal, one module each. stdout is for data, stderr for words to people."""
