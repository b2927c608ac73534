"""What has changed in the law, and what of it is covered."""
