"""What a person sees and types: the command line, the screens, the widgets, the keys."""
