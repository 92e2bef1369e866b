"""`python -m prevexp` is the command `prevexp`."""

from prevexp.cli import main

if __name__ == "__main__":
    main()
