"""What people see when they go through cases: screens, handouts and reports."""
