"""Tests of the assignment of costs to awards."""
