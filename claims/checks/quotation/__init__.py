"""Quoted words against the attached documents."""
