"""From a ring to planned turns: building, previewing, publishing, and keeping the plan eight weeks ahead."""
