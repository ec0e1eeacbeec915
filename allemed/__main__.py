"""`python -m allemed` is the command line `allemed`."""

from allemed.cli import main

main()
