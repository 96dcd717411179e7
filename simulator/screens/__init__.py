"""The screens of the app, one module each; `page` is what they share."""
