"""Files from outside, parsed in a process of their own with bounds on time and memory."""
