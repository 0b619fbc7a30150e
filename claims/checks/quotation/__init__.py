"""Checks of quoted words against the attached documents."""
