"""What evidence tells about a claim. A check finds leads with a reason; it never sets a status."""
