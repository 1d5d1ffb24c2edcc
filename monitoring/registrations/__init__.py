"""What this floor tells the registries of the kernel and of the floors below: menu, tasks, sections, checks."""
