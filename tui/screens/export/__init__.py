"""The export screen: choosing, previewing and writing an export."""
