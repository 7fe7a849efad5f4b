"""Coded plan files: read and checked."""
