"""What `make run` prints when all is ready."""

from config.demo.cast import BAR


def welcome(port: int) -> str:
    """The address, the tour, and whose eyes the demo offers."""
    people = "\n".join(f"    {person.label!s:<20} {person.name}" for person in BAR)
    return (
        f"\nRăboj is ready: http://localhost:{port}\n"
        f"  Three minutes: http://localhost:{port}/tour/   Sent mail: http://localhost:{port}/dev/mail/\n"
        f"  See it as (bar on top of every page, no password):\n{people}\n"
        "  Stop with Ctrl+C; the data stays.\n"
    )
