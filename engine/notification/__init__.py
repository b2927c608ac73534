"""Notification: which decisions are reported to a committee at which meeting."""
