"""What answers a browser on this machine: the review screen."""
