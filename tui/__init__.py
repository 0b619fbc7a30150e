"""The front end: the command line, the screens, the widgets, the keys."""
