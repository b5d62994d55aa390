"""Drivers, destinations and what rides hold of people."""
